import { bytesOf, textOf, wholeNumber } from '#lib/bytes.ts';
import { unreadable } from '#lib/unreadable.ts';
import type { Format, Message, MessageReader, Sink } from '../../format.ts';
import { JsonRecord, type JsonCell } from '../../records/json/json-record.ts';
import { SetApart } from '../../rows/set-apart.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { facilityOf } from '../../rows/host/host-message.ts';
import { MixedReader } from '../../rows/host/mixed-reader.ts';
import { severityOf } from '../../rows/host/severity.ts';
import { ComposedLine } from './composed-line.ts';
import { isMessage, keys } from './fields.ts';

const LAST_FACILITY = 23;
const UNKNOWN_FACILITY = LAST_FACILITY + 1;
const MOST_DIGITS = 16;

/** Reads the message that a record holds as the line that syslog would have written of it. */
export class WrappedMessages {
	readonly #sink: Sink;
	readonly #record: JsonRecord;
	readonly #cells: Readonly<Record<keyof typeof keys, readonly JsonCell[]>>;
	readonly #isMessage: () => boolean;
	readonly #line = new ComposedLine();
	readonly #apart: SetApart;
	readonly #lines: MessageReader;

	constructor(sink: Sink, formats: readonly Format[]) {
		this.#sink = sink;
		this.#record = new JsonRecord(sink);
		const cells = new Map<string, JsonCell>();
		for (const key of Object.values(keys).flat()) cells.set(key, this.#record.cell(key));
		cells.set('__CURSOR', this.#record.cell('__CURSOR'));
		this.#isMessage = () => isMessage((key) => cells.get(key)?.isThere ?? false);
		this.#cells = Object.fromEntries(
			Object.entries(keys).map(([what, names]) => [what, names.map((key) => cells.get(key)!)])
		) as unknown as Record<keyof typeof keys, JsonCell[]>;
		this.#apart = new SetApart(sink);
		this.#lines = new MixedReader(this.#apart.sink, formats);
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		this.#record.read(bytes, start, end);
		if (!this.#isMessage()) return this.#record.keepNative();
		this.#lines.read(this.#message());
		const outcome = this.#apart.outcome();
		if (outcome === 'native') this.#record.keepNative();
		else if (outcome === 'row') this.#record.keepBeside();
	}

	end(): void {
		this.#lines.end?.();
		this.#record.finish();
	}

	#message(): Message {
		const line = this.#line;
		this.#begin();
		line.host(this.#load('host'));
		const tag = this.#load('tag');
		if (tag !== null) line.tag(tag);
		else this.#setProgram();
		const message = line.text(this.#text(), tag !== null);
		message.priority = this.#priority();
		return message;
	}

	#load(what: keyof typeof keys): JsonCell | null {
		return this.#cells[what].find((cell) => !cell.isObject && !cell.isArray && cell.load()) ?? null;
	}

	#begin(): void {
		const { time } = this.#sink;
		const cell = this.#load('micros') ?? this.#load('iso') ?? this.#load('date');
		if (cell === null) throw unreadable('the record has no time');
		const { bytes, start, end } = cell;
		const isMicros = this.#cells.micros.includes(cell);
		const isDate = this.#cells.date.includes(cell);
		const ts = isMicros
			? microsOf(cell)
			: isDate
				? time.syslog(bytes, start, end)
				: time.iso(bytes, start, end);
		if (ts === null) throw unfit('no such time', cell);
		this.#line.begin(cell, ts);
	}

	#setProgram(): void {
		const program = this.#load('program');
		if (program === null) return;
		this.#line.program(program);
		const pid = this.#load('pid');
		if (pid !== null && wholeNumber(pid.bytes, pid.start, pid.end) !== null) this.#line.pid(pid);
	}

	/** What is no text in UTF-8, or has signs of control, journald writes as a list of its bytes. */
	#text() {
		const text = this.#load('message');
		if (text !== null) return text;
		const list = this.#cells.message.find((cell) => cell.isArray && cell.load());
		if (list === undefined) {
			this.#sink.note(
				'records without a text, which journalctl leaves out where it is long (--all)'
			);
			return null;
		}
		const bytes = bytesIn(list);
		return { bytes, start: 0, end: bytes.length };
	}

	#priority(): number {
		const whole = this.#number('priority', () => null);
		if (whole !== null) return whole > LAST_FACILITY * 8 + 7 ? -1 : whole;
		const severity = this.#number('severity', (cell) =>
			severityOf(cell.bytes, cell.start, cell.end)
		);
		if (severity === null || severity > 7) return -1;
		const facility = this.#number('facility', (cell) =>
			facilityOf(textOf(cell.bytes, cell.start, cell.end))
		);
		const isKnown = facility !== null && facility <= LAST_FACILITY;
		return (isKnown ? facility : UNKNOWN_FACILITY) * 8 + severity;
	}

	#number(what: keyof typeof keys, ofWord: (cell: JsonCell) => number | null): number | null {
		const cell = this.#load(what);
		if (cell === null) return null;
		const number = wholeNumber(cell.bytes, cell.start, cell.end);
		return number !== null && number >= 0 ? number : ofWord(cell);
	}
}

function microsOf({ bytes, start, end }: JsonCell): number | null {
	return end - start > MOST_DIGITS ? null : wholeNumber(bytes, start, end);
}

/** The bytes that a list gives by their numbers; of a list of texts, which is a field that came several times, all. */
function bytesIn(cell: JsonCell): Uint8Array {
	const list = listIn(cell);
	return list.every(isByte) ? Uint8Array.from(list) : bytesOf(list.map(String).join('\n'));
}

function listIn(cell: JsonCell): unknown[] {
	try {
		return JSON.parse(textOf(cell.bytes, cell.start, cell.end)) as unknown[];
	} catch {
		throw unfit('not a text', cell);
	}
}

function isByte(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 256;
}
