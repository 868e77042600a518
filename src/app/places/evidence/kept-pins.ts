import * as v from 'valibot';
import type { Pin } from '#investigation/pin.ts';
import { byTime, type Collection } from '../../services/storage/collection.ts';
import {
	maybeNumber,
	maybeText,
	moment,
	recordPlace,
	scalar,
	text,
	texts,
	type Schema
} from '../../services/storage/schema-parts.ts';

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

const schema: Schema<Pin> = v.variant('of', [
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
		place: recordPlace
	})
]) as v.GenericSchema<unknown, unknown> as Schema<Pin>;

export const keptPins: Collection<Pin> = {
	name: 'pins',
	key: 'id',
	schema,
	words: { title: 'Evidence', one: 'piece of evidence', many: 'pieces of evidence' },
	keySays: false,
	compare: byTime
};
