import { messageOf } from '#lib/failure.ts';
import { AlertStore } from './alert-store.svelte.ts';
import { AsideStore } from './aside-store.svelte.ts';
import { CaseBook } from './case-book.svelte.ts';
import { CaseChanges } from './case-changes.ts';
import { CaseKeeper } from './case-keeper.ts';
import { CaseMirror, type MirrorParts } from './case-mirror.ts';
import { CaseRemoval } from './case-removal.ts';
import { DataHome, type DataServices } from './data-home.ts';
import { DataStore } from './data-store.svelte.ts';
import { LiveCases, type LiveCasesParts } from './live-cases.ts';
import { LiveRecipes } from './live-recipes.ts';
import { LiveRuns } from './live-runs.ts';
import { LiveSources, type LiveSourcesParts } from './live-sources.ts';
import { Looks } from './looks.ts';
import { OpenCase } from './open-case.svelte.ts';
import { keptByPlaces, OpenPlaces } from './open-places.ts';
import type { Place } from './place.ts';
import { Present } from './present.svelte.ts';
import { RecipeDesk } from './recipe-desk.ts';
import { RecipeStore } from './recipe-store.svelte.ts';
import { RunStore } from './run-store.svelte.ts';
import { History } from './services/history.svelte.ts';
import { Notices, type AtHand } from './services/notices.svelte.ts';
import type { Platform } from './services/platform.ts';
import type { Services } from './services/services.ts';
import { openStorage, type Storage } from './services/storage.ts';
import type { Collection } from './services/storage/collection.ts';
import type { Key } from './services/storage/collections.ts';
import type { SetAside } from './services/storage/set-aside.ts';
import { Voice } from './services/voice.svelte.ts';
import { SourceDesk, type SourceDeskParts } from './source-desk.ts';
import { StopList } from './stop-list.ts';
import { StoredHere } from './stored-here.ts';
import { SweepStore } from './sweep-store.svelte.ts';
import type { Workbench } from './workbench.ts';
import { WriteRight } from './write-right.svelte.ts';
import { WritingTurns, type TurnParts } from './writing-turns.ts';

/** The page as it lives: each part is given those that it works with, and what follows from what is said once. */
export class LiveWorkbench implements Workbench {
	readonly places: OpenPlaces;
	readonly services: Services;
	readonly voice = new Voice();
	readonly history = new History();
	readonly notices: Notices;
	readonly #aside = new AsideStore();
	readonly #storage: Promise<Storage>;
	readonly #stops: StopList;
	readonly #data: DataStore;
	readonly #home: DataHome;
	readonly #case: OpenCase;
	readonly #desk: RecipeDesk;
	readonly #turns: WritingTurns;
	readonly #changes: CaseChanges;

	constructor(platform: Platform, places: readonly Place[]) {
		const { history, voice } = this;
		const recipe = new RecipeStore();
		const looks = new Looks();
		const notices = new Notices(() => atHand(this.#case.name, recipe, answers.alerts));
		this.notices = notices;
		const storage = openKept(platform, keptByPlaces(places), {
			...{ notices, aside: this.#aside },
			keepAnew: () => this.#turns.keepAnew()
		});
		this.#storage = storage;
		const stops = new StopList(storage, (error) => notices.say('warning', messageOf(error)));
		this.#stops = stops;
		const data = openData(notices, () => this.#home);
		this.#data = data;
		const answers = answersOf(recipe, data, stops);
		const { investigation, sweep, alerts } = answers;
		const home = openHome({ platform, storage, notices, data }, answers, {
			mayWrite: () => right.role === 'writes',
			onrecovered: () => this.#changes.recovered()
		});
		this.#home = home;
		const desk = new RecipeDesk({
			...{ recipe, run: investigation, history, notices, platform },
			onchange: (by) => this.#changes.recipeChanged(by)
		});
		this.#desk = desk;
		const right = rightOf(platform, notices, () => this.#turns);
		const keeper = new CaseKeeper(storage, notices);
		const book = new CaseBook(storage);
		const open = new OpenCase({
			...{ platform, right, keeper, storage, book, notices, history, home, data, alerts, desk },
			runs: [investigation, sweep],
			enters: (name) => this.places.enters(name),
			onopened: () => this.#changes.dataChanged()
		});
		this.#case = open;
		const runs = new LiveRuns({
			...{ ...answers, stops, looks, data, recipe, run: investigation, notices },
			remember: () => this.#changes.remember()
		});
		this.#changes = new CaseChanges({
			...{ storage, notices, case: open, keeper, data, alerts, recipe, desk, investigation, runs },
			heedRows: () => this.places.heedRows()
		});
		const mirrored = { storage, history, notices, case: open, keeper, home, recipe, desk };
		const mirror = mirrorOf(mirrored, platform, () => this.places, this.#changes);
		this.#turns = this.#turnsOf({ storage, history, case: open, data, home, mirror, runs });
		const cases = casesOf({ case: open, book, right, history, notices }, { platform, storage });
		const acting = { data, case: open, cases, notices, looks, stops };
		const sources = this.#sources(acting, { storage, history, home, data, case: open }, desk);
		const recipes = new LiveRecipes({ desk, case: open, cases, run: () => runs.run() });
		this.services = this.#services(home, platform, {
			...{ storage, history, notices, voice, platform, stops },
			...{ case: open, data, alerts, recipe, investigation, cases, sources, recipes, runs }
		});
		this.places = new OpenPlaces(places, this.services);
		followAddress(platform, { desk, notices, case: open });
	}

	#turnsOf(parts: Omit<TurnParts, 'keepAnew'>): WritingTurns {
		const keepAnew = () => [this.places.keepAnew(), this.#changes.remember()];
		return new WritingTurns({ ...parts, keepAnew });
	}

	#sources(
		acting: Omit<LiveSourcesParts, 'desk'>,
		parts: Omit<SourceDeskParts, 'onmoved' | 'onchange'>,
		recipes: RecipeDesk
	): LiveSources {
		const desk = new SourceDesk({
			...parts,
			onmoved: () => recipes.setAllParameters(),
			onchange: () => this.#changes.dataChanged()
		});
		return new LiveSources({ ...acting, desk });
	}

	#services(home: DataHome, platform: Platform, parts: GivenServices): Services {
		const { storage } = parts;
		const stored = new StoredHere({
			...{ platform, storage, leave: () => this.#turns.leave() },
			cases: () => parts.cases.ownCases.map(({ name }) => name)
		});
		return {
			...parts,
			get engine() {
				return home.engine;
			},
			stored: () => stored.measured(),
			clearStored: () => stored.clear(),
			ask: (name) => this.places.ask(name),
			parts: (slot) => this.places.in(slot)
		};
	}

	get setAside(): readonly SetAside[] {
		return this.#aside.records;
	}

	/** Opens what the address names, else what was open at the last visit, else the sample incident. */
	async start(): Promise<void> {
		// What came with the link is told before anything of the last visit could run under its address.
		await this.notices.guarded(() => this.#desk.announceLink());
		await this.notices.guarded(() => this.#stops.load());
		const parts = [
			...this.places.loads,
			() => this.#case.openFirst(),
			async () => this.#aside.load(await this.#storage)
		];
		await Promise.all(parts.map((part) => this.notices.guarded(part)));
	}

	async deleteAside(record: SetAside): Promise<void> {
		await this.#aside.drop(await this.#storage, record);
	}

	startDatabase(): Promise<void> {
		return this.notices.guarded(async () => {
			await this.#home.startAgain();
			if (this.#data.rows.list.loaded.length > 0) await this.#changes.recovered();
			else await this.#case.reopen();
		});
	}
}

/** Those that are there before any place is. */
type GivenServices = Omit<Services, 'engine' | 'stored' | 'clearStored' | 'ask' | 'parts'>;

/** What survives a reload; what becomes of it is told, here and to other tabs. */
function openKept(
	{ tabs }: Platform,
	collections: readonly Collection[],
	hears: { notices: Notices; aside: AsideStore; keepAnew: () => Promise<void> }
): Promise<Storage> {
	const { notices, aside, keepAnew } = hears;
	const hearers = {
		say: (sentence: string) => notices.say('warning', sentence),
		onaside: (record: SetAside) => aside.take(record),
		onkept: (place: string, key: Key) => tabs.channel.post({ kind: 'kept', place, key }),
		onopened: () => void notices.guarded(keepAnew)
	};
	return Promise.resolve(openStorage(hearers, collections));
}

/** @param home where what is read is kept; asked once something is read */
function openData(notices: Notices, home: () => DataHome): DataStore {
	return new DataStore({
		ontwin: (sentence) => notices.say('information', sentence, 'case'),
		ontaken: (source) => home().sources.keepTaken(source),
		readable: (source) => home().sources.readable(source)
	});
}

/** What asks the database is given another whenever there is one. */
function openHome(
	parts: Pick<DataServices, 'platform' | 'storage' | 'notices' | 'data'>,
	{ investigation, sweep }: Pick<ReturnType<typeof answersOf>, 'investigation' | 'sweep'>,
	hears: Pick<DataServices, 'mayWrite' | 'onrecovered'>
): DataHome {
	return new DataHome({
		...parts,
		...hears,
		onengine: (engine) => {
			investigation.attach(engine);
			sweep.attach(engine);
		}
	});
}

/** Which tab writes the case. @param turns asked once it is another */
function rightOf({ tabs }: Platform, notices: Notices, turns: () => WritingTurns): WriteRight {
	return new WriteRight({
		tabs,
		finish: () => turns().finish(),
		onwrites: () => notices.guarded(() => turns().begin()),
		onreads: () => notices.guarded(() => turns().end())
	});
}

/** What is done with the cases as a whole. */
function casesOf(
	parts: Omit<LiveCasesParts, 'removal'>,
	kept: { platform: Platform; storage: Promise<Storage> }
): LiveCases {
	return new LiveCases({ ...parts, removal: new CaseRemoval(kept) });
}

/** What other tabs keep of the case is followed here. @param places asked once something was kept */
function mirrorOf(
	parts: Omit<MirrorParts, 'channel' | 'refreshPlaces' | 'ondata' | 'onrecipe'>,
	{ tabs }: Platform,
	places: () => OpenPlaces,
	changes: CaseChanges
): CaseMirror {
	return new CaseMirror({
		...parts,
		channel: tabs.channel,
		refreshPlaces: (collection, writes) => places().refresh(collection, writes),
		ondata: () => changes.dataChanged(),
		onrecipe: () => changes.recipeChanged('opening')
	});
}

/** A recipe may come with the address, and Back and Forward lead to other cases. */
function followAddress(
	platform: Platform,
	parts: { desk: RecipeDesk; notices: Notices; case: OpenCase }
): void {
	const { desk, notices, case: open } = parts;
	const follow = async () => {
		await desk.announceLink();
		await open.follow();
	};
	platform.onAddress(() => void notices.guarded(follow));
}

/** What was found of one alert and of every alert, held against what there is now. */
function answersOf(recipe: RecipeStore, data: DataStore, stops: StopList) {
	const present: Present = new Present(() => ({ alerts, recipe, data: data.rows }));
	const investigation = new RunStore(present, stops);
	const sweep = new SweepStore(present, stops);
	const alerts = new AlertStore(sweep);
	return { present, investigation, sweep, alerts };
}

/** What is at hand of each kind: a sentence on one goes with it. */
function atHand(name: string, recipe: RecipeStore, alerts: AlertStore): AtHand {
	const of = [name, recipe.openedText, alerts.current?.alert_id];
	const [open, text, alert] = [1, 2, 3].map((count) => JSON.stringify(of.slice(0, count)));
	return { case: open!, recipe: text!, alert: alert! };
}
