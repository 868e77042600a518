import { bytesOf, textOf } from '#lib/bytes.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';

/** Custom strings and addresses have a label each, which says what they are. */
const strings = ['cs1', 'cs2', 'cs3', 'cs4', 'cs5', 'cs6'];
const addresses = ['c6a1', 'c6a2', 'c6a3', 'c6a4'];

/** The custom string whose label is one of the names; in any case of letters, blanks left out. */
export function labelled(cell: (name: string) => FieldBytes, names: readonly string[]): FieldBytes {
	return new LabelledCell(
		strings.map((key) => ({ value: cell(key), label: cell(`${key}Label`) })),
		names
	);
}

/** The custom IPv6 address whose label is one of the names. */
export function labelledAddress(
	cell: (name: string) => FieldBytes,
	names: readonly string[]
): FieldBytes {
	return new LabelledCell(
		addresses.map((key) => ({ value: cell(key), label: cell(`${key}Label`) })),
		names
	);
}

class LabelledCell implements FieldBytes {
	readonly name: string;
	bytes: Uint8Array = bytesOf('');
	start = 0;
	end = 0;
	readonly #pairs: readonly { value: FieldBytes; label: FieldBytes }[];
	readonly #names: ReadonlySet<string>;

	constructor(
		pairs: readonly { value: FieldBytes; label: FieldBytes }[],
		names: readonly string[]
	) {
		this.name = names[0]!;
		this.#pairs = pairs;
		this.#names = new Set(names);
	}

	load(): boolean {
		for (const { value, label } of this.#pairs) {
			if (!label.load() || !this.#isMeant(label) || !value.load()) continue;
			this.bytes = value.bytes;
			this.start = value.start;
			this.end = value.end;
			return true;
		}
		return false;
	}

	#isMeant({ bytes, start, end }: FieldBytes): boolean {
		if (end - start > 40) return false;
		return this.#names.has(
			textOf(bytes, start, end)
				.toLowerCase()
				.replace(/[^a-z0-9]/g, '')
		);
	}
}
