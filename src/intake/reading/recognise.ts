import { CR, LF } from '#lib/ascii.ts';
import type { Format, Head, Recognition } from '#datasets/format.ts';
import { formatNamed, formats } from '#datasets/index.ts';
import { hexPairs, indexOfByte, isBlank, textOf } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import type { Chosen } from '../record/chosen.ts';
import { containerIn } from './container.ts';
import { firstThatReads } from './trial.ts';

const HEAD_LINES = 64;

/** The head of a source from its first decompressed bytes. */
export function headOf(bytes: Uint8Array, whole: boolean): Head {
	const lines: string[] = [];
	let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
	while (start < bytes.length && lines.length < HEAD_LINES) {
		const stop = indexOfByte(bytes, LF, start, bytes.length);
		if (stop < 0 && !whole) break;
		const end = stop < 0 ? bytes.length : stop;
		const last = end > start && bytes[end - 1] === CR ? end - 1 : end;
		if (!isBlank(bytes, start, last)) lines.push(textOf(bytes, start, last));
		start = end + 1;
	}
	return { bytes, lines, whole };
}

/**
 * Chooses the format of a source by its head, or the one named by `as`.
 * @throws `input not recognised` with what was found instead; `usage` where `as` names no format.
 */
export function recognise(head: Head, as: string | null): Chosen {
	if (as !== null)
		return { format: formatNamed(as), because: 'the name that was given', runnerUp: null };
	if (head.whole && head.bytes.length === 0)
		throw new Failure('input not recognised', 'the file is empty');
	const container = containerIn(head.bytes);
	if (container !== null) throw new Failure('input not recognised', `this is ${container}`);
	const entries = ranked(head);
	if (entries.length === 0) throw new Failure('input not recognised', describe(head));
	const best = firstThatReads(entries, head);
	const second = entries.find((entry) => entry !== best);
	return {
		format: best.format,
		because: best.because,
		runnerUp: second === undefined ? null : { format: second.format.name, because: second.because }
	};
}

function ranked(head: Head): (Recognition & { format: Format })[] {
	return formats
		.map((format) => ({ format, recognition: format.recognise(head, formats) }))
		.filter(
			(entry): entry is { format: Format; recognition: Recognition } => entry.recognition !== null
		)
		.map(({ format, recognition }) => ({ format, ...recognition }))
		.sort((a, b) => b.confidence - a.confidence);
}

function describe(head: Head): string {
	const control = head.bytes
		.subarray(0, 4096)
		.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
	if (control > 16)
		return `binary content that no format here reads (it begins ${hexPairs(head.bytes.subarray(0, 8)).join(' ')})`;
	const first = head.lines[0] ?? textOf(head.bytes, 0, Math.min(80, head.bytes.length));
	return `no format here fits its content; its first line is: ${first.slice(0, 80)}`;
}
