import type { Command, KeyPress } from '../../services/command.ts';
import type { NotebookPlace } from './notebook-place.svelte.ts';

const here = { within: '[data-notebook]', where: 'In the notebook' };

/** What can be done with the parts of a notebook. */
export function commandsOf(place: NotebookPlace): readonly Command[] {
	return [
		{
			id: 'new recipe',
			title: 'Begin a new recipe',
			group: 'action',
			act: () => void place.begin()
		},
		{
			id: 'recipe text',
			title: 'Write the recipe as text',
			group: 'action',
			press: { key: 'v', ...here, does: 'the text of the whole file, and back' },
			act: () => void place.toggleRaw()
		},
		key({ key: 'j', does: 'next part' }, () => place.parts.move(1)),
		key({ key: 'k', does: 'previous part' }, () => place.parts.move(-1)),
		key({ key: 'Enter', does: 'edit; Esc leaves, and what was written stays' }, () =>
			place.editor.open()
		),
		key({ key: 'p', does: 'edit its attributes: path, needs and the like' }, () =>
			place.editor.open(place.parts.current, true)
		),
		key({ key: 'Enter', shift: true, does: 'run and go on to the next part' }, () =>
			place.runAndGoOn()
		),
		key({ key: 's', does: 'show or hide the SQL' }, () =>
			place.sql.toggle(place.parts.current?.key ?? '')
		),
		key({ key: 'z', does: 'fold it to a line, and unfold it' }, () =>
			place.folded.toggle(place.parts.current?.key ?? '')
		),
		key({ key: 'a', does: 'put something in above' }, () =>
			place.choice.ofNew(place.parts.at, 'above')
		),
		key({ key: 'b', does: 'put something in below' }, () =>
			place.choice.ofNew(place.parts.at, 'below')
		),
		key({ key: 'm', does: 'make it a cell of another kind' }, () =>
			place.choice.of(place.parts.at, place.parts.current)
		),
		key({ key: 'ArrowUp', alt: true, does: 'move it up' }, () => place.acts.shift(-1)),
		key({ key: 'ArrowDown', alt: true, does: 'move it down' }, () => place.acts.shift(1)),
		key({ key: 'D', does: 'put a copy below' }, () => place.acts.duplicate()),
		key({ key: 'Delete', does: 'take it out' }, () => place.acts.remove())
	];
}

function key(press: Pick<KeyPress, 'key' | 'alt' | 'shift' | 'does'>, act: () => unknown): Command {
	const held = [press.alt ? 'alt' : '', press.shift ? 'shift' : '', press.key].filter(Boolean);
	return {
		id: `notebook ${held.join(' ')}`,
		title: null,
		group: 'action',
		press: { ...press, ...here },
		act: () => void act()
	};
}
