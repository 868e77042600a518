import * as v from 'valibot';
import { eventTableNames } from '#tables/event-tables.ts';
import { mappingOf, type Mapping } from '#datasets/mapping/mapping.ts';
import { defaultSettings, type ImportSettings } from '#intake/record/import-settings.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { categories, type CategoryName } from '#investigation/category.ts';
import type { Pin } from '#investigation/pin.ts';
import type { AlertRow } from '#investigation/result.ts';
import { microsOfIso } from '#lib/time.ts';
import type {
	Deferred,
	KeptCategory,
	KeptInvestigation,
	KeptQuestion,
	KeptSource
} from './kept.ts';

/*
 * What is read from the browser's storage, which an older edition, a newer one, or anybody with the browser's own
 * tools may have written. What a later edition added has a default; what is more than is known stays.
 */

type Schema<T> = v.GenericSchema<unknown, T>;

const text = v.string();
const maybeText = v.nullable(text);
const maybeNumber = v.nullable(v.number());
const texts = v.record(text, text);
const moment = v.pipe(
	text,
	v.check((at) => microsOfIso(at) !== null, 'it is no time')
);
const scalar = v.union([text, v.number(), v.bigint(), v.boolean(), v.null()]);
const categoryName: Schema<CategoryName> = v.picklist(categories.map(({ name }) => name));

const mapping: Schema<Mapping> = v.pipe(
	v.unknown(),
	v.rawTransform(({ dataset, addIssue, NEVER }) => {
		try {
			return mappingOf(dataset.value);
		} catch (error) {
			addIssue({ message: error instanceof Error ? error.message : String(error) });
			return NEVER;
		}
	})
);

const settings: Schema<ImportSettings> = v.looseObject({
	as: v.optional(maybeText, defaultSettings.as),
	zone: v.optional(text, defaultSettings.zone),
	year: v.optional(maybeNumber, defaultSettings.year),
	host: v.optional(maybeText, defaultSettings.host),
	native: v.optional(v.boolean(), defaultSettings.native),
	mapping: v.optional(v.nullable(mapping), defaultSettings.mapping)
});

const receipt = v.looseObject({
	source: text,
	sha256: text,
	source_id: text,
	format: text,
	recognised_by: text,
	runner_up: v.nullable(v.object({ format: text, because: text })),
	bytes: v.number(),
	compression: v.nullable(v.picklist(['gzip', 'UTF-16LE', 'UTF-16BE'])),
	by_format: v.record(text, v.number()),
	records: v.number(),
	extra_rows: v.number(),
	rows: v.record(text, v.number()),
	rejects: v.array(
		v.object({
			record: v.number(),
			byte_offset: v.number(),
			byte_length: v.number(),
			reason: text
		})
	),
	leading_times: v.optional(v.array(v.object({ record: v.number(), ts: text })), []),
	first_ts: maybeText,
	last_ts: maybeText,
	claimed_spans: v.optional(v.array(v.object({ from_ts: text, to_ts: text })), []),
	told_spans: v.optional(
		v.array(
			v.object({
				table: v.nullable(v.picklist(eventTableNames)),
				speaker: maybeText,
				from_ts: text,
				to_ts: text,
				lost: v.boolean()
			})
		),
		[]
	),
	unread_entries: v.optional(
		v.array(v.object({ table: v.picklist(eventTableNames), entries: v.number() })),
		[]
	),
	notes: v.array(text),
	own_columns: v.picklist(['kept', 'on demand', 'none']),
	native_columns: v.array(
		v.object({
			key: text,
			path: v.array(text),
			kind: v.picklist(['int64', 'float64', 'boolean', 'text'])
		})
	)
}) satisfies Schema<Receipt>;

export const keptSource: Schema<KeptSource> = v.looseObject({
	key: text,
	order: v.number(),
	name: text,
	modified: maybeNumber,
	blob: v.nullable(v.blob()),
	settings,
	receipt: v.optional(v.nullable(receipt), null),
	view: v.optional(v.nullable(v.object({ name: text, whole: v.boolean() })), null),
	settled: v.optional(v.boolean(), true)
});

export const keptInvestigation: Schema<KeptInvestigation> = v.looseObject({
	workspace: text,
	recipeText: text,
	openedText: text,
	values: texts,
	alertId: maybeText
});

export const keptCategory: Schema<KeptCategory> = v.looseObject({
	workspace: text,
	alertId: text,
	name: categoryName
});

export const keptQuestion: Schema<KeptQuestion> = v.looseObject({
	id: text,
	workspace: text,
	order: v.number(),
	title: text,
	sql: text
});

const alert = v.objectWithRest(
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

const place = v.object({
	sourceId: text,
	record: v.number(),
	offset: v.number(),
	length: v.number()
});

export const deferred: Schema<Deferred> = v.looseObject({
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
				place: v.nullable(place),
				ts: v.nullable(v.bigint()),
				given: maybeText
			})
		)
	)
});

const pinOf = {
	id: text,
	workspace: text,
	alertId: text,
	at: moment,
	cell: text,
	question: text,
	sql: text,
	parameters: texts,
	sources: v.array(v.object({ name: text, sha256: text })),
	note: text
};

export const pin: Schema<Pin> = v.variant('of', [
	v.looseObject({
		of: v.literal('answer'),
		...pinOf,
		outcome: v.nullable(v.picklist(['clear', 'concern', 'unknown'])),
		because: maybeText,
		rows: maybeNumber
	}),
	v.looseObject({
		of: v.literal('row'),
		...pinOf,
		columns: v.array(v.looseObject({ name: text, type: text })) as v.GenericSchema<
			unknown,
			unknown
		> as Schema<Extract<Pin, { of: 'row' }>['columns']>,
		values: v.array(scalar),
		place
	})
]) as v.GenericSchema<unknown, unknown> as Schema<Pin>;
