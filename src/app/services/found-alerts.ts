import type { Meaning } from '#investigation/column-meaning.ts';
import type { AlertRow } from '#investigation/result.ts';

/** Whether an alert holds every one of the words, in whatever case and order. */
export function holdsWords(row: AlertRow, words: string): boolean {
	const text = [row.signature, row.src_ip, row.src_port, row.dst_ip, row.dst_port, row.sensor]
		.join(' ')
		.toLowerCase();
	return words
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
}

const sought: readonly Meaning[] = ['address', 'port', 'signature'];

/** Whether values of these meanings are among what the list of alerts is searched in. */
export function isListedBy(meanings: readonly Meaning[]): boolean {
	return meanings.some((meaning) => sought.includes(meaning));
}
