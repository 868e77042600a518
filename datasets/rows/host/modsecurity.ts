import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf, equalsBytes, indexOfBytes, isDigit, startsWith } from '#lib/bytes.ts';
import { setField } from '../../records/lines/quoted.ts';
import { severityOf } from './severity.ts';

const MARK = bytesOf('ModSecurity: ');
const OPENING = bytesOf(' [');
const NAMED = bytesOf(' "');
const CLOSING = bytesOf('"]');
const ATTACK = bytesOf('attack');
/** What ModSecurity says that it did, at the beginning of its text. */
const actions = ['Access denied', 'Warning', 'Access allowed'].map(bytesOf);
const names = {
	id: bytesOf('id'),
	severity: bytesOf('severity'),
	tag: bytesOf('tag'),
	uri: bytesOf('uri')
};
/** Letters of the longest name of a value. */
const LONGEST_NAME = 16;

/**
 * Sets the columns of `host` that a message of ModSecurity gives, in the error log of whichever server: the rule's
 * id, its severity, the first tag that names an attack (else the first tag) as category, and the URI as path.
 */
export class ModSecurity {
	readonly #columns;

	constructor(host: EventWriter) {
		this.#columns = {
			product: host.text('product'),
			eventId: host.text('event_id'),
			severity: host.int32('severity'),
			category: host.text('category'),
			action: host.text('action'),
			path: host.text('path')
		};
	}

	/**
	 * Where the last of the values ends; -1, and nothing set, where the text does not begin as those of
	 * ModSecurity do.
	 */
	read(bytes: Uint8Array, start: number, end: number): number {
		if (!startsWith(bytes, MARK, start, end)) return -1;
		const text = start + MARK.length;
		this.#columns.product.setBytes(bytes, start, start + MARK.length - 2);
		const action = actions.find((word) => startsWith(bytes, word, text, end));
		if (action !== undefined) this.#columns.action.setBytes(action, 0, action.length);
		return this.#readValues(bytes, text, end);
	}

	/** Reads ` [name "value"]`, one behind another. A quote within a value is escaped by ModSecurity. */
	#readValues(bytes: Uint8Array, start: number, end: number): number {
		let tag: 'none' | 'some' | 'attack' = 'none';
		let last = start;
		for (let at = start; ;) {
			const open = indexOfBytes(bytes, OPENING, at, end);
			if (open < 0) return last;
			const name = open + OPENING.length;
			const nameEnd = indexOfBytes(bytes, NAMED, name, Math.min(end, name + LONGEST_NAME));
			const value = nameEnd + NAMED.length;
			const valueEnd = nameEnd < 0 ? -1 : indexOfBytes(bytes, CLOSING, value, end);
			if (nameEnd >= 0 && valueEnd < 0) return last;
			at = valueEnd < 0 ? name : valueEnd + 1;
			if (valueEnd < 0) continue;
			last = valueEnd + CLOSING.length;
			const isTag = equalsBytes(bytes, name, nameEnd, names.tag);
			if (!isTag) this.#setValue(bytes, [name, nameEnd], [value, valueEnd]);
			else if (tag !== 'attack') tag = this.#setTag(bytes, [value, valueEnd], tag === 'none');
		}
	}

	#setValue(bytes: Uint8Array, name: [number, number], value: [number, number]): void {
		const { eventId, severity, path } = this.#columns;
		if (equalsBytes(bytes, ...name, names.id)) {
			if (!eventId.isSet) setField(eventId, bytes, ...value);
		} else if (equalsBytes(bytes, ...name, names.severity)) {
			const number = numberOf(bytes, ...value);
			if (number !== null) severity.set(number);
		} else if (equalsBytes(bytes, ...name, names.uri)) setField(path, bytes, ...value);
	}

	/** The first tag is the category, until one names an attack. */
	#setTag(bytes: Uint8Array, [start, end]: [number, number], first: boolean): 'some' | 'attack' {
		const isAttack = startsWith(bytes, ATTACK, start, end);
		if (isAttack || first) setField(this.#columns.category, bytes, start, end);
		return isAttack ? 'attack' : 'some';
	}
}

/** A severity by its word, or by its number as newer versions write it. */
function numberOf(bytes: Uint8Array, start: number, end: number): number | null {
	if (end === start + 1 && isDigit(bytes[start])) return bytes[start]! - 48;
	return severityOf(bytes, start, end);
}
