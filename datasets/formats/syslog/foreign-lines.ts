import { isDigit, textOf } from '#lib/bytes.ts';
import type { ForeignReader, Format, Message, Sink } from '../../format.ts';
import { MixedReader } from '../../rows/host/mixed-reader.ts';

/** What the logging daemon itself writes, without a name: that it is alive, and that it left out the same line. */
const OF_THE_DAEMON = /^(?:-- MARK --|(?:last )?message repeated \d+ times)/;
const LONGEST_OF_THE_DAEMON = 40;
const CAPITAL_T = 0x54;

/** Reads the lines with a syslog header that stand in a log of another kind. */
export class ForeignLines implements ForeignReader {
	readonly #sink: Sink;
	readonly #mixed: MixedReader;

	/** @param name of the format that host text is read by */
	constructor(name: string, sink: Sink, formats: readonly Format[]) {
		this.#sink = sink;
		this.#mixed = new MixedReader(sink, formats, name);
	}

	read(message: Message, orText: boolean): boolean {
		const { programStart, programEnd } = message;
		const isHeaded = hasHeader(message);
		const fitting = isHeaded ? this.#mixed.find(message) : null;
		const isText = isOfTheDaemon(message) || (orText && isHeaded && programEnd > programStart);
		if (fitting === null && !isText) return false;
		this.#sink.drop();
		this.#mixed.readBy(fitting, message);
		return true;
	}

	end(): void {
		this.#mixed.end();
	}
}

/**
 * A time that syslog writes. One of digits with a blank before the hour is not enough: the own lines of many
 * programs begin so, and a word behind it is no machine.
 */
function hasHeader({ bytes, lineStart, ts, priority, programStart, programEnd }: Message): boolean {
	if (priority >= 0) return ts !== null || programEnd > programStart;
	if (ts === null) return false;
	return !isDigit(bytes[lineStart]) || bytes[lineStart + 10] === CAPITAL_T;
}

function isOfTheDaemon({ bytes, start, end }: Message): boolean {
	return OF_THE_DAEMON.test(textOf(bytes, start, Math.min(end, start + LONGEST_OF_THE_DAEMON)));
}
