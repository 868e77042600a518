import { equalsBytes, textOf } from '#lib/bytes.ts';
import { common, type FilterlogFields } from './fields.ts';

/**
 * The rule that logged a packet: its number, that within an anchor, the anchor, and the tracker, by which it is
 * known after the numbers have changed. A log has few, and mostly the same one again.
 */
export class LoggedRule {
	/** Empty where the line names none. */
	text = '';
	#bytes: Uint8Array = new Uint8Array(0);

	read(bytes: Uint8Array, { starts, ends }: FilterlogFields): void {
		const [start, end] = [starts[common.rule]!, ends[common.tracker]!];
		if (equalsBytes(bytes, start, end, this.#bytes)) return;
		this.#bytes = bytes.slice(start, end);
		const parts = [common.rule, common.subrule, common.anchor, common.tracker];
		this.text = parts
			.map((part) => textOf(bytes, starts[part]!, ends[part]!).trim())
			.filter((part) => part !== '')
			.join(' ');
	}
}
