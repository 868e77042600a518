import { focusAlert } from '../services/focus.ts';
import type { Command, KeyPress } from '../services/command.ts';
import type { Workbench } from '../workbench.ts';
import type { PageActions } from './page-actions.ts';

/** Everything that can be done on the page, in the order of the palette and of the list of keys. */
export function commandsOf(workbench: Workbench, page: PageActions): Command[] {
	return [
		...ways(workbench, page),
		...workbench.places.commands,
		command('key g', null, { key: 'g', does: 'go to the alert' }, focusAlert),
		...edits(workbench),
		command('palette', null, { key: 'k', mod: true, does: 'go to, or do, anything' }, () =>
			page.open('palette')
		),
		command('keys', 'Show the keys', { key: '?', does: 'this list' }, () => page.open('keys'))
	];
}

/** What can be gone to by its words alone: what the places have many of. */
export function aimsOf(workbench: Workbench): readonly Command[] {
	return workbench.places.aims;
}

function ways({ places }: Workbench, page: PageActions): Command[] {
	return places.titled.map(({ name, title }) => ({
		...command(`view ${name}`, title, null, () => page.show(name)),
		group: 'place'
	}));
}

function edits(workbench: Workbench): Command[] {
	const { history, services } = workbench;
	const { canUndo, canRedo } = history;
	const common = { key: 'z', mod: true, leavesText: true };
	const undo = { ...common, does: 'take back the last edit of the investigation' };
	const redo = { ...common, shift: true, does: 'do again what was taken back' };
	return [
		command(
			'undo',
			canUndo ? 'Take back the last edit' : null,
			undo,
			() => void services.cases.undo()
		),
		command(
			'redo',
			canRedo ? 'Do again what was taken back' : null,
			redo,
			() => void services.cases.redo()
		)
	];
}

function command(
	id: string,
	title: string | null,
	press: KeyPress | null,
	act: () => void
): Command {
	return { id, title, group: 'action', act, ...(press === null ? {} : { press }) };
}
