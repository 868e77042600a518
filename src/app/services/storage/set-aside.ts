import * as v from 'valibot';
import type { Collection } from './collection.ts';
import { keyText, type Key } from './collections.ts';

/** A record that was kept and cannot be used: it is set aside as it is, and nothing of it is lost. */
export interface SetAside {
	id: string;
	/** Name of the collection that it was of. */
	place: string;
	/** Of the record, in its place. */
	key: Key;
	/** When it was set aside, ISO 8601 UTC. */
	at: string;
	/** Why it cannot be used. */
	why: string;
	/** Undefined where the browser itself cannot read it. */
	value: unknown;
	/** Whether it was taken out of its place; where that cannot be done it is still there. */
	moved: boolean;
}

export const asideRecord: v.GenericSchema<unknown, SetAside> = v.object({
	id: v.string(),
	place: v.string(),
	key: v.union([v.string(), v.tuple([v.string(), v.string()])]),
	at: v.string(),
	why: v.string(),
	value: v.unknown(),
	moved: v.boolean()
});

/**
 * What a person knows the record by, as far as it says.
 * @param collection it was of; null where this edition does not know it
 */
export function asideTitle(
	{ place, key, value }: Pick<SetAside, 'place' | 'key' | 'value'>,
	collection: Pick<Collection, 'words' | 'keySays'> | null
): string {
	const { name, signature, question } = namesIn(value);
	const known =
		name ?? question ?? signature ?? (collection?.keySays === false ? null : keyText(key));
	const one = collection?.words.one ?? `record of ${place}`;
	const what = `${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}`;
	return known === null ? what : `${what}: ${known}`;
}

function namesIn(value: unknown): Partial<Record<'name' | 'signature' | 'question', string>> {
	const said = (from: unknown, name: string) => {
		const found: unknown = (from as Record<string, unknown> | null | undefined)?.[name];
		return typeof found === 'string' && found !== '' ? found : undefined;
	};
	const alert = (value as { alert?: unknown } | null | undefined)?.alert;
	return Object.fromEntries(
		Object.entries({
			name: said(value, 'name'),
			question: said(value, 'question'),
			signature: said(alert, 'signature')
		}).filter(([, found]) => found !== undefined)
	);
}

/** The record as JSON that a person can read; of a file's bytes only how many there are. */
export function asideText(value: unknown): string {
	return JSON.stringify(value, plainly, '\t') ?? 'undefined';
}

function plainly(_: string, value: unknown): unknown {
	if (typeof value === 'bigint') return String(value);
	if (value instanceof Blob) return { bytes: value.size };
	return value;
}
