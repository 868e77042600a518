import { incidents } from '#datasets/incidents/index.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import type { Preview } from '#intake/record/preview.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import { stopKeysOf, unlessStopped } from '#investigation/stops.ts';
import { isEngineLost, messageOf } from '#lib/failure.ts';
import { checkHidden } from '#notebook/hidden-sources.ts';
import { tablesReadBy } from '#notebook/graph.ts';
import { readsOnly } from '#ui/may-write.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { AlertStore } from './alert-store.svelte.ts';
import { Arrivals } from './arrivals.svelte.ts';
import { AsideStore } from './aside-store.svelte.ts';
import { OWN } from './case-address.ts';
import { CaseKeeper } from './case-keeper.ts';
import { CaseMirror } from './case-mirror.ts';
import { DataHome } from './data-home.ts';
import { DataStore } from './data-store.svelte.ts';
import { History } from './services/history.svelte.ts';
import { Looks } from './looks.ts';
import { marks } from './marks.ts';
import { Notices, type AtHand, type Notice, type Subject } from './services/notices.svelte.ts';
import { entryOf, OpenCase } from './open-case.svelte.ts';
import { OpenPlaces } from './open-places.ts';
import type { Place } from './place.ts';
import type { Platform } from './services/platform.ts';
import { Voice } from './services/voice.svelte.ts';
import { Present } from './present.svelte.ts';
import { RecipeDesk } from './recipe-desk.ts';
import { RecipeStore } from './recipe-store.svelte.ts';
import { RunStore } from './run-store.svelte.ts';
import { SourceDesk } from './source-desk.ts';
import { StopList } from './stop-list.ts';
import type { EngineState } from './services/engine-state.ts';
import type { Services } from './services/services.ts';
import { StoredHere } from './stored-here.ts';
import { openStorage, type Storage } from './services/storage.ts';
import type { SetAside } from './services/storage/set-aside.ts';
import { SweepStore } from './sweep-store.svelte.ts';
import type { IncidentEntry } from './services/case-state.ts';
import type { Page } from './services/page.ts';
import type { Workbench } from './workbench.ts';
import { WriteRight } from './write-right.svelte.ts';

export class LiveWorkbench implements Workbench {
	readonly recipe = new RecipeStore();
	readonly data: DataStore = new DataStore({
		ontwin: (sentence) => this.#say('information', sentence, 'case'),
		ontaken: (exhibit) => this.#home.keepTaken(exhibit),
		readable: (exhibit) => this.#home.readable(exhibit)
	});
	readonly places: OpenPlaces;
	readonly services: Services;
	readonly voice = new Voice();
	readonly history = new History();
	readonly case: OpenCase;
	readonly #desk: RecipeDesk;
	readonly #storage: Promise<Storage>;
	readonly #home: DataHome;
	readonly #sources: SourceDesk;
	readonly #right: WriteRight;
	readonly #keeper: CaseKeeper;
	readonly #mirror: CaseMirror;
	readonly notices = new Notices(() => this.#atHand());
	readonly #aside = new AsideStore();
	readonly #arrivals = new Arrivals();
	readonly #present = new Present(() => this);
	readonly #stops: StopList;
	readonly #looks = new Looks();
	readonly #sweep: SweepStore;
	readonly investigation: RunStore;
	readonly alerts: AlertStore;

	constructor(platform: Platform, places: readonly Place[]) {
		this.#storage = Promise.resolve(
			openStorage({
				say: (sentence) => this.#say('warning', sentence),
				onaside: (record) => this.#aside.take(record),
				onkept: (place, key) => platform.tabs.channel.post({ kind: 'kept', place, key }),
				onopened: () => void this.#guarded(() => this.#keepAnew())
			})
		);
		this.#stops = new StopList(this.#storage, (error) => this.#say('warning', messageOf(error)));
		this.investigation = new RunStore(this.#present, this.#stops);
		this.#sweep = new SweepStore(this.#present, this.#stops);
		this.alerts = new AlertStore(this.#sweep);
		this.#home = new DataHome({
			platform,
			storage: this.#storage,
			notices: this.notices,
			data: this.data,
			mayWrite: () => this.#right.role === 'writes',
			onengine: (engine) => {
				this.investigation.attach(engine);
				this.#sweep.attach(engine);
			},
			onrecovered: () => this.#recovered()
		});
		const { data, alerts, recipe, history, investigation: run } = this;
		const keeping = { storage: this.#storage, history, notices: this.notices };
		this.#desk = new RecipeDesk({
			recipe,
			run,
			history,
			notices: this.notices,
			platform,
			onchange: () => this.#recipeChanged()
		});
		this.#sources = new SourceDesk({
			...keeping,
			home: this.#home,
			data,
			onmoved: () => this.#desk.setAllParameters(),
			onchange: () => this.#dataChanged()
		});
		this.#right = new WriteRight({
			tabs: platform.tabs,
			finish: () => this.#finish(),
			onwrites: () => this.#guarded(() => this.#writes()),
			onreads: () => this.#guarded(() => this.#reads())
		});
		this.#keeper = new CaseKeeper(this.#storage, this.notices);
		this.case = new OpenCase({
			platform,
			right: this.#right,
			keeper: this.#keeper,
			...keeping,
			home: this.#home,
			data,
			alerts,
			runs: [run, this.#sweep],
			desk: this.#desk,
			enters: (name) => this.places.enters(name),
			onopened: () => this.#dataChanged()
		});
		this.#mirror = new CaseMirror({
			...keeping,
			channel: platform.tabs.channel,
			case: this.case,
			keeper: this.#keeper,
			home: this.#home,
			recipe,
			desk: this.#desk,
			refreshPlaces: (collection, writes) => this.places.refresh(collection, writes),
			ondata: () => this.#dataChanged(),
			onrecipe: () => this.#recipeChanged()
		});
		this.services = this.#services(platform);
		this.places = new OpenPlaces(places, this.services);
		platform.onAddress(() => {
			this.#desk.announceLink();
			void this.#guarded(() => this.case.follow());
		});
	}

	#services(platform: Platform): Services {
		const { history, voice, case: open, data, alerts, recipe, investigation } = this;
		const [storage, notices, home] = [this.#storage, this.notices, this.#home];
		const stored = new StoredHere({ platform, storage, leave: () => this.#leaveStored() });
		return {
			...{ storage, history, notices, voice, platform },
			...{ case: open, data, alerts, recipe, investigation },
			...{ cases: this, sources: this, recipes: this, runs: this, stops: this.#stops },
			get engine() {
				return home.engine;
			},
			stored: () => stored.measured(),
			clearStored: () => stored.clear(),
			ask: (name) => this.places.ask(name),
			parts: (slot) => this.places.in(slot)
		};
	}

	/** Nothing is written any more, and no database on disk is open. */
	async #leaveStored(): Promise<void> {
		this.cancel();
		this.data.cancel();
		await this.#home.openEmpty();
		await this.#finish();
	}

	get engine(): EngineState {
		return this.#home.engine;
	}
	get arriving(): readonly string[] {
		return this.#arrivals.names;
	}
	get setAside(): readonly SetAside[] {
		return this.#aside.records;
	}

	readonly incidents: readonly IncidentEntry[] = incidents.map(entryOf);

	/** Opens what the address names, else what was open at the last visit, else the sample incident. */
	async start(): Promise<void> {
		// What came with the link is told before anything of the last visit could run under its address.
		this.#desk.announceLink();
		await this.#guarded(() => this.#stops.load());
		const parts = [
			...this.places.loads,
			() => this.case.openFirst(),
			async () => this.#aside.load(await this.#storage)
		];
		await Promise.all(parts.map((part) => this.#guarded(part)));
	}

	async deleteAside(record: SetAside): Promise<void> {
		await this.#aside.drop(await this.#storage, record);
	}

	expectFiles(): void {
		this.data.expect();
	}

	/** Whoever drops files here works here: this tab takes over, and nothing is asked or refused. */
	addFiles(files: readonly File[], as: string | null = null): Promise<void> {
		return this.#guarded(async () => {
			if (files.length === 0) return;
			await this.#arrivals.during(files, async (listed) => {
				await this.case.leaveForOwn();
				await this.takeOver();
				await this.#sources.add(files, as, listed);
			});
		});
	}

	async addText(text: string): Promise<void> {
		const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
		await this.addFiles([new File([text], `pasted-${stamp}.txt`)]);
	}

	readAgain(key: string, settings: Partial<ImportSettings>): Promise<void> {
		return this.#changing(() => this.#sources.readAgain(key, settings));
	}

	preview(key: string, mapping: Mapping | null): Promise<Preview> {
		return this.#sources.preview(key, mapping);
	}

	map(key: string, mapping: Mapping): Promise<void> {
		return this.#changing(() => this.#sources.map(key, mapping));
	}

	removeSource(key: string): Promise<void> {
		return this.#changing(() => this.#sources.takeOut(key));
	}

	cancelReading(): void {
		this.data.cancel();
	}

	bytesOf(sourceId: string, offset: number, length: number): Promise<Uint8Array> {
		return this.data.bytesOf(sourceId, offset, length);
	}

	browse(relation: string, page: Page): Promise<Result> {
		const ask = (signal: AbortSignal) => this.data.browse(relation, page, { signal });
		return this.#looked(`rows of ${relation}`, ask, page);
	}

	look(sql: string, page: Partial<Page> = {}): Promise<Result> {
		return this.#looked(sql, (signal) => this.data.query(sql, { signal }), page);
	}

	#looked(
		key: string,
		ask: (signal: AbortSignal) => Promise<Result>,
		{ again, signal: own }: Partial<Page>
	): Promise<Result> {
		const asked = (signal: AbortSignal) =>
			unlessStopped(this.#stops, key, () => ask(signal), again);
		return this.#looks.look(asked, own);
	}

	query(sql: string): Promise<Result> {
		return this.data.query(sql, { signal: this.#looks.signal });
	}

	readBy(tables: readonly string[]): Receipt[] {
		return this.data.readBy(tables);
	}

	nameOf(alertId: string): string {
		return this.alerts.nameOf(alertId);
	}

	async pick(alertId: string): Promise<void> {
		this.alerts.pick(alertId);
		await this.#remember();
		await this.run();
	}

	setParameter(name: string, value: string): Promise<void> {
		return this.#changing(() => this.#desk.setParameter(name, value));
	}

	editSql(cell: string, sql: string): Promise<void> {
		return this.#changing(() => this.#desk.editSql(cell, sql));
	}

	undo(): Promise<void> {
		return this.#changing(() => this.history.undo());
	}

	redo(): Promise<void> {
		return this.#changing(() => this.history.redo());
	}

	openRecipe(text: string): Promise<void> {
		return this.#changing(() => this.#desk.open(text));
	}

	/** The recipe of the case that is being opened would else take the place of the one that was let in. */
	async acceptIncoming(): Promise<void> {
		await this.case.arrived();
		await this.#changing(() => this.#desk.acceptIncoming());
	}

	dismissIncoming(): void {
		this.#desk.dismissIncoming();
		void this.run();
	}

	recipeLink(): string {
		return this.#desk.link();
	}

	async run(): Promise<void> {
		const now = this.#present.live();
		if (now === null || this.recipe.incoming !== null) return;
		const prepare = () => this.#prepare(now.notebook);
		await this.#guarded(() => this.investigation.run({ now, prepare }), 'alert');
	}

	cancel(): void {
		this.investigation.cancel();
		this.#sweep.cancel();
		this.#looks.cancel();
	}

	startDatabase(): Promise<void> {
		return this.#guarded(async () => {
			await this.#home.startAgain();
			if (this.data.list.loaded.length > 0) await this.#recovered();
			else await this.case.reopen();
		});
	}

	async runStopped(cell: string): Promise<void> {
		const now = this.#present.live();
		if (now === null) return;
		for (const key of stopKeysOf(cell, now)) this.#stops.lift(key);
		await this.run();
	}

	rowsOf(cell: string, page: Page): Promise<Result> {
		const ask = (signal: AbortSignal) => this.investigation.rows.of(cell, { ...page, signal });
		return this.#looks.look(ask, page.signal);
	}

	askAbout(sql: string, page: Page): Promise<Result> {
		const ask = (signal: AbortSignal) => this.investigation.rows.ask(sql, { ...page, signal });
		return this.#looks.look(ask, page.signal);
	}

	rowsKeyOf(cell: string): string | undefined {
		return this.investigation.rowsKeys.get(cell);
	}

	attend(path: string, cell: string, seconds: number): void {
		this.investigation.attend(path, cell, seconds);
	}

	async runEveryAlert(): Promise<void> {
		const now = this.#present.live();
		if (now === null || this.recipe.incoming !== null) return;
		await this.#guarded(() => this.#sweep.run(now, () => this.#prepare(now.notebook)), 'recipe');
	}

	openIncident(name: string): Promise<void> {
		return this.#guarded(() => this.case.open(name));
	}

	openOwnCase(): Promise<void> {
		return this.#guarded(() => this.case.open(OWN));
	}

	takeOver(): Promise<void> {
		return this.#guarded(() => this.#right.takeOver());
	}

	async #recipeChanged(): Promise<void> {
		await Promise.all([this.#guarded(() => this.#remember()), this.run()]);
	}

	/** The sources are in a new database. Where somebody cancelled, nothing begins again by itself. */
	async #recovered(): Promise<void> {
		await this.#desk.setAllParameters();
		if (this.investigation.state !== 'cancelled') return this.#dataChanged();
		await this.#unlessLost(async () => {
			await this.#refreshAlerts();
			performance.mark(marks.back);
			await this.data.takeStock();
		});
	}

	/** A source that cannot be read for its own columns is told; its cell then says that there is no such table. */
	async #prepare(notebook: Notebook): Promise<void> {
		checkHidden(notebook, this.data.views);
		await this.#guarded(() => this.data.makeViews(tablesReadBy(notebook)), 'recipe');
	}

	#atHand(): AtHand {
		const of = [this.case.name, this.recipe.openedText, this.alerts.current?.alert_id];
		const [name, recipe, alert] = [1, 2, 3].map((count) => JSON.stringify(of.slice(0, count)));
		return { case: name!, recipe: recipe!, alert: alert! };
	}

	#say(kind: Notice['kind'], text: string, about: Subject = 'page'): void {
		this.notices.say(kind, text, about);
	}

	#guarded(work: () => Promise<void>, about: Subject = 'page'): Promise<void> {
		return this.notices.guarded(work, about);
	}

	/** What changes the case is done in the tab that writes it. */
	async #changing(work: () => Promise<void>): Promise<void> {
		if (this.mayChange()) await this.#guarded(work, 'case');
	}

	mayChange(): boolean {
		if (this.case.role === 'writes') return true;
		this.history.tell(readsOnly);
		return false;
	}

	/** This tab writes the case now, which another one wrote so far. */
	async #writes(): Promise<void> {
		if (this.case.isOwn && (await this.#home.hasRowsOnDisk())) await this.case.reopen();
		else await this.#mirror.followAll();
		this.history.tell('This tab writes the case now.');
	}

	/** Another tab writes the case now; of a database on disk only one tab can have it. */
	async #reads(): Promise<void> {
		this.history.clear();
		if (this.engine.place === 'disk') await this.case.reopen();
	}

	/** Resolves once all is kept that this tab has at hand. */
	async #finish(): Promise<void> {
		await this.data.idle();
		await this.#home.kept();
		await (await this.#storage).written();
	}

	/** What was kept may be gone while the page is open; the page has it all. */
	async #keepAnew(): Promise<void> {
		if (this.case.role !== 'writes') return;
		await Promise.all([this.places.keepAnew(), this.#home.keepAnew(), this.#remember()]);
	}

	/** New rows may answer differently, and may wake what was put off. */
	async #dataChanged(): Promise<void> {
		await this.#unlessLost(async () => {
			await this.#refreshAlerts();
			// Who drops files looks at the data first; who opens an incident waits for its verdicts.
			if (this.case.isOwn) await this.data.takeStock();
			await this.run();
			if (!this.case.isOwn) await this.data.takeStock();
			if (this.case.role === 'writes') await this.places.heedRows();
		});
	}

	/** What a loss of the database ends is done again in the next one, and the loss is told by itself. */
	#unlessLost(work: () => Promise<void>): Promise<void> {
		const done = async () => {
			try {
				await work();
			} catch (error) {
				if (!isEngineLost(error)) throw error;
			}
		};
		return this.#guarded(done, 'case');
	}

	async #refreshAlerts(): Promise<void> {
		const counts = this.data.list.receipts.map(({ rows }) => rows.alerts ?? 0);
		const count = counts.reduce((sum, each) => sum + each, 0);
		await this.alerts.refresh(this.data, count, await this.#wantedAlert());
	}

	async #wantedAlert(): Promise<string | null> {
		const kept = await (await this.#storage).investigation(this.case.name);
		return kept?.alertId ?? this.case.alertOfIncident();
	}

	/** A tab that reads the case may look at another alert, which is nobody else's concern. */
	async #remember(): Promise<void> {
		if (this.case.role !== 'writes') return;
		const { text, openedText, values } = this.recipe;
		await this.#keeper.keep({
			recipeText: text,
			openedText,
			values: { ...values },
			alertId: this.alerts.current?.alert_id ?? null
		});
	}
}
