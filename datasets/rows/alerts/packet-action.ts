/** What the words of Snort and Suricata say happened to the packet; `would` and `cant` mean that it passed. */
const meanings = new Map([
	['allow', 'allowed'],
	['pass', 'allowed'],
	['drop', 'blocked'],
	['block', 'blocked'],
	['reset', 'blocked'],
	['reject', 'blocked'],
	['sdrop', 'blocked'],
	['force_drop', 'blocked'],
	['force_block', 'blocked'],
	['force_reset', 'blocked'],
	['wdrop', 'allowed'],
	['would_drop', 'allowed'],
	['would_block', 'allowed'],
	['would_reset', 'allowed'],
	['cant_drop', 'allowed'],
	['cant_block', 'allowed'],
	['cant_reset', 'allowed']
]);

/** `allowed` or `blocked`; null for a word that does not settle it. */
export function packetAction(word: string): string | null {
	return meanings.get(word.trim().toLowerCase()) ?? null;
}
