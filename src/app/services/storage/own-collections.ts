import * as v from 'valibot';
import type { Collection } from './collection.ts';
import { keptCase, keptInvestigation, keptSource } from './kept-schemas.ts';
import type { KeptCase, KeptInvestigation, KeptSource } from './kept.ts';
import { asideRecord, type SetAside } from './set-aside.ts';

/** What the page keeps whatever places it has. */

export const sources: Collection<KeptSource> = {
	name: 'sources',
	key: 'key',
	schema: keptSource,
	words: {
		title: 'Your own files',
		one: 'file of your own case',
		many: 'files of your own cases'
	},
	keySays: true,
	compare: (a, b) => a.order - b.order
};

export const cases: Collection<KeptCase> = {
	name: 'cases',
	key: 'name',
	schema: keptCase,
	words: { title: 'Names of cases', one: 'name of a case', many: 'names of cases' },
	keySays: false,
	compare: (a, b) => (a.made < b.made ? -1 : 1)
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

export const ownCollections: readonly Collection[] = [
	sources,
	cases,
	investigations,
	settings,
	aside
];
