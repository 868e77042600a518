import { categories, categoryText, type CategoryName } from '#investigation/category.ts';
import { clockText } from '#lib/format-time.ts';
import {
	ALERT_BAR,
	focusAlert,
	focusEvidence,
	focusStep,
	moveStep,
	openOfStep,
	pinOfStep,
	type KeyEntry
} from './keys.ts';
import type { Command } from './palette.ts';
import { views, type ViewName } from './views.ts';
import type { Workbench } from './workbench.ts';

/** What the page itself can do, beside what the workbench can. */
export interface PageActions {
	show(view: ViewName): void;
	/** Shows a lane by its place and puts the focus on its first step. */
	showPath(index: number): void;
	open(name: 'keys' | 'palette' | 'defer'): void;
	find(): void;
	choose(accept?: string): Promise<void>;
	share(way: 'file' | 'link' | 'text'): Promise<void>;
	pick(alertId: string): void;
}

/** Every key that does something, as the list of keys shows it. */
export function keysOf(workbench: Workbench, page: PageActions): KeyEntry[] {
	return [
		{ key: 'j', does: 'next step of the lane', act: () => moveStep(1) },
		{ key: 'k', does: 'previous step of the lane', act: () => moveStep(-1) },
		{ key: 'Enter', does: 'open the rows of the step', act: () => openOfStep('rows') },
		{ key: 's', does: 'open the SQL of the step', act: () => openOfStep('sql') },
		{
			key: 'e',
			does: 'pin the answer of the step, or the row, as evidence',
			act: () => pinOfStep() || workbench.history.tell('The step has no answer yet to pin.')
		},
		{ key: 't', does: 'go to the first lane, the triage', act: () => page.showPath(0) },
		{ key: 'd', does: 'go to the second lane, the deep dive', act: () => page.showPath(1) },
		{ key: 'a', does: 'go to the alert', act: focusAlert },
		{ key: 'r', does: 'run', act: () => void workbench.run() },
		{ key: '.', does: 'cancel what is running', act: () => workbench.cancel() },
		{
			key: 'l',
			does: 'put the alert into the look-deeper file',
			act: () => workbench.alerts.current !== null && page.open('defer')
		},
		{ key: '/', does: 'find an alert', act: () => page.find() },
		{
			key: 'z',
			mod: true,
			leavesText: true,
			does: 'take back the last edit of the investigation',
			act: () => void workbench.undo()
		},
		{
			key: 'z',
			mod: true,
			shift: true,
			leavesText: true,
			does: 'do again what was taken back',
			act: () => void workbench.redo()
		},
		{ key: 'k', mod: true, does: 'go to, or do, anything', act: () => page.open('palette') },
		{ key: '?', does: 'this list', act: () => page.open('keys') },
		...categories.map(({ name, key }) => ({
			key,
			within: ALERT_BAR,
			where: 'With the focus on the alert; the same again takes it off',
			does: categoryText(name),
			act: () => categorise(workbench, name)
		}))
	];
}

/** The same category again takes it off. */
function categorise(workbench: Workbench, name: CategoryName): void {
	const alertId = workbench.alerts.current?.alert_id;
	if (alertId === undefined) return;
	const given = workbench.categories.get(alertId);
	void workbench.categorise(alertId, given === name ? null : name);
}

/** Everything that the palette offers, most general first. */
export function commandsOf(workbench: Workbench, page: PageActions): Command[] {
	return [
		...views.map(({ name, title }) =>
			command(`view ${name}`, title, 'place', () => page.show(name))
		),
		command('evidence', 'Evidence', 'place', () => {
			page.show('investigation');
			afterDrawing(focusEvidence);
		}),
		...doings(workbench, page),
		...steps(workbench, page),
		...workbench.incidents.map(({ name, title }) =>
			command(`incident ${name}`, title, 'incident', () => void workbench.openIncident(name))
		),
		...workbench.alerts.rows.map(({ alert_id, ts, signature, src_ip, dst_ip }) =>
			command(
				`alert ${alert_id}`,
				`${ts === null ? '' : clockText(ts)} ${signature ?? ''} ${src_ip ?? ''} → ${dst_ip ?? ''}`,
				'alert',
				() => page.pick(alert_id)
			)
		)
	];
}

function afterDrawing(act: () => void): void {
	requestAnimationFrame(() => requestAnimationFrame(act));
}

function command(id: string, title: string, group: string, act: () => void): Command {
	return { id, title, group, act };
}

function doings(workbench: Workbench, page: PageActions): Command[] {
	return [
		command('run', 'Run', 'action', () => void workbench.run()),
		command('cancel', 'Cancel what is running', 'action', () => workbench.cancel()),
		command('every', 'Run over every alert', 'action', () => {
			page.show('alerts');
			void workbench.runEveryAlert();
		}),
		command('defer', 'Look deeper later', 'action', () => page.open('defer')),
		command('files', 'Add files', 'action', () => void page.choose()),
		command('recipe', 'Open a recipe', 'action', () => void page.choose('.md,.markdown')),
		command('save', 'Save the recipe as a file', 'action', () => void page.share('file')),
		command('link', 'Copy a link to the recipe', 'action', () => void page.share('link')),
		...edits(workbench),
		...(workbench.alerts.current === null ? [] : ofCategory(workbench)),
		command('keys', 'Show the keys', 'action', () => page.open('keys'))
	];
}

function ofCategory(workbench: Workbench): Command[] {
	return categories.map(({ name, key }) =>
		command(`category ${name}`, categoryText(name), `category ${key}`, () =>
			categorise(workbench, name)
		)
	);
}

function edits(workbench: Workbench): Command[] {
	const { canUndo, canRedo } = workbench.history;
	return [
		...(canUndo
			? [command('undo', 'Take back the last edit', 'action', () => void workbench.undo())]
			: []),
		...(canRedo
			? [command('redo', 'Do again what was taken back', 'action', () => void workbench.redo())]
			: [])
	];
}

function steps(workbench: Workbench, page: PageActions): Command[] {
	const paths = workbench.investigation.result?.paths ?? [];
	return paths.flatMap((path, index) =>
		path.steps.map(({ cell, question }) =>
			command(`step ${path.path} ${cell}`, question, path.title, () => {
				page.showPath(index);
				afterDrawing(() => focusStep(path.path, cell));
			})
		)
	);
}
