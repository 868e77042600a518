import type { NamedLine } from '../../records/csv/split-line.ts';
import { wholeOf } from '../../records/fields/numbers.ts';
import type { ArgusKey } from './fields.ts';

/** What `racluster` prints of a port, and of an address, that the flows it added up do not have in common. */
const noPort = /^(?:0|0x0+|\*)?$/;
const network = /(?:\.0|::|\/\d+)$|^(?:\*|0)?$/;
const withPorts = /^(?:tcp|udp|6|17)$/i;

/** Whether a record adds up several transactions, as `Trans` counts them, and of which ends. */
export class ArgusSum {
	readonly #named: NamedLine<ArgusKey>;

	constructor(named: NamedLine<ArgusKey>) {
		this.#named = named;
	}

	isSum(): boolean {
		const cell = this.#named.cell('merged');
		return cell.load() && Number(wholeOf(cell) ?? 1) > 1;
	}

	isOfSeveralEnds(): boolean {
		if (!this.isSum()) return false;
		if (network.test(this.#text('srcAddr')) || network.test(this.#text('dstAddr'))) return true;
		if (!withPorts.test(this.#text('proto'))) return false;
		return noPort.test(this.#text('srcPort')) || noPort.test(this.#text('dstPort'));
	}

	#text(key: ArgusKey): string {
		return this.#named.cell(key).text() ?? '';
	}
}
