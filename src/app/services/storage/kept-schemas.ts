import * as v from 'valibot';
import { eventTableNames } from '#tables/event-tables.ts';
import { mappingOf, type Mapping } from '#datasets/mapping/mapping.ts';
import { defaultSettings, type ImportSettings } from '#intake/record/import-settings.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { FIRST_OWN } from './first-own.ts';
import type { KeptCase, KeptInvestigation, KeptSource } from './kept.ts';
import { maybeNumber, maybeText, text, texts, type Schema } from './schema-parts.ts';

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
	// Before there were several there was one case of one's own, and nothing was said of it.
	workspace: v.optional(text, FIRST_OWN),
	order: v.number(),
	name: text,
	modified: maybeNumber,
	blob: v.nullable(v.blob()),
	settings,
	receipt: v.optional(v.nullable(receipt), null),
	view: v.optional(v.nullable(v.object({ name: text, whole: v.boolean() })), null),
	settled: v.optional(v.boolean(), true)
});

export const keptCase: Schema<KeptCase> = v.looseObject({ name: text, title: text, made: text });

export const keptInvestigation: Schema<KeptInvestigation> = v.looseObject({
	workspace: text,
	recipeText: text,
	openedText: text,
	values: texts,
	alertId: maybeText
});
