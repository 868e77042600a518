import { SPACE } from '#lib/ascii.ts';
import { bytesOf, equalsBytes, isDigit, startsWith, wordEnd } from '#lib/bytes.ts';
import type { Message, MessageFormat } from '../../format.ts';
import { defaultFields } from './fields.ts';
import { countWords } from './line-start.ts';
import { VpcFlowReader } from './reader.ts';

const UNKNOWN = bytesOf('unknown');
const INTERFACE = bytesOf('eni-');
const NO_INTERFACE = bytesOf('- ');
const ACCOUNT_DIGITS = 12;
const statuses = ['OK', 'NODATA', 'SKIPDATA'].map(bytesOf);

/** Records of the default format behind a syslog header; one of other fields has no header line there to name them. */
export const carried: MessageFormat = {
	fits,
	open(sink) {
		const reader = new VpcFlowReader(sink);
		return { read: ({ bytes, start, end }) => reader.line(bytes, start, end) };
	}
};

/** `2 123456789012 eni-…`, as many words as the default format has, and a status at the end. */
function fits({ bytes, start, end }: Message): boolean {
	if (!isDigit(bytes[start])) return false;
	const version = wordEnd(bytes, start, Math.min(end, start + 3));
	if (bytes[version] !== SPACE) return false;
	const account = version + 1;
	const accountEnd = wordEnd(bytes, account, end);
	const isAccount =
		accountEnd - account === ACCOUNT_DIGITS || equalsBytes(bytes, account, accountEnd, UNKNOWN);
	if (!isAccount) return false;
	const eni = accountEnd + 1;
	if (!startsWith(bytes, INTERFACE, eni, end) && !startsWith(bytes, NO_INTERFACE, eni, end))
		return false;
	if (countWords(bytes, start, end) !== defaultFields.length) return false;
	return statuses.some(
		(word) =>
			bytes[end - word.length - 1] === SPACE && startsWith(bytes, word, end - word.length, end)
	);
}
