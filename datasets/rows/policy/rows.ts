import { cidrOf } from '#lib/cidr.ts';
import type { Sink } from '../../format.ts';
import type { Match } from './match.ts';

/** `unknown` is what a rule says that may decide and was not wholly understood. */
export type Action = 'allow' | 'deny' | 'drop' | 'reject' | 'unknown';

/** A place on the way of packets, of which each stage must allow them. */
export interface Stand {
	hook: string;
	family: 'ip' | 'ip6' | 'both';
	stage: number;
}

/** What a rule says of some packets, at one place of one device. */
export interface PolicyRow {
	/** Null where neither the source nor the settings name it. */
	device: string | null;
	/** Its own addresses, separated by commas; null where none is known, or where they do not matter. */
	ownIps: string | null;
	/** Where packets meet the rule; null for a device that has one list. */
	at: Stand | null;
	/** From 1; within a stage the first row that is about a packet decides. */
	position: number;
	action: Action;
	match: Match;
	comment: string | null;
}

export interface PolicyFacts {
	/** When the rules were last audited, or else dumped; null where neither is known. */
	auditedAt: number | bigint | null;
	/** What stands for every address. */
	any: string;
}

/** Commits rows of `policy`, one for each range of ports; they may be some of several of the record at hand. */
export function policyRows(sink: Sink): (row: PolicyRow, facts: PolicyFacts) => void {
	const policy = sink.table('policy');
	const device = policy.text('device');
	const ownIps = policy.text('own_ips');
	const position = policy.int32('position');
	const hook = policy.text('hook');
	const family = policy.text('family');
	const stage = policy.int32('stage');
	const action = policy.text('action');
	const src = policy.text('src');
	const dst = policy.text('dst');
	const from = policy.int32('port_from');
	const to = policy.int32('port_to');
	const comment = policy.text('comment');
	const auditedAt = policy.timestamp('audited_at');
	return (row, facts) => {
		for (const range of row.match.ports ?? [null]) {
			if (row.device !== null) device.set(row.device);
			if (row.ownIps !== null) ownIps.set(row.ownIps);
			position.set(row.position);
			if (row.at !== null) {
				hook.set(row.at.hook);
				family.set(row.at.family);
				stage.set(row.at.stage);
			}
			action.set(row.action);
			src.set(row.match.src === null ? facts.any : cidrOf(row.match.src));
			dst.set(row.match.dst === null ? facts.any : cidrOf(row.match.dst));
			if (row.match.proto !== null) policy.proto.set(row.match.proto);
			if (range !== null) from.set(range.from);
			if (range !== null) to.set(range.to);
			if (row.comment !== null) comment.set(row.comment);
			if (facts.auditedAt !== null) auditedAt.set(facts.auditedAt);
			policy.commitPart();
		}
	};
}
