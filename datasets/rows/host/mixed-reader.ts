import { equalsBytes, textOf } from '#lib/bytes.ts';
import type { Format, Message, MessageFormat, MessageReader, Sink } from '../../format.ts';
import { noteUntimed } from '../../records/lines/false-time.ts';
import { HostMessage } from './host-message.ts';
import { fitsMessage } from '../../records/lines/fits-message.ts';

/** Programs that are remembered at most: a hostile log may name a new one in every line. */
const MAX_PROGRAMS = 4096;

/** A format that reads messages, and its reader once a line of it was met. */
interface Candidate {
	name: string;
	messages: MessageFormat;
	/** Whether each of its lines is read by itself. */
	byLine: boolean;
	reader: MessageReader | null;
}

/** A program, and the format that the last of its lines fitted. */
interface Program {
	name: Uint8Array;
	last: Candidate | null;
}

/** Reads each line by the first format that it fits, and what fits none as host text. */
export class MixedReader implements MessageReader {
	readonly #sink: Sink;
	readonly #candidates: Candidate[];
	readonly #host: HostMessage;
	readonly #textAs: string | null;
	readonly #programs = new Map<string, Program>();
	#program: Program = { name: new Uint8Array(0), last: null };

	/** @param textAs the name of the format that host text is read by, where the source is of another; else null */
	constructor(sink: Sink, formats: readonly Format[], textAs: string | null = null) {
		this.#sink = sink;
		this.#textAs = textAs;
		this.#host = new HostMessage(sink);
		this.#candidates = formats.flatMap(({ name, messages, parts }) =>
			messages === undefined ? [] : [{ name, messages, byLine: parts !== undefined, reader: null }]
		);
	}

	read(message: Message): void {
		this.readBy(this.find(message), message);
	}

	/** @param candidate what was found for the line; null to keep it as host text */
	readBy(candidate: Candidate | null, message: Message): void {
		if (candidate === null) return this.#readText(message);
		this.#sink.readAs(candidate.name);
		if (!candidate.byLine) this.#sink.turn();
		candidate.reader ??= candidate.messages.open(this.#sink);
		candidate.reader.read(message);
	}

	end(): void {
		for (const { reader } of this.#candidates) reader?.end?.();
	}

	/** The format that the line fits: that of the program's last line is asked first, as it mostly fits the next. */
	find(message: Message): Candidate | null {
		const program = this.#programOf(message);
		const { last } = program;
		if (last !== null && fitsMessage(last.messages, message)) return last;
		const found = this.#candidates.find(({ messages }) => fitsMessage(messages, message)) ?? null;
		if (found !== null) program.last = found;
		return found;
	}

	#programOf({ bytes, programStart, programEnd }: Message): Program {
		if (equalsBytes(bytes, programStart, programEnd, this.#program.name)) return this.#program;
		const name = textOf(bytes, programStart, programEnd);
		let program = this.#programs.get(name);
		if (program === undefined) {
			if (this.#programs.size >= MAX_PROGRAMS) this.#programs.clear();
			program = { name: bytes.slice(programStart, programEnd), last: null };
			this.#programs.set(name, program);
		}
		this.#program = program;
		return program;
	}

	/** What stands behind a line and has no header is often its continuation; which line's, nobody says. */
	#readText(message: Message): void {
		if (message.ts === null && message.priority < 0)
			noteUntimed(this.#sink, message, 'a line without a syslog header is a row without a time');
		if (this.#textAs !== null) this.#sink.readAs(this.#textAs);
		this.#host.set(message);
		this.#host.writer.commit();
		this.#host.keepNative(message);
	}
}
