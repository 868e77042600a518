import type { NamedLine } from '../../records/csv/split-line.ts';
import { countOf } from '../../records/fields/numbers.ts';
import type { ArgusKey } from './fields.ts';
import { portOf } from './port.ts';

/** What `racluster` prints of a port, and of an address, that the flows it added up do not have in common. */
const noPort = /^(?:0|0x0+|\*)?$/;
const network = /(?:\.0|::|\/\d+)$|^(?:\*|0)?$/;
const withPorts = /^(?:tcp|udp|6|17)$/i;
/**
 * What several addresses have in common is printed as an address, without its length (findings/
 * racluster-address-that-nobody-has.sh): its last bit is 0.
 */
const mayBeCommon = /[02468ace]$/i;
/** Two clients hardly choose one port from here on. */
const FIRST_CHOSEN = 1024;

/** Whether a record adds up several transactions, as `Trans` counts them, and of which ends. */
export class ArgusSum {
	readonly #named: NamedLine<ArgusKey>;

	constructor(named: NamedLine<ArgusKey>) {
		this.#named = named;
	}

	isSum(): boolean {
		return (countOf(this.#named.cell('merged')) ?? 1) > 1;
	}

	isOfSeveralEnds(): boolean {
		if (!this.isSum()) return false;
		if (network.test(this.#text('srcAddr')) || network.test(this.#text('dstAddr'))) return true;
		if (withPorts.test(this.#text('proto')) && this.#lacksPort()) return true;
		return this.#mayHideHosts();
	}

	#lacksPort(): boolean {
		return noPort.test(this.#text('srcPort')) || noPort.test(this.#text('dstPort'));
	}

	/**
	 * Whether an address may be what several hosts have in common: of a protocol without ports, of clients that all
	 * have the port of their service, or of those that one socket of UDP sends to.
	 */
	#mayHideHosts(): boolean {
		const proto = this.#text('proto');
		const isFixed = !withPorts.test(proto) || !this.#isChosen('srcPort');
		const isSocket = isFixed || /^(?:udp|17)$/i.test(proto);
		const mayBe = (address: ArgusKey) => mayBeCommon.test(this.#text(address));
		return (isFixed && mayBe('srcAddr')) || (isSocket && mayBe('dstAddr'));
	}

	#isChosen(port: ArgusKey): boolean {
		const cell = this.#named.cell(port);
		return cell.load() && (portOf(cell) ?? 0) >= FIRST_CHOSEN;
	}

	#text(key: ArgusKey): string {
		return this.#named.cell(key).text() ?? '';
	}
}
