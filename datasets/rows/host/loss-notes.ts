import { bytesOf, equalsBytes, startsWith, textOf } from '#lib/bytes.ts';
import type { Message, Sink } from '../../format.ts';

/** Programs that write of the log itself. */
const keepers = [
	'rsyslogd',
	'syslogd',
	'systemd-journald',
	'systemd-journal',
	'kernel',
	'audispd'
].map(bytesOf);
const repeats = ['message repeated ', 'last message repeated '].map(bytesOf);

/** What they say where messages did not come into the log; not when those were written. */
const losses =
	/\b(?:lost \d+ messages|begin to drop messages|suppressed \d+ messages|missed \d+ (?:kernel )?messages|\d+ (?:printk )?messages (?:dropped|suppressed)|\d+ callbacks suppressed|backlog limit exceeded|audit_lost=[1-9]|lost \d+ (?:audit )?(?:events|records))\b/i;
/** What a reader of one line looks at. */
const LOOKED_AT = 400;

/** Tells the receipt what a line of syslog says of lines that are not there. */
export function noteLosses(sink: Sink, message: Message): void {
	const { bytes, programStart, programEnd, start, end } = message;
	if (repeats.some((words) => startsWith(bytes, words, start, end)))
		sink.note('a line says that a message came several times: it is one row');
	if (!keepers.some((name) => equalsBytes(bytes, programStart, programEnd, name))) return;
	if (!losses.test(textOf(bytes, start, Math.min(end, start + LOOKED_AT)))) return;
	const program = textOf(bytes, programStart, programEnd);
	sink.note(`${program} says that messages were lost or held back: they are not here`);
}
