import { incidentNamed, incidents, storyOf } from '#datasets/incidents/index.ts';
import type { Incident } from '#datasets/incidents/incident.ts';
import { recipeText } from '#datasets/recipes/index.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import type { Result } from '#engine/engine.ts';
import type { Preview } from '#intake/preview.ts';
import type { ImportSettings } from '#intake/import-settings.ts';
import type { CategoryName } from '#investigation/category.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { tablesReadBy } from '#notebook/graph.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { AlertStore } from './alert-store.svelte.ts';
import { CategoryStore } from './category-store.svelte.ts';
import { DataHome } from './data-home.ts';
import { DataStore } from './data-store.svelte.ts';
import { DeeperStore } from './deeper-store.svelte.ts';
import { EvidenceStore } from './evidence-store.svelte.ts';
import { fileOf, incidentExhibits, ownExhibit, type Exhibit } from './exhibit.ts';
import { History } from './history.svelte.ts';
import { rememberMapping, withKnownMapping, type Look } from './mappings.ts';
import { marks } from './marks.ts';
import { Notices } from './notices.svelte.ts';
import { pivotCountsBy, pivotRowsBy } from './pivot-questions.ts';
import type { Platform } from './platform.ts';
import { RecipeDesk } from './recipe-desk.ts';
import { RecipeStore } from './recipe-store.svelte.ts';
import { RunStore } from './run-store.svelte.ts';
import { memoryStorage, openStorage, type Storage } from './storage.ts';
import type {
	Deferred,
	EngineState,
	IncidentEntry,
	Notice,
	Page,
	Workbench,
	ZoneChoice
} from './workbench.ts';
import { ZoneStore } from './zone-store.svelte.ts';

/** The workspace of the analyst's own files; every other one is an incident's name. */
const OWN = 'own';
const FIRST_INCIDENT = 'block-listed-source';
const DEFAULT_RECIPE = 'block-listed-source';

export class LiveWorkbench implements Workbench {
	readonly recipe = new RecipeStore();
	readonly investigation = new RunStore();
	readonly data = new DataStore();
	readonly alerts = new AlertStore(this.investigation);
	readonly zone: ZoneStore;
	readonly history = new History();
	readonly evidence: EvidenceStore;
	readonly #categories: CategoryStore;
	readonly #deeper: DeeperStore;
	readonly #desk: RecipeDesk;
	readonly #storage: Promise<Storage>;
	readonly #platform: Platform;
	readonly #home: DataHome;
	readonly #notices = new Notices();
	#incident: Incident | null = null;
	#workspace = FIRST_INCIDENT;

	constructor(platform: Platform) {
		this.#platform = platform;
		this.#storage = openStorage().catch((error: unknown) => {
			this.#say('warning', `nothing will be kept for the next visit: ${messageOf(error)}`);
			return memoryStorage();
		});
		this.#home = new DataHome({
			platform,
			storage: this.#storage,
			notices: this.#notices,
			data: this.data,
			onengine: (engine) => {
				this.investigation.markStale();
				this.investigation.attach(engine);
			},
			onrecovered: async () => {
				await this.#desk.setAllParameters();
				await this.#dataChanged();
			}
		});
		const { data, alerts, recipe, history, investigation: run } = this;
		const keeping = { storage: this.#storage, history, notices: this.#notices };
		this.#categories = new CategoryStore({ ...keeping, nameOf: (id) => alerts.nameOf(id) });
		this.evidence = new EvidenceStore({ ...keeping, data, alerts, recipe, run });
		this.#deeper = new DeeperStore(this.#storage);
		this.#desk = new RecipeDesk({
			recipe,
			run,
			history,
			notices: this.#notices,
			platform,
			onchange: () => this.#recipeChanged()
		});
		this.zone = new ZoneStore(this.#storage, platform.zone());
	}

	get engine(): EngineState {
		return this.#home.engine;
	}
	get notices(): readonly Notice[] {
		return this.#notices.all;
	}
	get categories(): ReadonlyMap<string, CategoryName> {
		return this.#categories.byAlert;
	}
	get deeper(): readonly Deferred[] {
		return this.#deeper.entries;
	}

	readonly incidents: readonly IncidentEntry[] = incidents.map(entryOf);

	/** Opens what the address names, else what was open at the last visit, else the sample incident. */
	async start(): Promise<void> {
		const address = this.#platform.address();
		await Promise.all([this.zone.load(), this.#deeper.load(), this.#openFirst(address)]);
		this.#desk.announceLink(address);
	}

	dismiss(notice: Notice): void {
		this.#notices.dismiss(notice);
	}

	expectFiles(): void {
		this.data.expect();
	}

	async addFiles(files: readonly File[], as: string | null = null): Promise<void> {
		if (files.length === 0) return;
		await this.#own();
		const storage = await this.#storage;
		const exhibits = await Promise.all(
			files.map((file) => withKnownMapping(storage, this.#look, ownExhibit(file, as)))
		);
		if (await this.#home.makeRoomFor(exhibits)) await this.#desk.setAllParameters();
		await this.data.add(exhibits);
		await this.#readAndKept(exhibits);
	}

	async addText(text: string): Promise<void> {
		const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
		await this.addFiles([new File([text], `pasted-${stamp}.txt`)]);
	}

	async readAgain(key: string, settings: Partial<ImportSettings>): Promise<void> {
		const exhibit = this.data.list.exhibit(key);
		if (exhibit === undefined) return;
		await this.#guarded(async () => {
			// Its rows are not given up before it is sure that there is something to read.
			const again = { ...exhibit, file: fileOf(exhibit) };
			await this.data.remove(key);
			again.settings = { ...exhibit.settings, ...settings };
			await this.data.add([again]);
			await this.#readAndKept([again]);
		});
	}

	readonly #look: Look = (exhibit, mapping) => this.data.look(exhibit, mapping);

	async preview(key: string, mapping: Mapping | null): Promise<Preview> {
		return this.#look(this.data.list.exhibit(key)!, mapping);
	}

	async map(key: string, mapping: Mapping): Promise<void> {
		const exhibit = this.data.list.exhibit(key);
		if (exhibit === undefined) return;
		await rememberMapping(await this.#storage, this.#look, exhibit, mapping);
		await this.readAgain(key, { mapping });
	}

	async removeSource(key: string): Promise<void> {
		await this.data.remove(key);
		await this.#home.drop(key);
		await this.#dataChanged();
	}

	cancelReading(): void {
		this.data.cancel();
	}

	bytesOf(sourceId: string, offset: number, length: number): Promise<Uint8Array> {
		return this.data.bytesOf(sourceId, offset, length);
	}

	browse(relation: string, page: Page): Promise<Result> {
		return this.data.browse(relation, page);
	}

	readonly pivotCounts = pivotCountsBy((sql) => this.data.query(sql));
	readonly pivotRows = pivotRowsBy((sql) => this.data.query(sql));

	async pick(alertId: string): Promise<void> {
		this.alerts.pick(alertId);
		await this.#remember();
		await this.run();
	}

	categorise(alertId: string, category: CategoryName | null): Promise<void> {
		return this.#categories.give(alertId, category);
	}

	setParameter(name: string, value: string): Promise<void> {
		return this.#desk.setParameter(name, value);
	}

	editSql(cell: string, sql: string): Promise<void> {
		return this.#desk.editSql(cell, sql);
	}

	undo(): Promise<void> {
		return this.#guarded(() => this.history.undo());
	}

	redo(): Promise<void> {
		return this.#guarded(() => this.history.redo());
	}

	openRecipe(text: string): Promise<void> {
		return this.#desk.open(text);
	}

	acceptIncoming(): Promise<void> {
		return this.#desk.acceptIncoming();
	}

	dismissIncoming(): void {
		this.#desk.dismissIncoming();
	}

	recipeLink(): string {
		return this.#desk.link();
	}

	async run(): Promise<void> {
		const { notebook, values } = this.recipe;
		const { current } = this.alerts;
		if (notebook === null || current === null) return;
		const world = { values, versionOf: (table: string) => this.data.list.versionOf(table) };
		const prepare = () => this.#prepare(notebook);
		await this.#guarded(() =>
			this.investigation.run({ alertId: current.alert_id, notebook, world, prepare })
		);
	}

	cancel(): void {
		this.investigation.cancel();
	}

	rowsOf(cell: string, page: Page): Promise<Result> {
		return this.investigation.rowsOf(cell, page);
	}

	attend(path: string, cell: string, seconds: number): void {
		this.investigation.attend(path, cell, seconds);
	}

	async runEveryAlert(): Promise<void> {
		const { notebook } = this.recipe;
		if (notebook === null) return;
		await this.#guarded(async () => {
			await this.#prepare(notebook);
			await this.investigation.runEvery(notebook);
		});
	}

	async defer(reason: string, wake: string | null): Promise<void> {
		const alert = this.alerts.current;
		if (alert === null) return;
		const paths = this.investigation.result?.paths ?? [];
		await this.#deeper.add({
			id: crypto.randomUUID(),
			at: new Date().toISOString(),
			reason,
			alert,
			verdicts: Object.fromEntries(paths.map(({ title, verdict }) => [title, verdict])),
			category: this.categories.get(alert.alert_id) ?? null,
			wake,
			awake: false,
			wakeFailure: null
		});
		await this.#deeper.wake((sql) => this.data.query(sql));
	}

	async takeBack(deferred: Deferred): Promise<void> {
		await this.#deeper.remove(deferred);
	}

	chooseZone(choice: ZoneChoice): Promise<void> {
		return this.zone.choose(choice);
	}

	async openIncident(name: string): Promise<void> {
		const incident = incidentNamed(name);
		const address = this.#platform.address();
		address.searchParams.set('incident', name);
		this.#platform.setAddress(address);
		await this.#enter(name, incident);
	}

	async #recipeChanged(): Promise<void> {
		this.investigation.markStale();
		await this.#remember();
		await this.run();
	}

	/** A source that cannot be read for its own columns is told; its cell then says that there is no such table. */
	async #prepare(notebook: Notebook): Promise<void> {
		await this.#guarded(() => this.data.makeViews(tablesReadBy(notebook)));
	}

	#say(kind: Notice['kind'], text: string): void {
		this.#notices.say(kind, text);
	}

	#guarded(work: () => Promise<void>): Promise<void> {
		return this.#notices.guarded(work);
	}

	async #openFirst(address: URL): Promise<void> {
		const named = address.searchParams.get('incident');
		const storage = await this.#storage;
		const last = named ?? ((await storage.setting('workspace')) as string | undefined);
		if (last === OWN) return this.#enter(OWN, null);
		const incident = incidents.find(({ name }) => name === (last ?? FIRST_INCIDENT));
		if (incident === undefined) this.#say('failure', unknownIncident(String(last)));
		const shown = incident ?? incidentNamed(FIRST_INCIDENT);
		await this.#enter(shown.name, shown);
	}

	/** The analyst's own files do not mix with an incident's: the first one dropped begins anew. */
	async #own(): Promise<void> {
		if (this.#workspace === OWN) return;
		const address = this.#platform.address();
		address.searchParams.delete('incident');
		this.#platform.setAddress(address);
		await this.#goTo(OWN, null);
	}

	async #enter(workspace: string, incident: Incident | null): Promise<void> {
		await this.#goTo(workspace, incident);
		await this.#dataChanged();
	}

	/** Whoever goes there says what has changed, once all that is to come of it has. */
	async #goTo(workspace: string, incident: Incident | null): Promise<void> {
		this.#workspace = workspace;
		this.investigation.clear();
		this.alerts.clear();
		this.history.clear();
		void this.#guarded(() => this.#categories.open(workspace));
		void this.#guarded(() => this.evidence.open(workspace));
		const read = await (incident === null ? this.#home.openOwn() : this.#openIncident(incident));
		this.#incident = incident;
		this.data.incident = incident === null ? null : entryOf(incident);
		const storage = await this.#storage;
		await storage.keepSetting('workspace', workspace);
		const shipped = recipeText(incident?.recipe ?? DEFAULT_RECIPE);
		this.#desk.openKept(await storage.investigation(workspace), shipped);
		const variables = this.#desk.setAllParameters();
		await this.#guarded(read);
		performance.mark(marks.sources);
		await variables;
	}

	/** @returns what brings the sources of the incident into the database */
	async #openIncident(incident: Incident): Promise<() => Promise<void>> {
		const exhibits = incidentExhibits(incident);
		// They are awaited further on; until then a failure must not go astray.
		exhibits.catch(() => undefined);
		await this.#home.openEmpty();
		return async () => this.data.add(await exhibits);
	}

	/** Large files take seconds to be kept as they are; nobody has to wait for that. */
	async #readAndKept(exhibits: readonly Exhibit[]): Promise<void> {
		const kept = this.#home.keep(exhibits.filter(({ own }) => own));
		if (this.engine.place === 'disk') await kept;
		await Promise.all([kept, this.#dataChanged()]);
	}

	/** New rows may answer differently, and may wake what was put off. */
	async #dataChanged(): Promise<void> {
		await this.#guarded(async () => {
			await this.#refreshAlerts();
			this.investigation.markStale();
			// Who drops files looks at the data first; who opens an incident waits for its verdicts.
			if (this.#incident === null) await this.data.takeStock();
			await this.run();
			if (this.#incident !== null) await this.data.takeStock();
			await this.#deeper.wake((sql) => this.data.query(sql));
		});
	}

	async #refreshAlerts(): Promise<void> {
		const counts = this.data.list.receipts.map(({ rows }) => rows.alerts ?? 0);
		const count = counts.reduce((sum, each) => sum + each, 0);
		await this.alerts.refresh(this.data, count, await this.#wantedAlert());
	}

	async #wantedAlert(): Promise<string | null> {
		const kept = await (await this.#storage).investigation(this.#workspace);
		return kept?.alertId ?? this.#alertOfIncident();
	}

	#alertOfIncident(): string | null {
		const incident = this.#incident;
		if (incident === null) return null;
		const key = `${incident.name}/${incident.alert.source}`;
		const receipt = this.data.sources.find((entry) => entry.key === key)?.receipt;
		return receipt ? `${receipt.source_id}-${incident.alert.record}` : null;
	}

	async #remember(): Promise<void> {
		const { text, openedText, values } = this.recipe;
		await (
			await this.#storage
		).keepInvestigation({
			workspace: this.#workspace,
			recipeText: text,
			openedText,
			values: { ...values },
			alertId: this.alerts.current?.alert_id ?? null
		});
	}
}

function unknownIncident(name: string): string {
	try {
		incidentNamed(name);
		return '';
	} catch (error) {
		return error instanceof Failure ? error.message : messageOf(error);
	}
}

function entryOf(incident: Incident): IncidentEntry {
	const { name, title, question, truth } = incident;
	return { name, title, question, story: storyOf(incident), lesson: truth.lesson };
}
