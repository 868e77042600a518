import { Gunzip } from 'fflate';
import { createCRC32 } from 'hash-wasm';
import { joined } from '#lib/bytes.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { behind } from './behind.ts';
import { inflated } from './gunzip-fast.ts';

/** CRC-32 and length at the end of each member of a gzip (RFC 1952). */
const TRAILER = 8;
/** Bytes kept of what went before, in which the end of a member may lie when the next one begins. */
const KEPT = 4096;

/**
 * The decompressed bytes of a gzip of one or more members. What could be decompressed before a damage comes
 * out, and the damage is told to `note`. The platform's inflater is fast, but knows neither several members
 * nor what is wrong with one: where it does not come to the end, an exact one reads all of it again.
 * @param raw the gzip, from its first byte at every call
 */
export async function* gunzipped(
	raw: () => AsyncIterable<Uint8Array>,
	note: (sentence: string) => void
): AsyncGenerator<Uint8Array> {
	const tail = new Tail();
	const fast = inflated(tail.watch(raw()));
	let given = 0;
	let whole = false;
	try {
		for (;;) {
			const { done, value } = await fast.next();
			if (done === true) {
				whole = value;
				break;
			}
			given += value.length;
			yield value;
		}
	} finally {
		await fast.return(false);
	}
	if (whole && tail.length === given % 2 ** 32) return;
	yield* behind(given, checked(raw(), note));
}

/** The last four bytes that went by: what a gzip of one member says of its length. */
class Tail {
	#last: Uint8Array = new Uint8Array(0);

	get length(): number {
		const { buffer, byteOffset, length } = this.#last;
		return length < 4 ? -1 : new DataView(buffer, byteOffset, length).getUint32(0, true);
	}

	async *watch(raw: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
		for await (const chunk of raw) {
			this.#last = joined(this.#last, chunk.slice(-4)).slice(-4);
			yield chunk;
		}
	}
}

/**
 * The same by an inflater that finds neither every cut nor a wrong byte, so each member is held against its
 * own checksum and length.
 */
async function* checked(
	raw: AsyncIterable<Uint8Array>,
	note: (sentence: string) => void
): AsyncGenerator<Uint8Array> {
	const members = await CheckedMembers.begin();
	const succeeds = (step: () => void) => {
		try {
			step();
			return true;
		} catch (error) {
			note(`the gzip is damaged or cut: ${messageOf(error)}; what came before was read`);
			return false;
		}
	};
	for await (const chunk of raw) {
		const ok = succeeds(() => members.push(chunk));
		yield* members.take();
		if (!ok) return;
	}
	succeeds(() => members.end());
	yield* members.take();
}

class CheckedMembers {
	readonly #crc: Awaited<ReturnType<typeof createCRC32>>;
	readonly #gunzip: Gunzip;
	#ready: Uint8Array[] = [];
	/** The last raw bytes, and the offset in the gzip at which they end. */
	#recent: Uint8Array = new Uint8Array(0);
	#pushed = 0;
	/** Bytes that the member at hand has given. */
	#length = 0;

	static async begin(): Promise<CheckedMembers> {
		return new CheckedMembers(await createCRC32());
	}

	private constructor(crc: Awaited<ReturnType<typeof createCRC32>>) {
		this.#crc = crc;
		this.#crc.init();
		this.#gunzip = new Gunzip((chunk) => this.#keep(chunk));
		this.#gunzip.onmember = (offset) => this.#check(offset);
	}

	push(chunk: Uint8Array): void {
		// The inflater goes on with what is left of a chunk when the next comes.
		const own = chunk.slice();
		this.#recent = joined(this.#recent.slice(-KEPT), own);
		this.#pushed += own.length;
		this.#gunzip.push(own, false);
	}

	end(): void {
		this.#gunzip.push(new Uint8Array(0), true);
		this.#check(this.#pushed);
	}

	take(): Uint8Array[] {
		const ready = this.#ready;
		this.#ready = [];
		return ready;
	}

	#keep(chunk: Uint8Array): void {
		if (chunk.length === 0) return;
		this.#crc.update(chunk);
		this.#length += chunk.length;
		this.#ready.push(chunk);
	}

	/** Holds the member that ends at `offset` against its trailer. */
	#check(offset: number): void {
		const end = this.#recent.length - (this.#pushed - offset);
		if (end < TRAILER) throw damage('its end is missing');
		const trailer = new DataView(this.#recent.buffer, this.#recent.byteOffset + end - TRAILER);
		const length = trailer.getUint32(4, true);
		if (length !== this.#length % 2 ** 32) {
			throw damage(`its end tells of ${length} bytes, and there are ${this.#length}`);
		}
		const crc = Number.parseInt(this.#crc.digest('hex'), 16);
		if (crc !== trailer.getUint32(0, true)) throw damage('its checksum differs');
		this.#crc.init();
		this.#length = 0;
	}
}

function damage(message: string): Failure {
	return new Failure('input not readable', message);
}
