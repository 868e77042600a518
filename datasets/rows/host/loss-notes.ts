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
	/\b(?:lost \d+ messages|begin to drop messages|suppressed \d+ messages|missed \d+ (?:kernel )?messages|some messages lost|\d+ (?:printk )?messages (?:lost|dropped|suppressed)|\d+ callbacks suppressed|backlog limit exceeded|audit: (?:rate limit exceeded|kauditd \w+ queue overflow|out of memory)|audit_lost=[1-9]|lost \d+ (?:audit )?(?:events|records))\b/i;
/** Microseconds: they say so at most once in half a minute where nobody has set it otherwise, and the loss lies before. */
const LOST_BEFORE = 60_000_000n;
/** What a reader of one line looks at. */
const LOOKED_AT = 400;

/** Tells what a line of syslog says of lines that are not there: of whom they were is not told, so of everybody in the log. */
export function noteLosses(sink: Sink, message: Message): void {
	const { bytes, programStart, programEnd, start, end } = message;
	if (repeats.some((words) => startsWith(bytes, words, start, end)))
		sink.note('a line says that a message came several times: it is one row');
	if (!keepers.some((name) => equalsBytes(bytes, programStart, programEnd, name))) return;
	if (!losses.test(textOf(bytes, start, Math.min(end, start + LOOKED_AT)))) return;
	const program = textOf(bytes, programStart, programEnd);
	const said = `${program} says that messages were lost or held back: they are not here`;
	if (message.ts === null) return sink.note(said);
	sink.note(`${said}, and the minute before counts as not covered`);
	const ts = BigInt(message.ts);
	sink.tell({ table: null, speaker: null, from: ts - LOST_BEFORE, to: ts + 1n, isLost: true });
}
