import { MediaQuery } from 'svelte/reactivity';

/** Whether the page is too narrow for two columns; of a component, reactive. */
export function narrowPage(): Pick<MediaQuery, 'current'> {
	return new MediaQuery('max-width: 899px');
}
