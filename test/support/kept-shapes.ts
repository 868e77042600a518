import * as v from 'valibot';
import { keyOf, type Collection } from '../../src/app/services/storage/collection.ts';

/** Which records a collection takes, and by which key it keeps each. */
export function shapesOf<T>(collection: Collection<T>) {
	return {
		fits: (value: unknown) => v.safeParse(collection.schema, value).success,
		key: (value: unknown) => keyOf(collection, value)
	};
}
