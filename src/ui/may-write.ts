import { getContext, setContext } from 'svelte';

/** Whether the case may be changed here; reading it is reactive. */
export interface MayWrite {
	readonly current: boolean;
	/** What a control says that would change the case where it may not be changed; undefined where it may. */
	readonly reason: string | undefined;
}

const key = Symbol('whether the case may be changed here');

/** To be called while a component is set up: controls that it holds are off while there is a reason. */
export function writeUnless(reason: () => string | undefined): void {
	const shown: MayWrite = {
		get current() {
			return reason() === undefined;
		},
		get reason() {
			return reason();
		}
	};
	setContext(key, shown);
}

/** To be called while a component is set up. True where nothing above it says otherwise. */
export function mayWrite(): MayWrite {
	return getContext<MayWrite | undefined>(key) ?? { current: true, reason: undefined };
}
