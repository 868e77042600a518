import { getContext, setContext } from 'svelte';

/** Whether the case may be changed here; reading it is reactive. */
export interface MayWrite {
	readonly current: boolean;
}

/** What a control says that would change the case where it may not be changed. */
export const readsOnly = 'Another tab writes this case: take over to change it here.';

const key = Symbol('whether the case may be changed here');

/** To be called while a component is set up: controls that it holds are off while `may` is false. */
export function letWriteWhile(may: () => boolean): void {
	const shown: MayWrite = {
		get current() {
			return may();
		}
	};
	setContext(key, shown);
}

/** To be called while a component is set up. True where nothing above it says otherwise. */
export function mayWrite(): MayWrite {
	return getContext<MayWrite | undefined>(key) ?? { current: true };
}
