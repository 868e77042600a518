import type { Sink } from '../../format.ts';
import { SequenceGaps } from '../../rows/host/sequence-gaps.ts';

/** What an event says of the log itself. */
export interface AuditSign {
	node: string;
	/** Microseconds since 1970 UTC. */
	ts: bigint;
	serial: string;
	/** Of its first record. */
	type: string;
	/** What `audit_enabled` became, where the event says so. */
	enabled: string | null;
}

interface Machine {
	/** Of the last event. */
	ts: bigint;
	/** Since when nothing is audited; null where it is. */
	off: bigint | null;
}

/** Longer than any silence that is believed of a host. */
const BEHIND_THE_LAST = 1_800_000_000n;
const MOST_MACHINES = 1000;

/**
 * Tells when the audit system did not write what happened: from the end of the daemon to its next start, while auditing
 * was switched off, and where the kernel gave serials to events that are not here. The daemon counts its own events.
 */
export class AuditLosses {
	readonly #sink: Sink;
	readonly #machines = new Map<string, Machine>();
	readonly #serials: SequenceGaps;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#serials = new SequenceGaps(sink, 'audit events');
	}

	see({ node, ts, serial, type, enabled }: AuditSign): void {
		const machine = this.#machine(node, ts);
		if (type === 'DAEMON_START') this.#lose('auditd was not running', machine.ts, ts);
		else if (!type.startsWith('DAEMON_')) this.#serials.see(node, serial, ts);
		if (enabled === '0') machine.off ??= ts;
		else if (enabled !== null && machine.off !== null) this.#switchOn(machine, ts);
		machine.ts = ts;
	}

	/** All events were seen. */
	end(): void {
		for (const machine of this.#machines.values())
			if (machine.off !== null) this.#switchOn(machine, machine.ts + BEHIND_THE_LAST);
		this.#machines.clear();
		this.#serials.end();
	}

	#machine(node: string, ts: bigint): Machine {
		const known = this.#machines.get(node);
		if (known !== undefined) return known;
		const machine = { ts, off: null };
		if (this.#machines.size < MOST_MACHINES) this.#machines.set(node, machine);
		return machine;
	}

	#switchOn(machine: Machine, ts: bigint): void {
		this.#lose('auditing was switched off', machine.off!, ts);
		machine.off = null;
	}

	#lose(why: string, from: bigint, to: bigint): void {
		if (from >= to) return;
		this.#sink.note(`${why} for a time, which counts as not covered`);
		this.#sink.tell({ table: null, speaker: null, from, to, isLost: true });
	}
}
