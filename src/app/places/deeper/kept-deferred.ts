import * as v from 'valibot';
import type { CategoryName } from '#investigation/category.ts';
import type { AlertRow } from '#investigation/result.ts';
import type { FrozenAlert, WakingRow } from '#investigation/wake-condition.ts';
import { byTime, type Collection } from '../../services/storage/collection.ts';
import {
	alert,
	categoryName,
	maybeText,
	moment,
	recordPlace,
	scalar,
	text,
	type Schema
} from '../../services/storage/schema-parts.ts';

/** An alert that was put off, as it was then. */
export interface Deferred {
	id: string;
	/** ISO 8601 UTC. */
	at: string;
	reason: string;
	alert: AlertRow;
	/** Every column that it had; absent in entries from before that was kept, whose conditions know `alert` alone. */
	frozen?: FrozenAlert;
	/** Verdicts at that time, by path title. */
	verdicts: Readonly<Record<string, string | null>>;
	/** What the analyst called it at that time; null for nothing, absent in entries from before there were categories. */
	category?: CategoryName | null;
	wake: string | null;
	/** True as long as its condition gives a row. */
	awake: boolean;
	/** The first row that woke it, and when (ISO 8601 UTC); null while it sleeps, absent in older entries. */
	wokenBy?: (WakingRow & { at: string }) | null;
	/** What was wrong with the condition; null where nothing was. */
	wakeFailure: string | null;
}

const schema: Schema<Deferred> = v.looseObject({
	id: text,
	at: moment,
	reason: text,
	alert,
	verdicts: v.record(text, maybeText),
	category: v.optional(v.nullable(categoryName), null),
	wake: maybeText,
	awake: v.boolean(),
	wakeFailure: maybeText,
	frozen: v.exactOptional(v.record(text, scalar)),
	wokenBy: v.exactOptional(
		v.nullable(
			v.looseObject({
				at: moment,
				table: maybeText,
				source: maybeText,
				place: v.nullable(recordPlace),
				ts: v.nullable(v.bigint()),
				given: maybeText
			})
		)
	)
});

export const keptDeferred: Collection<Deferred> = {
	name: 'deeper',
	key: 'id',
	schema,
	words: {
		title: 'Look-deeper file',
		one: 'entry of the look-deeper file',
		many: 'entries of the look-deeper file'
	},
	keySays: false,
	compare: byTime
};
