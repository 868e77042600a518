import { bytesOf } from '#lib/bytes.ts';
import type { TextColumn } from '#tables/column.ts';
import type { FieldBytes } from '../records/fields/field-bytes.ts';
import type { Sink } from '../format.ts';
import { GivenMachine } from '../records/fields/given-machine.ts';

const NONE: Uint8Array = new Uint8Array(0);

/** Sets the column that says who speaks in a row, where that is a name alone: a firewall, or a sensor. */
export class SpeakerColumn {
	readonly #column: TextColumn;
	readonly #machine: GivenMachine;

	constructor(sink: Sink, column: TextColumn) {
		this.#column = column;
		this.#machine = new GivenMachine(sink);
	}

	/** Sets it to what the record calls its machine, or where that range is empty to what the settings call it. */
	set(bytes: Uint8Array, start: number, end: number): void {
		if (end <= start) return this.setGiven();
		this.#machine.hear(bytes, start, end);
		this.#column.setBytes(bytes, start, end);
	}

	/** Sets it to what a cell of the record says, or where that says nothing to what the settings say. */
	setCell(cell: FieldBytes): void {
		if (cell.load()) this.set(cell.bytes, cell.start, cell.end);
		else this.setGiven();
	}

	setText(name: string): void {
		const bytes = bytesOf(name);
		this.set(bytes, 0, bytes.length);
	}

	/** The same where the record may have set the column itself already. */
	complete(bytes = NONE, start = 0, end = 0): void {
		if (!this.#column.isSet) return this.set(bytes, start, end);
		const { current } = this.#column;
		this.#machine.hear(current, 0, current.length);
	}

	/** Of a record that names no machine, but where it has set the column itself. */
	setGiven(): void {
		const { name } = this.#machine;
		if (name.length > 0) this.#column.setBytes(name, 0, name.length);
	}
}
