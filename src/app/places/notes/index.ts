import { place } from '../../place.ts';
import { late } from '../../services/late.ts';
import { keptNotes } from './kept-notes.ts';
import { NotesState } from './notes-state.svelte.ts';

/** What the analyst writes about a case. */
export default place({
	name: 'notes',
	title: 'Notes',
	meaning: 'keeps what the analyst writes about the case in words of their own',
	order: 55,
	keeps: [{ collection: keptNotes, of: 'a case', since: '0.1.0' }],
	open: (services) => new NotesState(services),
	parts: { main: late(() => import('./Notes.svelte')) }
});
