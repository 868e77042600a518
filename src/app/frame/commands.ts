import { stampText } from '#lib/format-time.ts';
import { utc } from '#lib/zone.ts';
import { afterDrawing, focusAlert, focusStep, moveStep, openOfStep } from '../services/focus.ts';
import type { Command, KeyPress } from '../services/command.ts';
import type { Workbench } from '../workbench.ts';
import type { PageActions } from './page-actions.ts';
import { railEntries } from './views.ts';

/** Everything that can be done on the page, in the order of the palette and of the list of keys. */
export function commandsOf(workbench: Workbench, page: PageActions): Command[] {
	return [
		...moves(page),
		...places(workbench, page),
		...doings(workbench, page),
		...workbench.places.commands,
		...edits(workbench),
		command('palette', null, { key: 'k', mod: true, does: 'go to, or do, anything' }, () =>
			page.open('palette')
		),
		command('keys', 'Show the keys', { key: '?', does: 'this list' }, () => page.open('keys'))
	];
}

/** What can be gone to by its words alone: steps, cases and alerts, of which there may be many. */
export function aimsOf(workbench: Workbench, page: PageActions): Command[] {
	return [...steps(workbench, page), ...cases(workbench), ...alerts(workbench, page)];
}

/** What moves the focus, and is there for a key alone. */
function moves(page: PageActions): Command[] {
	const move = (key: string, does: string, act: () => void) =>
		command(`key ${key}`, null, { key, does }, act);
	return [
		move('j', 'next step of the lane', () => moveStep(1)),
		move('k', 'previous step of the lane', () => moveStep(-1)),
		move('Enter', 'open the rows of the step', () => openOfStep('rows')),
		move('s', 'open the SQL of the step', () => openOfStep('sql')),
		move('t', 'go to the first lane, the triage', () => page.showPath(0)),
		move('d', 'go to the second lane, the deep dive', () => page.showPath(1)),
		move('a', 'go to the alert', focusAlert),
		move('/', 'find an alert', () => page.find())
	];
}

function places({ places }: Workbench, page: PageActions): Command[] {
	return railEntries(places.all).map(({ name, title }) => ({
		...command(`view ${name}`, title, null, () => page.show(name)),
		group: 'place'
	}));
}

function doings(workbench: Workbench, page: PageActions): Command[] {
	return [
		command('run', 'Run', { key: 'r', does: 'run' }, () => void workbench.run()),
		command('cancel', 'Cancel what is running', { key: '.', does: 'cancel what is running' }, () =>
			workbench.cancel()
		),
		command('every', 'Run over every alert', null, () => {
			page.show('alerts');
			void workbench.runEveryAlert();
		}),
		command('files', 'Add files', null, () => void page.choose()),
		command('recipe', 'Open a recipe', null, () => void page.choose('.md,.markdown')),
		command('save', 'Save the recipe as a file', null, () => void page.share('file')),
		command('link', 'Copy a link to the recipe', null, () => void page.share('link'))
	];
}

function edits(workbench: Workbench): Command[] {
	const { canUndo, canRedo } = workbench.history;
	const common = { key: 'z', mod: true, leavesText: true };
	const undo = { ...common, does: 'take back the last edit of the investigation' };
	const redo = { ...common, shift: true, does: 'do again what was taken back' };
	return [
		command('undo', canUndo ? 'Take back the last edit' : null, undo, () => void workbench.undo()),
		command(
			'redo',
			canRedo ? 'Do again what was taken back' : null,
			redo,
			() => void workbench.redo()
		)
	];
}

function steps(workbench: Workbench, page: PageActions): Command[] {
	const paths = workbench.investigation.result?.paths ?? [];
	return paths.flatMap((path, index) =>
		path.steps.map(({ cell, question }) => ({
			id: `step ${path.path} ${cell}`,
			title: question,
			group: path.title,
			act: () => {
				page.showPath(index);
				afterDrawing(() => focusStep(path.path, cell));
			}
		}))
	);
}

function cases(workbench: Workbench): Command[] {
	const own = {
		id: 'own',
		title: 'Your own case',
		group: 'case',
		act: () => void workbench.openOwnCase()
	};
	const incidents = workbench.incidents.map(({ name, title }) => ({
		id: `incident ${name}`,
		title,
		group: 'incident',
		act: () => void workbench.openIncident(name)
	}));
	return workbench.case.isOwn ? incidents : [own, ...incidents];
}

function alerts(workbench: Workbench, page: PageActions): Command[] {
	const zone = workbench.places.ask('shownZone')?.() ?? utc;
	return workbench.alerts.rows.map(({ alert_id, ts, signature, src_ip, dst_ip }) => ({
		id: `alert ${alert_id}`,
		title: `${ts === null ? '' : stampText(ts, zone)} ${signature ?? ''} ${src_ip ?? ''} → ${dst_ip ?? ''}`,
		group: 'alert',
		act: () => page.pick(alert_id)
	}));
}

function command(
	id: string,
	title: string | null,
	press: KeyPress | null,
	act: () => void
): Command {
	return { id, title, group: 'action', act, ...(press === null ? {} : { press }) };
}
