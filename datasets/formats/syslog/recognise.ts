import { textOf } from '#lib/bytes.ts';
import type { Format, Head, Message, Recognition } from '../../format.ts';
import { messagesOf } from '../../records/lines/messages.ts';
import { isOfDevice } from './device-text.ts';
import { fitsMessage } from '../../records/lines/fits-message.ts';

/** Lines of one program: how many each format fits, and how many none does. */
interface Program {
	fitting: Map<string, number>;
	others: number;
}

/**
 * A mixed log is recognised more surely than by a format that fits some of its lines, and one of a single kind
 * less surely than by the format that fits them all. Lines of a program that do not fit where most of its
 * lines do are taken for broken ones of the same kind.
 */
export function recognise(head: Head, formats: readonly Format[]): Recognition | null {
	const programs = new Map<string, Program>();
	let carried = 0;
	for (const message of messagesOf(head)) {
		const fitting = formats.find(
			({ messages }) => messages !== undefined && fitsMessage(messages, message)
		);
		if (!hasHeader(message, fitting !== undefined)) continue;
		carried++;
		count(programs, programOf(message), fitting?.name ?? null);
	}
	if (carried === 0 || carried < head.lines.length / 2) return null;
	const kinds = kindsOf(programs);
	const because = `a syslog header on ${carried} of the first ${head.lines.length} lines`;
	if (kinds.size > 1) return { confidence: 0.8, because: `${because}, of ${kinds.size} kinds` };
	return { confidence: kinds.has(null) ? 0.8 : 0.4, because };
}

/**
 * A time alone begins the lines of many logs; syslog has a program's name behind it or a priority before it.
 * Devices that write neither are known by what they write.
 */
function hasHeader(message: Message, fits: boolean): boolean {
	const { ts, priority, programStart, programEnd } = message;
	if (ts === null) return priority >= 0 && programEnd > programStart;
	return fits || priority >= 0 || programEnd > programStart || isOfDevice(message);
}

function programOf({ bytes, programStart, programEnd }: Message): string {
	return textOf(bytes, programStart, programEnd);
}

function count(programs: Map<string, Program>, name: string, fitting: string | null): void {
	const program = programs.get(name) ?? { fitting: new Map<string, number>(), others: 0 };
	programs.set(name, program);
	if (fitting === null) program.others++;
	else program.fitting.set(fitting, (program.fitting.get(fitting) ?? 0) + 1);
}

/** The formats of the lines; null among them for host text. */
function kindsOf(programs: Map<string, Program>): Set<string | null> {
	const kinds = new Set<string | null>();
	for (const { fitting, others } of programs.values()) {
		for (const name of fitting.keys()) kinds.add(name);
		const fits = [...fitting.values()].reduce((sum, lines) => sum + lines, 0);
		if (others > fits) kinds.add(null);
	}
	return kinds;
}
