import { place } from '../../place.ts';
import CaseDialogs from './CaseDialogs.svelte';
import CaseSwitcher from './CaseSwitcher.svelte';
import { CasesPlace } from './cases-place.svelte.ts';

/** The cases of the analyst's own, and the samples beside them. */
export default place({
	name: 'cases',
	title: null,
	meaning:
		'names the case that is open, leads to the others, and makes, renames, empties and deletes them',
	order: 0,
	keeps: [],
	open: (services) => new CasesPlace(services),
	parts: { head: CaseSwitcher, over: CaseDialogs }
});
