import { canonicalAddress } from '#lib/address.ts';
import { bytesOf, equalsBytes, textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';

const NONE = new Uint8Array(0);
/** Longer names than this are no addresses. */
const LONGEST_ADDRESS = 64;

/**
 * The machine that the analyst said wrote a log, held against those that its records name. What a name comes to is
 * worked out once for records that give the same one behind each other.
 */
export class GivenMachine {
	readonly #sink: Sink;
	readonly #names: ReadonlySet<string>;
	readonly #remark: string;
	/** As the settings name it, or else its address; empty where nobody said. */
	readonly name: Uint8Array;
	/** Its first address; empty where none was said. */
	readonly address: Uint8Array;
	#last: Uint8Array = NONE;
	#lastAddress: Uint8Array = NONE;
	#isOther = false;

	constructor(sink: Sink) {
		this.#sink = sink;
		const { host, addresses } = sink.settings;
		const names = [...(host === null ? [] : host.split(',')), ...addresses];
		this.#names = new Set(names.map((name) => name.toLowerCase()));
		this.#remark = `records name another machine than the one that was given (${names[0]?.toLowerCase()}), which is not used for them`;
		this.name = bytesOf(host ?? '');
		this.address = bytesOf(addresses[0] ?? '');
	}

	/** Takes what a record names its machine, once; where it is another than the one given, the receipt says so. */
	hear(bytes: Uint8Array, start: number, end: number): void {
		if (this.#names.size === 0) return;
		this.#decide(bytes, start, end);
		if (this.#isOther) this.#sink.note(this.#remark);
	}

	/**
	 * The address of the machine that a record names: the name where that is one, else the one given for it;
	 * empty where it is not known.
	 */
	addressOf(bytes: Uint8Array, start: number, end: number): Uint8Array {
		this.#decide(bytes, start, end);
		return this.#lastAddress;
	}

	#decide(bytes: Uint8Array, start: number, end: number): void {
		if (equalsBytes(bytes, start, end, this.#last)) return;
		this.#last = bytes.slice(start, end);
		const text = textOf(this.#last);
		const isGiven = this.#names.has(text.toLowerCase());
		this.#isOther = !isGiven && this.#names.size > 0;
		const own = end - start > LONGEST_ADDRESS ? null : canonicalAddress(text);
		this.#lastAddress = own !== null ? bytesOf(own) : isGiven ? this.address : NONE;
	}
}
