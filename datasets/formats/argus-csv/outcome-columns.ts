import type { EventWriter } from '#tables/event-writer.ts';
import { icmpReplies } from '#lib/icmp.ts';
import type { NamedLine } from '../../records/csv/split-line.ts';
import { countOf } from '../../records/fields/numbers.ts';
import type { ArgusKey } from './fields.ts';
import { outcomeOf, type ArgusFacts } from './state.ts';

export const TCP = 6;
export const UDP = 17;
export const ICMP = 1;
const ICMP6 = 58;
/** In `Flgs`: ICMP events that were mapped to the flow stand in the third place. */
const ICMP_MARK = 2;

export function isIcmp({ isSet, number }: EventWriter['proto']): boolean {
	return isSet && (number === ICMP || number === ICMP6);
}

/**
 * Sets what became of a flow, and whether it is known who began it: by its state, its arrow and what came back. Asks for
 * protocol and ports as they are set in the row.
 */
export class OutcomeColumns {
	readonly #sessions: EventWriter;
	readonly #named: NamedLine<ArgusKey>;
	readonly #state;
	readonly #answered;
	readonly #undirected;

	constructor(sessions: EventWriter, named: NamedLine<ArgusKey>) {
		this.#sessions = sessions;
		this.#named = named;
		this.#state = sessions.text('conn_state');
		this.#answered = sessions.boolean('answered');
		this.#undirected = sessions.boolean('undirected');
	}

	/** @param turned whether the second side of the record is the originator */
	set(direction: string | null, turned: boolean): void {
		const isOpen = this.#isOpen(direction);
		if (isOpen) this.#undirected.set(true);
		const { state, answered } = outcomeOf(this.#factsOf(direction, turned));
		// Of a flow that either may have begun, what is so whoever did.
		const other = isOpen ? outcomeOf(this.#factsOf(direction, true)) : null;
		if (state !== null && (other === null || other.state === state)) this.#state.set(state);
		if (answered !== null && (other === null || other.answered === answered))
			this.#answered.set(answered);
	}

	#factsOf(direction: string | null, turned: boolean): ArgusFacts {
		const { proto } = this.#sessions;
		const written = this.#named.cell('state').text();
		const sides = turned ? (written?.split('_') ?? []) : [];
		return {
			proto: proto.isSet ? proto.number : -1,
			icmpType: this.#icmpType(),
			state: sides.length === 2 ? sides.reverse().join('_') : written,
			direction: turned ? '->' : direction,
			dstPackets: countOf(this.#named.cell(turned ? 'srcPackets' : 'dstPackets')),
			dstPayload: countOf(this.#named.cell(turned ? 'srcPayload' : 'dstPayload')),
			icmpMapped: this.#isIcmpMapped()
		};
	}

	#isOpen(direction: string | null): boolean {
		const type = this.#icmpType();
		if ((direction?.includes('?') ?? false) || this.#isLoneAcceptance()) return true;
		return type !== null && icmpReplies.has(type);
	}

	/** Where Argus saw the SYN-ACK and not the SYN, its arrow begins at the responder. */
	#isLoneAcceptance(): boolean {
		const { proto } = this.#sessions;
		if (!proto.isSet || proto.number !== TCP) return false;
		const state = this.#named.cell('state').text();
		const back = countOf(this.#named.cell('dstPackets'));
		return back === 0 && (state === 'ACC' || /^SR?A_$/.test(state ?? ''));
	}

	#isIcmpMapped(): boolean {
		const cell = this.#named.cell('flags');
		if (!cell.load()) return false;
		// The first place is blank but for two letters, and is trimmed away with the blanks.
		const text = cell.text()!;
		const at = /^[TN]/.test(text) ? ICMP_MARK : ICMP_MARK - 1;
		return /[IURT]/.test(text[at] ?? '');
	}

	#icmpType(): number | null {
		const { srcPort, proto } = this.#sessions;
		return isIcmp(proto) && srcPort.isSet ? srcPort.current : null;
	}
}
