import { unreadable } from '#lib/unreadable.ts';
import { textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { readIndicator, refanged } from '../../rows/intel/indicator.ts';
import { intelRows } from '../../rows/intel/intel-row.ts';
import { JsonList } from '../../records/json/json-list.ts';
import type { JsonCell, JsonRecord } from '../../records/json/json-record.ts';
import { alternativesOf, type Alternative } from './alternatives.ts';
import { readPattern } from './pattern.ts';

/**
 * Answers a function that commits the indicator at hand as rows of `intel`, and says false for any other object.
 * It throws `record not readable` for a pattern that names nothing which a row can hold.
 */
export function indicatorRows(sink: Sink, record: JsonRecord): () => boolean {
	const commit = intelRows(sink);
	const type = record.at('type');
	const pattern = record.at('pattern');
	const patternType = record.at('pattern_type');
	const validFrom = record.at('valid_from');
	const created = [record.at('created'), validFrom];
	const validUntil = record.at('valid_until');
	const revoked = record.at('revoked');
	const noteOf = notes(record);
	return () => {
		const is = textIn(type);
		if (is === null) throw unreadable('not an object of STIX', 'it has no type');
		if (is === 'bundle')
			throw unreadable('a bundle among objects', 'its objects are not cut apart');
		if (is !== 'indicator') return false;
		const written = textIn(pattern);
		const language = textIn(patternType);
		if (written === null) throw unreadable('an indicator without a pattern', textIn(type)!);
		if (language !== null && language !== 'stix')
			throw unreadable(`a pattern of type ${language.slice(0, 40)} is not read`, written);
		const { found, others } = alternativesOf(readPattern(written));
		if (found.length === 0) throw unreadable('pattern that no column holds', written);
		found.forEach(checkKind);
		if (others)
			sink.note('a pattern looks for other things too, which no column holds: they were left out');
		const note = noteOf();
		const of = {
			list: sink.settings.name,
			port: null,
			listedAt: timeIn(sink, created),
			validFrom: boundIn(sink, validFrom),
			validUntil: boundIn(sink, validUntil),
			revoked: isTrue(revoked)
		};
		commit(
			found.map(({ value, conditions }) => {
				const said = [...note, ...conditions.map((condition) => `only with ${condition}`)];
				return { indicator: value, note: said.join('; ') || null, ...of };
			})
		);
		return true;
	};
}

function checkKind({ value, kinds }: Alternative): void {
	const indicator = readIndicator(refanged(value));
	if (indicator === null || !kinds.includes(indicator.kind))
		throw unreadable(`not a value of kind ${kinds.join(' or ')}`, value);
}

/** What an indicator says of itself besides its pattern. */
function notes(record: JsonRecord): () => string[] {
	const [name, description, confidence] = ['name', 'description', 'confidence'].map((path) =>
		record.at(path)
	) as [JsonCell, JsonCell, JsonCell];
	const kinds = [record.at('indicator_types'), record.at('labels')];
	const list = new JsonList();
	return () => {
		const said = [textIn(name), textIn(description)];
		for (const cell of kinds)
			if (cell.load() && cell.isArray) said.push(list.texts(cell).join(', '));
		said.push(withWord('confidence', textIn(confidence)));
		return said.filter((part) => part !== null && part !== '') as string[];
	};
}

/** Whether it was taken back: what does not say so was not (STIX 2.1, 3.2). */
function isTrue(cell: FieldBytes): boolean {
	return textIn(cell) === 'true';
}

function withWord(word: string, value: string | null): string | null {
	return value === null ? null : `${word} ${value}`;
}

function textIn(cell: FieldBytes): string | null {
	return cell.load() ? textOf(cell.bytes, cell.start, cell.end) : null;
}

/** The first of the times that is there. */
function timeIn(sink: Sink, cells: readonly FieldBytes[]): number | bigint | null {
	const cell = cells.find((one) => one.load());
	if (cell === undefined || !cell.load()) return null;
	const time = sink.time.iso(cell.bytes, cell.start, cell.end);
	if (time === null) sink.note('a time of an indicator is not readable; it is left empty');
	return time;
}

/** When an indicator begins or ends to count. One that is said and cannot be read leaves no entry that counts always. */
function boundIn(sink: Sink, cell: FieldBytes): number | bigint | null {
	if (!cell.load()) return null;
	const time = sink.time.iso(cell.bytes, cell.start, cell.end);
	if (time === null) throw unfit('no such time', cell);
	return time;
}
