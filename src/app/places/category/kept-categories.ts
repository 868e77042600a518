import * as v from 'valibot';
import type { CategoryName } from '#investigation/category.ts';
import type { Collection } from '../../services/storage/collection.ts';
import { categoryName, text } from '../../services/storage/schema-parts.ts';

/** The category that the analyst gave an alert of a workspace. */
export interface KeptCategory {
	workspace: string;
	alertId: string;
	name: CategoryName;
}

export const keptCategories: Collection<KeptCategory> = {
	name: 'categories',
	key: ['workspace', 'alertId'],
	schema: v.looseObject({ workspace: text, alertId: text, name: categoryName }),
	words: {
		title: 'Categories of alerts',
		one: 'category of an alert',
		many: 'categories of alerts'
	},
	keySays: true
};
