import { categories, categoryText, type CategoryName } from '#investigation/category.ts';
import { stampText } from '#lib/format-time.ts';
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
import { MENU_KEY } from '#ui/value-spot.ts';
import { views, type ViewName } from './views.ts';
import type { Workbench } from './workbench.ts';
import { otherZone } from './zone-words.ts';

/** What the page itself can do, beside what the workbench can. */
export interface PageActions {
	show(view: ViewName): void;
	/** Shows a lane by its place and puts the focus on its first step. */
	showPath(index: number): void;
	open(name: 'keys' | 'palette' | 'defer'): void;
	/** Goes to the list of alerts, to find words or, for null, what will be typed. */
	find(words?: string | null): void;
	/** Says something that was done, or how to. */
	say(text: string): void;
	choose(accept?: string): Promise<void>;
	share(way: 'file' | 'link' | 'text'): Promise<void>;
	pick(alertId: string): void;
	/** Shows times in the zone of this machine, or in UTC again. */
	turnZone(): void;
}

/** A value that has the focus hears the key itself. */
const NO_VALUE = `Put the focus on a value first, in a table of rows or in the alert: ${MENU_KEY} then opens its menu.`;

/** Every key that does something, as the list of keys shows it. */
export function keysOf(workbench: Workbench, page: PageActions): KeyEntry[] {
	return [
		{ key: 'j', does: 'next step of the lane', act: () => moveStep(1) },
		{ key: 'k', does: 'previous step of the lane', act: () => moveStep(-1) },
		{ key: 'Enter', does: 'open the rows of the step', act: () => openOfStep('rows') },
		{ key: 's', does: 'open the SQL of the step', act: () => openOfStep('sql') },
		{
			key: MENU_KEY,
			does: 'open the menu of the value in focus: where else it stands',
			act: () => page.say(NO_VALUE)
		},
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
		{
			key: 'u',
			does: 'show times in the zone of this machine, or in UTC again',
			act: () => page.turnZone()
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
		...(workbench.case.isOwn
			? []
			: [command('own', 'Your own case', 'case', () => void workbench.openOwnCase())]),
		...workbench.incidents.map(({ name, title }) =>
			command(`incident ${name}`, title, 'incident', () => void workbench.openIncident(name))
		),
		...workbench.alerts.rows.map(({ alert_id, ts, signature, src_ip, dst_ip }) =>
			command(
				`alert ${alert_id}`,
				`${ts === null ? '' : stampText(ts, workbench.zone.shown)} ${signature ?? ''} ${src_ip ?? ''} → ${dst_ip ?? ''}`,
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
	const zone = otherZone(workbench.zone);
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
		...(zone === null ? [] : [command('zone', zone, 'action', () => page.turnZone())]),
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
