import { describe, expect, it, vi } from 'vitest';
import { cellKinds } from '#cells/index.ts';
import { shownCells } from '#notebook/notebook.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { alone } from '#test/support/page-samples.ts';
import { StandInServices } from '#test/support/stand-in-services.svelte.ts';
import { click, expectAccessible, find, press, settled, show, textOf } from '#test/support/show.ts';
import { unitsOf, type CellUnit } from '#recipe/units.ts';
import WithSqlDesk from '#test/support/WithSqlDesk.svelte';
import type { SqlDesk } from '#ui/sql-desk.ts';
import AttributeForm from './AttributeForm.svelte';
import Notebook from './Notebook.svelte';
import { NotebookPlace } from './notebook-place.svelte.ts';

const text = `---
lookdeeper: 1
id: small
title: Small
paths: { triage: { title: Triage } }
---

## Who spoke?

\`\`\`sql {query=speakers}
SELECT src_ip FROM sessions
\`\`\`

## Was it let in?

\`\`\`sql {check=let-in path=triage needs=firewall x=kept}
SELECT 'clear' AS outcome, src_ip AS because FROM speakers WHERE src_ip = alert.src_ip
\`\`\`

\`\`\`sql {cheque=no}
SELECT 1
\`\`\`
`;

function open(recipe = text, hasAlert = true) {
	const services = new StandInServices();
	services.recipe = { ...services.recipe, text: recipe, notebook: readRecipe(recipe) };
	services.investigation = { state: 'idle', isBusy: false, result: null, comparison: null, alone };
	if (!hasAlert) services.alerts = { ...services.alerts, current: null };
	const place = new NotebookPlace(services);
	const page = show(Notebook, { state: place });
	return { services, place, page };
}

function item(page: ParentNode, at: number): HTMLElement {
	return page.querySelector<HTMLElement>(`[data-item-at="${at}"]`)!;
}

/** Whatever is watched is in sight. */
class InSight {
	readonly #tell: (entries: { isIntersecting: boolean }[]) => void;

	constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
		this.#tell = tell;
	}
	observe(): void {
		this.#tell([{ isIntersecting: true }]);
	}
	disconnect(): void {}
}

/** Puts a value into a field as a person would. */
async function fill(field: HTMLElement, value: string): Promise<void> {
	(field as HTMLInputElement).value = value;
	field.dispatchEvent(new Event('change', { bubbles: true }));
	await settled();
}

/** The field of a form by its label. */
function labelled(root: ParentNode, words: string): HTMLElement {
	const label = [...root.querySelectorAll('label')].find((each) => textOf(each).startsWith(words))!;
	return document.getElementById(label.htmlFor)!;
}

describe('the notebook', () => {
	it('shows the file from top to bottom: what it is, prose, cells, and what was not read with its reason', async () => {
		const { page } = open();
		const labels = [...page.querySelectorAll('[data-item-at]')].map((each) =>
			each.getAttribute('aria-label')
		);
		expect(labels).toEqual([
			'What the recipe is: Small',
			'Prose: Who spoke?',
			'Query speakers',
			'Prose: Was it let in?',
			'Check let-in',
			'A block that was not read'
		]);
		expect(textOf(item(page, 5))).toContain('line 20: unknown cell kind: cheque');
		await expectAccessible(page);
	});

	it('without an alert says which cells wait for one, and shows the rows of the others', async () => {
		const { page, services } = open(text, false);
		expect(textOf(page)).toContain('No alert is at hand');
		expect(textOf(item(page, 4))).toContain('it reads the row alert, and no alert is at hand');
		expect(item(page, 4).querySelector('.outcome')).toBeNull();
		services.rowsKeyOf = (cell) => (cell === 'speakers' ? 'key' : undefined);
		const again = show(Notebook, { state: new NotebookPlace(services) });
		await settled();
		expect(services.log).toContain('rows speakers');
		expect(item(again, 2).querySelector('[role=grid]')).not.toBeNull();
	});

	it('asks a check on no path once it is in sight, and never before the paths have come to their end', async () => {
		vi.stubGlobal('IntersectionObserver', InSight);
		const beside = text.replace('check=let-in path=triage', 'check=let-in');
		const { services } = open(beside);
		await settled();
		expect(services.log).toEqual([]);
		services.investigation = { ...services.investigation, state: 'done' };
		await settled();
		expect(services.log).toEqual(['ask alone let-in']);
		vi.unstubAllGlobals();
	});

	it('leaves a check of a path to its path', async () => {
		const { services } = open();
		services.investigation = { ...services.investigation, state: 'done' };
		await settled();
		expect(services.log).toEqual([]);
	});

	it('shows the SQL of a cell, and of all of them, where it is asked for', async () => {
		const { page, place } = open();
		expect(textOf(item(page, 2))).not.toContain('FROM sessions');
		click(item(page, 2), 'button', 'SQL');
		expect(textOf(item(page, 2))).toContain('SELECT src_ip FROM sessions');
		place.sql.toggleAll(place.parts.items);
		await settled();
		expect(textOf(item(page, 4))).toContain('FROM speakers');
	});

	it('has one part that Tab comes to, and it is where the focus was last', async () => {
		const { page, place } = open();
		await place.parts.move(1);
		expect(document.activeElement).toBe(item(page, 1));
		const reached = [...page.querySelectorAll('[data-item-at][tabindex="0"]')];
		expect(reached).toEqual([item(page, 1)]);
	});
});

describe('what is done with its parts', () => {
	it('what is written in an editor stands in the file when it is left, and nothing else is changed', async () => {
		const { place, services } = open();
		await place.parts.move(1);
		await place.parts.move(1);
		await place.editor.open();
		place.editor.write('SELECT dst_ip FROM sessions');
		await place.editor.close();
		expect(services.recipe.text).toBe(text.replace('SELECT src_ip FROM', 'SELECT dst_ip FROM'));
		expect(place.editor.now).toBeNull();
	});

	it('an editor that is opened elsewhere keeps what was written in the one before', async () => {
		const { place, services } = open();
		await place.editor.open(place.parts.items[1]);
		place.editor.write('## Who spoke first?');
		await place.editor.open(place.parts.items[2]);
		expect(services.recipe.text).toContain('## Who spoke first?');
		expect(place.editor.now?.key).toBe('cell speakers');
	});

	it('a cell is put in, moved, put there twice and taken out', async () => {
		const { place, services } = open();
		const [kind] = cellKinds;
		await place.acts.insert(1, kind!);
		const order = () => shownCells(services.recipe.notebook!).map(({ spec }) => spec.id);
		expect(order()).toEqual([`${kind!.name}_1`, 'speakers', 'let-in']);
		await place.acts.shift(1);
		await place.acts.shift(1);
		expect(order()).toEqual(['speakers', `${kind!.name}_1`, 'let-in']);
		await place.acts.duplicate();
		expect(order()).toEqual(['speakers', `${kind!.name}_1`, `${kind!.name}_2`, 'let-in']);
		await place.acts.remove();
		await place.acts.remove();
		expect(order()).toEqual(['speakers', `${kind!.name}_1`]);
	});

	it('what is dragged stands where the line was, and Escape leaves it where it stood', async () => {
		const { place, page, services } = open();
		const before = services.recipe.text;
		const grip = find(item(page, 2), '[data-grip]', '');
		grip.setPointerCapture = () => undefined;
		const pointer = (type: string, clientY: number) =>
			grip.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, clientY }));
		pointer('pointerdown', 10);
		place.dragged.now = { ...place.dragged.now!, below: 4 };
		await settled();
		expect(textOf(find(page, '[role=status]', 'gives up'))).toContain('Below: The check “let-in”.');
		press(document.body, 'Escape');
		pointer('pointerup', 10);
		await settled();
		expect(services.recipe.text).toBe(before);
		pointer('pointerdown', 10);
		place.dragged.now = { ...place.dragged.now!, below: 4 };
		pointer('pointerup', 10);
		await settled();
		const order = shownCells(services.recipe.notebook!).map(({ spec }) => spec.id);
		expect(order).toEqual(['let-in', 'speakers']);
	});

	it('a part is folded to a line for the case, and nothing of the file is changed', async () => {
		const { place, page, services } = open();
		await place.enter('own');
		click(item(page, 4), 'button', 'Check let-in');
		await settled();
		expect(textOf(item(page, 4))).toContain('Was it let in?');
		expect(item(page, 4).querySelector('.doors')).toBeNull();
		expect(services.recipe.text).toBe(text);
		const again = new NotebookPlace(services);
		await again.enter('own');
		expect(again.folded.has('cell let-in')).toBe(true);
	});

	it('what cannot be done is said, and the file stays as it was', async () => {
		const { place, services, page } = open(text.replace('title: Small', 'title: Small # x'));
		services.recipe = { ...services.recipe, text: 'nothing', notebook: services.recipe.notebook };
		place.raw.text = 'no recipe';
		await place.toggleRaw();
		await settled();
		expect(textOf(find(page, '[role=alert]'))).toContain('front matter');
		expect(place.raw.text).toBe('no recipe');
	});
});

describe('the form of a cell', () => {
	it.each(cellKinds)(
		'of the kind $name has a field with its meaning for every attribute',
		async (kind) => {
			const { place, page } = open();
			await place.acts.insert(0, kind);
			await settled();
			const form = find(page, 'fieldset', `Attributes of ${kind.name}_1`);
			for (const [name, attribute] of Object.entries(kind.attributes)) {
				const label = [...form.querySelectorAll('.label')].find((each) =>
					textOf(each).startsWith(name)
				);
				expect(label, name).toBeDefined();
				expect(textOf(form)).toContain(attribute.meaning.replace(/\s+/g, ' '));
			}
			await expectAccessible(page);
		}
	);

	async function formOf(at: number) {
		const opened = open();
		await opened.place.editor.open(opened.place.parts.items[at]);
		await settled();
		return { ...opened, form: find(opened.page, 'fieldset', 'Attributes of') };
	}

	it('offers what there is to be named, and writes what is chosen, with every other byte as it was', async () => {
		const { form, services } = await formOf(4);
		click(form, 'label', 'sessions');
		await settled();
		expect(services.recipe.text).toBe(text.replace('needs=firewall', 'needs=firewall,sessions'));
		await fill(labelled(form, 'rows'), 'speakers');
		expect(services.recipe.text).toContain('x=kept rows=speakers}');
		await fill(labelled(form, 'rows'), '');
		expect(services.recipe.text).toContain('x=kept}');
	});

	it('adds a path that the recipe does not have yet, and the cell stands on it', async () => {
		const { form, services } = await formOf(2);
		const field = find(form, 'input', 'A new path') as HTMLInputElement;
		field.value = 'deep-dive';
		field.dispatchEvent(new Event('input', { bubbles: true }));
		press(field, 'Enter');
		await settled();
		expect(services.recipe.notebook?.paths.map(({ name }) => name)).toEqual([
			'triage',
			'deep-dive'
		]);
		expect(services.recipe.text).toContain('{query=speakers path=deep-dive}');
	});

	it('renames a cell, which what reads it follows; a name that is taken is refused in its field', async () => {
		const { form, services } = await formOf(2);
		await fill(labelled(form, 'Id'), 'let-in');
		expect(textOf(form)).toContain('id taken: let-in');
		await fill(labelled(form, 'Id'), 'talkers');
		expect(services.recipe.text).toContain('{query=talkers}');
		expect(services.recipe.text).toContain('FROM talkers WHERE');
	});

	it('makes a cell one of another kind, which keeps its text', async () => {
		const { form, services } = await formOf(2);
		const other = cellKinds.find(({ lists }) => lists?.atOnce)!;
		await fill(labelled(form, 'Kind'), other.name);
		expect(services.recipe.text).toBe(text.replace('query=', `${other.name}=`));
	});
});

describe('attributes that name columns', () => {
	const chart = `${text}
\`\`\`sql {chart=talkers x=src_ip y=gone}
SELECT src_ip, count(*) AS n FROM sessions GROUP BY src_ip
\`\`\`

\`\`\`sql {sankey=ways columns="src_ip,dst_port"}
SELECT src_ip, dst_port FROM sessions
\`\`\`
`;
	const known = [
		{ name: 'src_ip', type: 'VARCHAR', meaning: '' },
		{ name: 'n', type: 'BIGINT', meaning: '' }
	];

	async function formOf(words: string, columns: typeof known | null) {
		const services = new StandInServices();
		const notebook = readRecipe(chart);
		services.recipe = { ...services.recipe, text: chart, notebook };
		const unit = unitsOf(notebook).find(
			(each) => each.type === 'cell' && each.cell.spec.id === words
		) as CellUnit;
		const desk = { columns: vi.fn(async () => columns) } as unknown as SqlDesk;
		const props = { place: new NotebookPlace(services), unit, notebook };
		const form = show(WithSqlDesk, { desk, Part: AttributeForm, props } as never);
		await settled();
		return form;
	}

	it('are offered those of the cell’s own rows, and what is none of them is marked', async () => {
		const form = await formOf('talkers', known);
		const options = (name: string) =>
			[...labelled(form, name).querySelectorAll('option')].map(textOf);
		expect(options('x')).toEqual(['not said', 'src_ip, varchar', 'n, bigint']);
		expect(options('y')).toContain('gone (not there)');
		expect(textOf(await formOf('ways', known))).toContain('dst_port not there');
	});

	it('take any text where the database cannot say which columns there are', async () => {
		const form = await formOf('talkers', null);
		expect(labelled(form, 'y').tagName).toBe('INPUT');
		expect((labelled(form, 'y') as HTMLInputElement).value).toBe('gone');
	});
});

describe('the form of what the recipe is', () => {
	async function formOf(recipe = text) {
		const opened = open(recipe);
		await opened.place.editor.open(opened.place.parts.items[0]);
		await settled();
		const form = () => find(opened.page, 'fieldset', 'What the recipe is');
		return { ...opened, form };
	}

	it('has a parameter put in, typed, labelled, renamed with what asks for it, and taken out', async () => {
		const { form, services } = await formOf(
			text.replace("'clear' AS outcome", "getvariable('few') AS outcome")
		);
		await fill(labelled(form(), 'A new parameter'), 'least');
		await fill(labelled(form(), 'Type of least'), 'integer');
		await fill(labelled(form(), 'Value of least'), '3');
		await fill(labelled(form(), 'Label of least'), 'At least: so many');
		await fill(labelled(form(), 'Choices of least'), '3, 10');
		await fill(labelled(form(), 'Parameter least'), 'few');
		expect(services.recipe.notebook!.parameters).toEqual([
			{
				name: 'few',
				type: 'integer',
				label: 'At least: so many',
				default: '3',
				choices: ['3', '10'],
				inPlace: false
			}
		]);
		click(form(), 'button', 'Take out the parameter few');
		await settled();
		expect(textOf(form())).toContain('cells ask for the parameter few: let-in');
		expect(services.recipe.notebook!.parameters).toHaveLength(1);
		await expectAccessible(form());
	});

	it('has the tables and columns that the recipe needs ticked and named', async () => {
		const { form, services } = await formOf();
		click(form(), 'label', 'sessions');
		await settled();
		await fill(labelled(form(), 'Columns of sessions'), 'src_ip, duration');
		expect(services.recipe.notebook!.needs).toEqual([
			{ table: 'sessions', columns: ['src_ip', 'duration'] }
		]);
		await fill(labelled(form(), 'Columns of sessions'), 'src_ipp');
		expect(textOf(form())).toContain('unknown column of sessions: src_ipp');
	});

	it('says where a path stops, and takes out one that no cell stands on', async () => {
		const { form, services } = await formOf();
		await fill(labelled(form(), 'triage stops'), 'decided');
		expect(services.recipe.notebook!.paths).toMatchObject([{ name: 'triage', stop: 'decided' }]);
		click(form(), 'button', 'Take out the path triage');
		await settled();
		expect(textOf(form())).toContain('cells stand on the path triage: let-in');
	});
});

describe('what is being written where its cell goes', () => {
	it('is kept and told, and is put in again with its kind', async () => {
		const { place, services, page } = open();
		await place.editor.open(place.parts.items[4]);
		place.editor.write('SELECT 7 AS mine');
		services.recipe = { ...services.recipe, text: small, notebook: readRecipe(small) };
		await settled();
		const told = () => find(page, '.adrift');
		expect(textOf(told())).toContain('The check “let-in” is gone');
		expect(textOf(told())).toContain('SELECT 7 AS mine');
		await place.editor.open(place.parts.items[1]);
		await settled();
		expect(textOf(told())).toContain('SELECT 7 AS mine');
		click(told(), 'button', 'Put it in again');
		await settled();
		expect(page.querySelector('.adrift')).toBeNull();
		expect(place.editor.now).toMatchObject({ draft: 'SELECT 7 AS mine' });
		await place.editor.leave();
		expect(services.recipe.text).toContain('SELECT 7 AS mine');
	});

	it('is there again in its editor where the cell comes back, and is let go where somebody wants it', async () => {
		const { place, services, page } = open();
		const { recipe } = services;
		await place.editor.open(place.parts.items[4]);
		place.editor.write('SELECT 7 AS mine');
		services.recipe = { ...recipe, text: small, notebook: readRecipe(small) };
		await settled();
		services.recipe = recipe;
		await settled();
		expect(page.querySelector('.adrift')).toBeNull();
		expect(place.editor.now?.draft).toBe('SELECT 7 AS mine');
		services.recipe = { ...recipe, text: small, notebook: readRecipe(small) };
		await settled();
		click(page, '.adrift button', 'Let it go');
		await settled();
		expect(page.querySelector('.adrift')).toBeNull();
	});
});

const small = text.slice(0, text.indexOf('## Was it'));
