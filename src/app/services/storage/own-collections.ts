import * as v from 'valibot';
import type { Collection } from './collection.ts';
import { keptInvestigation, keptSource } from './kept-schemas.ts';
import type { KeptInvestigation, KeptSource } from './kept.ts';
import { asideRecord, type SetAside } from './set-aside.ts';

/** What the page keeps whatever places it has. */

export const sources: Collection<KeptSource> = {
	name: 'sources',
	key: 'key',
	schema: keptSource,
	words: {
		title: 'Your own files',
		one: 'file of your own case',
		many: 'files of your own case'
	},
	keySays: true,
	compare: (a, b) => a.order - b.order
};

export const investigations: Collection<KeptInvestigation> = {
	name: 'investigations',
	key: 'workspace',
	schema: keptInvestigation,
	words: {
		title: 'Cases: recipe, values and the alert that was picked',
		one: 'case with its recipe and values',
		many: 'cases with their recipes and values'
	},
	keySays: true
};

/** Each by its name; what each may be, who keeps it knows. */
export const settings: Collection = {
	name: 'settings',
	key: null,
	schema: v.unknown(),
	words: {
		title: 'Settings and mappings',
		one: 'setting or mapping',
		many: 'settings and mappings'
	},
	keySays: true
};

export const aside: Collection<SetAside> = {
	name: 'aside',
	key: null,
	schema: asideRecord,
	words: {
		title: 'Set aside, as it cannot be used',
		one: 'record that was set aside',
		many: 'records that were set aside'
	},
	keySays: true
};

export const ownCollections: readonly Collection[] = [sources, investigations, settings, aside];
