import { eventTables } from '#tables/event-tables.ts';
import { formatFacts } from '#datasets/format-facts.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Preview } from '#intake/reading/preview.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import type { StopBook } from '#investigation/stops.ts';
import { bytesOf } from '#lib/bytes.ts';
import { messageOf } from '#lib/failure.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { keptByPlaces, OpenPlaces } from '../../src/app/open-places.ts';
import { places } from '../../src/app/places/index.ts';
import type { CaseActs, CaseState, OwnCaseEntry } from '../../src/app/services/case-state.ts';
import type { DataState, OpenedCapture, SourceActs } from '../../src/app/services/data-state.ts';
import type { EngineState } from '../../src/app/services/engine-state.ts';
import { History } from '../../src/app/services/history.svelte.ts';
import type {
	AlertsState,
	InvestigationState,
	RunActs
} from '../../src/app/services/investigation-state.ts';
import { Notices } from '../../src/app/services/notices.svelte.ts';
import type { EditWords, RecipeActs, RecipeState } from '../../src/app/services/recipe-state.ts';
import type { Services } from '../../src/app/services/services.ts';
import { storageOver } from '../../src/app/services/storage.ts';
import { keyText } from '../../src/app/services/storage/collections.ts';
import { ownCollections } from '../../src/app/services/storage/own-collections.ts';
import { memoryCollections } from '../../src/app/services/storage/memory-collections.ts';
import type { SetAside } from '../../src/app/services/storage/set-aside.ts';
import type { Stored } from '../../src/app/services/stored.ts';
import { Voice } from '../../src/app/services/voice.svelte.ts';
import type { Workbench } from '../../src/app/workbench.ts';
import { bringAll } from '../../src/app/services/late.ts';
import {
	alertRow,
	done,
	hour,
	moment,
	notebook,
	otherAlert,
	piece,
	recipeText,
	record,
	resultOf,
	rows,
	source
} from './page-samples.ts';

function countsOf(names: readonly string[]): Result {
	const columns = ['name', 'rows', 'near'].map((name) => ({ name, type: 'number' }) as const);
	return { columns, rows: names.map((name) => [name, 2, 1]) };
}

// What comes late is there at once: tests look at it right after it was opened.
await bringAll();

const unstopped: StopBook = {
	of: () => null,
	add: (key) => ({ key, at: 0n }),
	lift: () => undefined,
	begin: () => () => undefined
};

/**
 * All that the page and its places are given, with believable answers, a log of what was done, and one of what was
 * written to the storage.
 */
export class StandInServices
	implements Services, CaseActs, SourceActs, RecipeActs, RunActs, Workbench
{
	/** What was asked for, in words. */
	readonly log: string[] = [];
	/** Collection and key of each record that was written or taken out. */
	readonly writes: string[] = [];
	readonly kept = storageOver(
		memoryCollections(),
		{
			onaside: () => undefined,
			onkept: (collection, key) => this.writes.push(`${collection} ${keyText(key)}`)
		},
		[...ownCollections, ...keptByPlaces(places)]
	);
	readonly storage = Promise.resolve(this.kept);
	readonly history = new History();
	readonly notices = new Notices();
	readonly voice = new Voice();
	readonly platform: Services['platform'];
	readonly places: OpenPlaces;
	readonly stops = unstopped;
	readonly services = this;
	readonly cases = this;
	readonly sources = this;
	readonly recipes = this;
	readonly runs = this;
	/** How often it was told that files are likely to come. */
	expected = 0;
	/** How often all that is kept was deleted. */
	cleared = 0;
	engine = $state.raw<EngineState>({
		state: 'ready',
		place: 'memory',
		version: 'DuckDB v1.4.3',
		reason: null
	});
	data = $state.raw<DataState>({
		sources: [source({})],
		catalogue: {
			isCounted: true,
			isSettling: false,
			tables: Object.values(eventTables).map(({ name, dataType, meaning, standing }) => ({
				name,
				dataType,
				meaning,
				rows: name === 'dns' ? 0 : 628,
				first: standing ? null : moment - 3n * hour,
				last: standing ? null : moment + 3n * hour
			})),
			coverage: [
				piece('firewall', 'fw-1', moment - 3n * hour, moment - hour / 2n),
				piece('firewall', 'fw-1', moment, moment + 3n * hour),
				piece('policy', 'fw-1', null, null)
			],
			derived: new Map(),
			copies: []
		},
		views: ['fw_1_log'],
		incident: null
	});
	arriving = $state.raw<readonly string[]>([]);
	alerts = $state.raw<AlertsState>({
		rows: [alertRow, otherAlert],
		count: 2,
		current: alertRow,
		agreement: null,
		agreementEarlier: null,
		agreementState: 'none'
	});
	recipe = $state.raw<RecipeState>({
		notebook,
		text: recipeText,
		openedText: recipeText,
		edited: false,
		values: { window: '1 hour', severity: '7', whois: '' },
		parameterFailures: {},
		incoming: null
	});
	investigation = $state.raw<InvestigationState>(done(resultOf()));
	setAside = $state.raw<readonly SetAside[]>([]);
	case = $state.raw<CaseState>({
		name: 'own',
		isOwn: true,
		title: 'Own case',
		role: 'writes',
		isOpening: false,
		own: null
	});
	ownCases = $state.raw<readonly OwnCaseEntry[]>([{ name: 'own', title: 'Own case' }]);
	incidents = [
		{
			name: 'block-listed-source',
			title: 'Block-listed source touched a host',
			question: 'Did anything come of it?',
			story: 'An alert at night.',
			lesson: 'A reset is not a drop.'
		}
	];

	/** @param zone that of the machine */
	constructor(zone = 'Asia/Kolkata') {
		this.platform = { zone: () => zone };
		this.places = new OpenPlaces(places, this);
	}

	readonly ask: Services['ask'] = (name) => this.places.ask(name);
	readonly parts: Services['parts'] = (slot) => this.places.in(slot);

	nameOf(alertId: string): string {
		return `The alert ${alertId}`;
	}
	mayChange(): boolean {
		return this.case.role === 'writes';
	}

	async stored(): Promise<Stored> {
		return {
			collections: await this.kept.measured(),
			databases: new Map([['own', 1_300_000_000]]),
			all: null
		};
	}
	async clearStored(): Promise<void> {
		this.cleared++;
	}

	/** Where rows are counted, two of each table, one of them around the alert. */
	async look(sql: string): Promise<Result> {
		const counted = [...sql.matchAll(/SELECT '(\w+)' AS name, count/g)].map(([, name]) => name!);
		if (counted.length > 0) return countsOf(counted);
		this.#did('look', sql);
		return rows;
	}
	/** A word that no query may have, and what the database says against those that do. */
	refused: { word: string; error: Error } | null = null;
	async query(sql: string): Promise<Result> {
		if (this.refused !== null && sql.includes(this.refused.word)) throw this.refused.error;
		return rows;
	}
	readBy(): Receipt[] {
		return this.data.sources.flatMap(({ receipt }) => receipt ?? []);
	}

	async formats() {
		return formatFacts;
	}
	expectFiles(): void {
		this.expected++;
	}
	async addFiles(files: readonly File[]): Promise<void> {
		this.#did('add', files.map(({ name }) => name).join());
	}
	async addText(pasted: string): Promise<void> {
		this.#did('paste', pasted);
	}
	async readAgain(key: string, settings: Partial<ImportSettings>): Promise<void> {
		this.#did('read again', key, JSON.stringify(settings));
	}
	async preview(): Promise<Preview> {
		return { format: 'table', mappable: true, columns: [], rows: [], rejects: [], notes: [] };
	}
	async map(key: string, mapping: Mapping): Promise<void> {
		this.#did('map', key, JSON.stringify(mapping));
	}
	async removeSource(key: string): Promise<void> {
		this.#did('remove', key);
	}
	cancelReading(): void {
		this.#did('cancel reading');
	}
	async bytesOf(): Promise<Uint8Array> {
		return bytesOf(record);
	}
	async captureOf(): Promise<OpenedCapture> {
		return { packets: async () => [], part: async () => [] };
	}
	async browse(relation: string): Promise<Result> {
		this.#did('browse', relation);
		return rows;
	}
	async pick(alertId: string): Promise<void> {
		this.#did('pick', alertId);
	}
	async setParameter(name: string, value: string): Promise<void> {
		this.#did('set', name, value);
	}
	async editSql(cell: string, sql: string): Promise<void> {
		this.#did('edit', cell, sql);
	}
	async rewrite(text: string, { made }: EditWords): Promise<string | null> {
		this.#did('rewrite', made);
		try {
			this.recipe = { ...this.recipe, text, notebook: readRecipe(text), edited: true };
			return null;
		} catch (error) {
			return messageOf(error);
		}
	}
	async openRecipe(): Promise<void> {
		this.#did('open recipe');
	}
	showRecipe(_text: string, from: string): void {
		this.#did('show recipe', from);
	}
	async acceptIncoming(): Promise<void> {
		this.#did('accept');
	}
	dismissIncoming(): void {
		this.#did('discard');
	}
	recipeLink(): string {
		return 'http://localhost/#recipe=x';
	}
	async run(): Promise<void> {
		this.#did('run');
	}
	cancel(): void {
		this.#did('cancel');
	}
	async startDatabase(): Promise<void> {
		this.#did('start the database');
	}
	readonly held = { isOn: false, has: () => false, turn: () => undefined };
	async askAlone(cell: string): Promise<void> {
		this.#did('ask alone', cell);
	}
	async runStopped(cell: string): Promise<void> {
		this.#did('run stopped', cell);
	}
	async askAbout(sql: string): Promise<Result> {
		this.#did('ask', sql);
		return rows;
	}
	rowsKeyOf(cell: string): string | undefined {
		return this.investigation.result === null ? undefined : cell;
	}
	async rowsOf(cell: string): Promise<Result> {
		this.#did('rows', cell);
		return rows;
	}
	attend(): void {}
	async runEveryAlert(): Promise<void> {
		this.#did('run every');
	}
	async deleteAside({ id }: SetAside): Promise<void> {
		this.#did('delete aside', id);
	}
	async undo(): Promise<void> {
		this.#did('undo');
	}
	async redo(): Promise<void> {
		this.#did('redo');
	}
	async openIncident(name: string): Promise<void> {
		this.#did('incident', name);
	}
	async takeOver(): Promise<void> {
		this.#did('take over');
	}
	async openOwnCase(): Promise<void> {
		this.#did('own case');
	}
	async openCase(name: string): Promise<void> {
		this.#did('open case', name);
	}
	async makeCase(title: string): Promise<void> {
		this.#did('make case', title);
	}
	async renameCase(name: string, title: string): Promise<void> {
		this.#did('rename case', name, title);
	}
	async emptyCase(name: string): Promise<void> {
		this.#did('empty case', name);
	}
	async deleteCase(name: string): Promise<void> {
		this.#did('delete case', name);
	}

	#did(...words: string[]): void {
		this.log.push(words.join(' '));
	}
}
