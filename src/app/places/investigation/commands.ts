import type { Command, KeyPress } from '../../services/command.ts';
import { moveStep, openOfStep } from '../../services/focus.ts';
import type { InvestigationPlace } from './investigation-place.svelte.ts';

/** What can be done with steps, and with the run that answers them. */
export function commandsOf(place: InvestigationPlace): readonly Command[] {
	const { runs } = place.services;
	return [
		move('j', 'next step of the lane', () => moveStep(1)),
		move('k', 'previous step of the lane', () => moveStep(-1)),
		move('Enter', 'open the rows of the step', () => openOfStep('rows')),
		move('s', 'open the SQL of the step', () => openOfStep('sql')),
		move('t', 'go to the first lane, the triage', () => place.showPath(0)),
		move('d', 'go to the second lane, the deep dive', () => place.showPath(1)),
		command('run', 'Run', { key: 'r', does: 'run' }, () => void runs.run()),
		command('cancel', 'Cancel what is running', { key: '.', does: 'cancel what is running' }, () =>
			runs.cancel()
		)
	];
}

/** What moves the focus is there for a key alone. */
function move(key: string, does: string, act: () => void): Command {
	return command(`key ${key}`, null, { key, does }, act);
}

function command(id: string, title: string | null, press: KeyPress, act: () => void): Command {
	return { id, title, group: 'action', press, act };
}
