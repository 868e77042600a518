import { equalsBytes, textOf } from '#lib/bytes.ts';
import { actionIn } from '../../rows/firewall/action-words.ts';

/** How VyOS, EdgeOS and UniFi name a rule: `[WAN_LOCAL-D-4000]`, `[WAN_IN-default-D]`. */
const lettered = /^\[[^\]]*-([ADR])(?:-\d+)?\]/;

const letters = new Map([
	['A', 'allow'],
	['D', 'drop'],
	['R', 'reject']
]);

/** What UniFi's users call a rule says nothing of what it does. */
const description = /\bDESCR="[^"]*"?/;

/**
 * The action that a log prefix names: `[UFW BLOCK]`, `IPTABLES-DROP:`, `FINAL_REJECT`, `[WAN_LOCAL-D-4000]`.
 * Null where no word of it is an action, where two contradict each other, and where one is negated.
 */
export function actionOf(prefix: string): string | null {
	const letter = lettered.exec(prefix)?.[1];
	if (letter !== undefined) return letters.get(letter)!;
	return actionIn(prefix.replace(description, ''));
}

/** Prefixes whose action is remembered: a log has few, and a hostile one any number. */
const MOST_PREFIXES = 256;

/** A prefix and its action. */
export class Prefix {
	text = '';
	action: string | null = null;
	#bytes: Uint8Array = new Uint8Array(0);
	readonly #actions = new Map<string, string | null>();

	read(bytes: Uint8Array, start: number, end: number): void {
		if (equalsBytes(bytes, start, end, this.#bytes)) return;
		this.#bytes = bytes.slice(start, end);
		this.text = textOf(bytes, start, end);
		this.action = this.#actionOf(this.text);
	}

	#actionOf(text: string): string | null {
		const known = this.#actions.get(text);
		if (known !== undefined) return known;
		const action = actionOf(text);
		if (this.#actions.size < MOST_PREFIXES) this.#actions.set(text, action);
		return action;
	}
}
