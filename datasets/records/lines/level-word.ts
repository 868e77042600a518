import { textOf } from '#lib/bytes.ts';

/** Letters of the longest level, and its marks. */
const LONGEST = 12;
const LEVEL =
	/^[[<(]?(?:trace|debug|dbug|info|information|notice|warn|warning|error|err|critical|crit|fatal|severe|emerg|panic|fine|finer|finest|verbose)[\]>)]?:?$/i;

/** Whether a word is the level of a message, as the own log of a program has it where syslog has a machine or a tag. */
export function isLevel(bytes: Uint8Array, start: number, end: number): boolean {
	if (end - start > LONGEST || end - start < 3) return false;
	return LEVEL.test(textOf(bytes, start, end));
}
