import * as v from 'valibot';
import { categories, type CategoryName } from '#investigation/category.ts';
import type { AlertRow } from '#investigation/result.ts';
import { microsOfIso } from '#lib/time.ts';

/*
 * Of what shapes of kept records are made. What is read from the browser's storage an older edition, a newer one, or
 * anybody with the browser's own tools may have written. What a later edition added has a default; what is more than
 * is known stays.
 */

export type Schema<T> = v.GenericSchema<unknown, T>;

export const text = v.string();
export const maybeText = v.nullable(text);
export const maybeNumber = v.nullable(v.number());
export const texts = v.record(text, text);

/** ISO 8601. */
export const moment = v.pipe(
	text,
	v.check((at) => microsOfIso(at) !== null, 'it is no time')
);

/** What a column of a row may hold. */
export const scalar = v.union([text, v.number(), v.bigint(), v.boolean(), v.null()]);

export const categoryName: Schema<CategoryName> = v.picklist(categories.map(({ name }) => name));

/** An alert as it is listed. */
export const alert = v.objectWithRest(
	{
		alert_id: text,
		ts: v.nullable(v.bigint()),
		signature: maybeText,
		src_ip: maybeText,
		src_port: maybeNumber,
		dst_ip: maybeText,
		dst_port: maybeNumber
	},
	scalar
) as v.GenericSchema<unknown, unknown> as Schema<AlertRow>;

/** Where a record stands in its source. */
export const recordPlace = v.object({
	sourceId: text,
	record: v.number(),
	offset: v.number(),
	length: v.number()
});
