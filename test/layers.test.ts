import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { foldersIn, sourceFiles, visitNodes, type SourceFile } from './support/source-files.ts';

/** From the lowest: a layer imports itself and those before it. */
const layers = [
	'lib',
	'tables',
	'datasets',
	'intake',
	'engine',
	'ui',
	'cells',
	'notebook',
	'recipe',
	'investigation',
	'compare',
	'app'
];

/** Of the layers that have folders, those from the lowest. */
const floors: Record<string, string[]> = {
	intake: ['bytes', 'archive', 'record', 'reading', 'parallel', 'thread'],
	engine: [
		'sql',
		'times',
		'macros',
		'guard',
		'duckdb',
		'brush',
		'paging',
		'sessions',
		'derived',
		'store'
	]
};

/** The headless door stands beside the page and shares nothing of it. */
const DOOR = 'cli';
const closedToDoor = new Set(['ui', 'app']);

const files = sourceFiles(['src', 'cells', 'datasets']);

/** What of the page lies on what: what no place and no frame has yet stands between them. */
const page = ['services', 'place', 'places', 'open', 'frame'];

/** `main.ts` and the folder `app` are one layer, the page. */
function layerOf(path: string): string {
	const [top, next] = path.split('/');
	if (top !== 'src') return top!;
	return path.split('/').length === 2 ? 'app' : next!;
}

function complaintOf(from: string, to: string): string | null {
	const [own, other] = [layerOf(from), layerOf(to)];
	if (own === DOOR) {
		if (other === DOOR) return null;
		if (closedToDoor.has(other) || to.endsWith('.svelte'))
			return `${from} imports ${to}: the command line runs where there is no page`;
		return null;
	}
	if (other === DOOR) return `${from} imports ${to}: only the command line itself imports src/cli`;
	if (layers.indexOf(other) <= layers.indexOf(own)) return null;
	return `${from} imports ${to}: ${own} lies below ${other}, and must work without it`;
}

/** Null of what is outside the page too. */
function ofPage(from: string, to: string): string | null {
	const [own, other] = [floorOfPage(from), floorOfPage(to)];
	if (own === null || other === null || page.indexOf(other) <= page.indexOf(own)) return null;
	return `${from} imports ${to}: ${own} lies below ${other}`;
}

function floorOfPage(path: string): string | null {
	if (!path.startsWith('src/app/')) return null;
	if (path === 'src/app/place.ts') return 'place';
	const [folder, below] = path.slice('src/app/'.length).split('/');
	return below !== undefined && page.includes(folder!) ? folder! : 'open';
}

describe('layers', () => {
	it('finds the sources', () => {
		expect(files.length).toBeGreaterThan(50);
	});

	it('every folder of src has its place in the order', () => {
		const unknown = foldersIn('src').filter((name) => name !== DOOR && !layers.includes(name));
		expect(unknown, 'add it to the order of layers in test/layers.test.ts').toEqual([]);
	});

	it('imports point downward', () => {
		const complaints = files.flatMap((file) =>
			file.imports
				.filter((one) => one.path !== null)
				.map((one) => complaintOf(file.path, one.path!))
				.filter((complaint) => complaint !== null)
		);
		expect(complaints).toEqual([]);
	});

	it.each(Object.entries(floors))('within %s they do too, from floor to floor', (layer, order) => {
		expect(foldersIn(`src/${layer}`).toSorted()).toEqual(order.toSorted());
		const floorOf = (path: string) => {
			const [top, next, floor] = path.split('/');
			return top === 'src' && next === layer ? order.indexOf(floor!) : null;
		};
		const upward = files.flatMap(({ path, imports }) =>
			imports
				.map((one) => one.path)
				.filter((other) => other !== null && floorOf(path) !== null)
				.filter((other) => (floorOf(other!) ?? 0) > floorOf(path)!)
				.map((other) => `${path} imports ${other}`)
		);
		expect(upward).toEqual([]);
	});

	it('within datasets they do too: records, rows, packets, mapping, and formats, which nobody names', () => {
		const order = ['records', 'rows', 'packets', 'mapping', 'formats'];
		const floorOf = (path: string) => order.indexOf(/^datasets\/([^/]+)\//.exec(path)?.[1] ?? '');
		const complaints = files.flatMap(({ path, imports }) =>
			imports
				.map((one) => one.path)
				.filter((to) => to !== null && floorOf(path) >= 0 && floorOf(to) > floorOf(path))
				.map((to) => `${path} imports ${to}`)
		);
		expect(complaints).toEqual([]);
		expect(foldersIn('datasets').toSorted()).toEqual(
			[...order, 'incidents', 'questions', 'recipes'].toSorted()
		);
	});

	it('a shape of record knows no event table: what becomes a row of one is for datasets/rows', () => {
		const ofTables = /^src\/tables\/(event-|columns)/;
		const complaints = files
			.filter(({ path }) => path.startsWith('datasets/records/'))
			.flatMap(({ path, text, imports }) => [
				...imports
					.filter((one) => ofTables.test(one.path ?? ''))
					.map((one) => `${path} imports ${one.path}`),
				...(/\.table\(/.test(text) ? [`${path} asks for a table`] : [])
			]);
		expect(complaints).toEqual([]);
	});

	it('within the page they do too: services, places, frame', () => {
		expect(ofPage('src/app/places/a/x.ts', 'src/app/frame/y.ts')).toMatch('places lies below');
		expect(ofPage('src/app/places/a/x.ts', 'src/app/workbench.ts')).toMatch('places lies below');
		expect(ofPage('src/app/frame/x.ts', 'src/app/services/y.ts')).toBeNull();
		const complaints = files.flatMap(({ path, imports }) =>
			imports.flatMap((one) => (one.path === null ? [] : (ofPage(path, one.path) ?? [])))
		);
		expect(complaints).toEqual([]);
	});

	it('nobody imports from the folder of a place, another place neither: it is asked for what it does', () => {
		const placeOf = (path: string) => /^src\/app\/places\/([^/]+)\//.exec(path)?.[1] ?? null;
		const complaints = files.flatMap(({ path, imports }) =>
			imports
				.map((one) => one.path)
				.filter((to) => placeOf(to ?? '') !== null && placeOf(to!) !== placeOf(path))
				.map((to) => `${path} imports ${to}: ask the services for what it offers`)
		);
		expect(complaints).toEqual([]);
	});

	it('tells an upward import from a downward one', () => {
		expect(complaintOf('src/lib/a.ts', 'src/ui/b.ts')).toMatch('lib lies below ui');
		expect(complaintOf('src/lib/a.ts', 'src/main.ts')).toMatch('lib lies below app');
		expect(complaintOf('datasets/a.ts', 'cells/b.ts')).toMatch('datasets lies below cells');
		expect(complaintOf('src/cli/a.ts', 'cells/query/View.svelte')).toMatch('no page');
		expect(complaintOf('src/ui/a.ts', 'src/cli/b.ts')).toMatch('src/cli');
		expect(complaintOf('src/ui/a.ts', 'datasets/b.ts')).toBeNull();
		expect(complaintOf('src/cli/a.ts', 'src/compare/b.ts')).toBeNull();
	});

	it('no module needs itself to be ready before it is', () => {
		const circle = firstCycle(files);
		expect(circle, `these import each other's values: ${circle?.join(' -> ')}`).toBeNull();
	});

	it('tells a circle of values from one of types', () => {
		const file = (path: string, to: string, typeOnly: boolean): SourceFile => ({
			path,
			text: '',
			trees: [],
			imports: [{ specifier: to, typeOnly, path: to }]
		});
		const [a, b] = [file('a.ts', 'b.ts', false), file('b.ts', 'a.ts', false)];
		expect(firstCycle([a, b])).toEqual(['a.ts', 'b.ts', 'a.ts']);
		expect(firstCycle([a, file('b.ts', 'a.ts', true)])).toBeNull();
	});
});

/** The files of one circle of value imports, the first again at the end; null where there is none. */
function firstCycle(all: SourceFile[]): string[] | null {
	const byPath = new Map(all.map((file) => [file.path, file]));
	const done = new Set<string>();
	const walk = (path: string, trail: string[]): string[] | null => {
		if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
		if (done.has(path)) return null;
		done.add(path);
		for (const one of byPath.get(path)?.imports ?? []) {
			if (one.typeOnly || one.path === null) continue;
			const circle = walk(one.path, [...trail, path]);
			if (circle !== null) return circle;
		}
		return null;
	};
	for (const { path } of all) {
		const circle = walk(path, []);
		if (circle !== null) return circle;
	}
	return null;
}

const machine = new Set(['document', 'window', 'navigator', 'Buffer', 'process', '__dirname']);

describe('readers and cells know neither page nor machine', () => {
	const pure = files.filter(({ path }) => /^(datasets|cells)\/.*\.ts$/.test(path));

	it('no module of Node is imported', () => {
		const complaints = pure.flatMap(({ path, imports }) =>
			imports
				.filter(({ specifier }) => specifier.startsWith('node:'))
				.map(({ specifier }) => `${path} imports ${specifier}: it also runs in a worker of a page`)
		);
		expect(complaints).toEqual([]);
	});

	it('no global of a page or of Node is used', () => {
		const complaints = pure.flatMap((file) =>
			globalsIn(file).map((name) => `${file.path} uses ${name}: let it come in as a parameter`)
		);
		expect(complaints).toEqual([]);
	});
});

/** Names of the page or of Node that a file uses and does not declare itself. */
function globalsIn(file: SourceFile): string[] {
	const used = new Set<string>();
	const declared = new Set<string>();
	visitNodes(file, (node) => {
		if (!ts.isIdentifier(node) || !machine.has(node.text)) return;
		const { parent } = node;
		if ('name' in parent && parent.name === node) {
			if (!ts.isPropertyAccessExpression(parent)) declared.add(node.text);
		} else if (!ts.isQualifiedName(parent)) used.add(node.text);
	});
	return [...used].filter((name) => !declared.has(name));
}

describe('nobody outside a plug-in knows its name', () => {
	it('no format is named outside its folder', () => {
		const complaints = foldersIn('datasets/formats').flatMap((name) =>
			outside(`datasets/formats/${name}/`)
				.filter((file) => quotes(file).has(name) || quotedInMarkup(file, name))
				.map(({ path }) => `${path} names the format ${name}: let the format describe itself`)
		);
		expect(complaints).toEqual([]);
	});

	it('the frame names no place of the page', () => {
		const complaints = foldersIn('src/app/places').flatMap((name) =>
			outside(`src/app/places/${name}/`)
				.filter(({ path }) => path.startsWith('src/app/frame/') || inHall.has(path))
				.filter((file) => quotes(file).has(name) || quotedInMarkup(file, name))
				.map(({ path }) => `${path} names the place ${name}: let the place describe itself`)
		);
		expect(complaints).toEqual([]);
	});

	it('no kind of cell is compared with a literal outside its folder', () => {
		const complaints = foldersIn('cells').flatMap((kind) =>
			outside(`cells/${kind}/`)
				.filter((file) => knowsCells(file.path) && compares(file, kind))
				.map(({ path }) => `${path} asks for the kind ${kind}: let the kind describe itself`)
		);
		expect(complaints).toEqual([]);
	});
});

/** What loops over the places beside the frame. */
const inHall = new Set(['src/app/place.ts', 'src/app/open-places.ts', 'src/app/places/index.ts']);

/** The files that are not of a plug-in; what an incident is made of may be named in its manifest. */
function outside(folder: string): SourceFile[] {
	return files.filter(
		({ path }) => !path.startsWith(folder) && !path.startsWith('datasets/incidents/')
	);
}

const quotesOf = new Map<SourceFile, Set<string>>();

function quotes(file: SourceFile): Set<string> {
	const known = quotesOf.get(file);
	if (known !== undefined) return known;
	const found = new Set<string>();
	visitNodes(file, (node) => {
		if (ts.isStringLiteralLike(node)) found.add(node.text);
	});
	quotesOf.set(file, found);
	return found;
}

function markupOf({ path, text }: SourceFile): string {
	if (!path.endsWith('.svelte')) return '';
	return text.replace(/<(script|style)\b[^>]*>[^]*?<\/\1>/g, '');
}

function quotedInMarkup(file: SourceFile, name: string): boolean {
	return ['"', "'", '`'].some((mark) => markupOf(file).includes(mark + name + mark));
}

/** `kind === 'x'`, `case 'x':` of a switch over a kind: the words are common, so the other side counts. */
/** What lies below the cells cannot know of any: a kind is another thing there, as of a token. */
function knowsCells(path: string): boolean {
	const layer = layerOf(path);
	return layer === DOOR || layers.indexOf(layer) >= layers.indexOf('cells');
}

function compares(file: SourceFile, kind: string): boolean {
	let found = false;
	visitNodes(file, (node) => {
		if (!ts.isStringLiteralLike(node) || node.text !== kind) return;
		found ||= /\bkind(\.name)?$/.test(otherSide(node)?.getText() ?? '');
	});
	return (
		found ||
		new RegExp(`\\bkind(?:\\.name)?\\s*[!=]==?\\s*['"\`]${kind}['"\`]`).test(markupOf(file))
	);
}

/** What a literal is compared with; null where it is not compared. */
function otherSide(node: ts.Node): ts.Node | null {
	const { parent } = node;
	if (ts.isCaseClause(parent)) return parent.parent.parent.expression;
	if (!ts.isBinaryExpression(parent)) return null;
	const equality = /^[!=]==?$/.test(parent.operatorToken.getText());
	return equality ? (parent.left === node ? parent.right : parent.left) : null;
}
