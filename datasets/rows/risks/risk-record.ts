import { unreadable } from '#lib/unreadable.ts';
import { cidrOf, readNetwork } from '#lib/cidr.ts';
import { listedNames } from '#tables/columns-of.ts';
import type { riskRows } from '#tables/columns/risk-columns.ts';
import type { Sink } from '../../format.ts';
import type { Synonyms } from '../../records/csv/csv-columns.ts';
import {
	endOf,
	readPort,
	readProtocol,
	readTime,
	said,
	type NamedRecord
} from '../../records/csv/named-csv.ts';
import { standsBy } from '../standing-word.ts';

export type RiskKey = (typeof riskRows)[number][0] | 'expires' | 'status';

export const riskNames: Synonyms<RiskKey> = {
	...listedNames<(typeof riskRows)[number][0]>('accepted_risks'),
	expires: ['expires', 'expiresat', 'expireson', 'expiry', 'expirydate', 'expiration',
		'expirationdate', 'validuntil', 'until'],
	status: ['status', 'riskstatus', 'state', 'decisionstatus', 'acceptancestatus']
}; // prettier-ignore

/** Other forms of the four words; a word that is none of them is kept as it is written. */
const decisions = new Map(Object.entries({
	accept: 'accepted', mitigate: 'mitigated', avoid: 'avoided', transfer: 'transferred',
	acceptance: 'accepted', mitigation: 'mitigated', avoidance: 'avoided'
})); // prettier-ignore

/** Commits what a register says of a risk that somebody has accepted. */
export function riskRecords(sink: Sink): (record: NamedRecord<RiskKey>) => void {
	const risks = sink.table('accepted_risks');
	const texts = (['rationale', 'control', 'owner'] as const).map(
		(key) => [key, risks.text(key)] as const
	);
	const times = (['approved_at', 'valid_from'] as const).map(
		(key) => [key, risks.timestamp(key)] as const
	);
	const assetColumn = risks.text('asset');
	const portColumn = risks.int32('port');
	const decisionColumn = risks.text('decision');
	const reviewColumn = risks.timestamp('review_by');

	return (record) => {
		const asset = said(record, 'asset');
		if (asset === null) throw unreadable('no asset', 'the field is empty');
		assetColumn.set(assetOf(asset));
		const { port, proto } = readPort(said(record, 'port'));
		if (port !== null) portColumn.set(port);
		const protocol = readProtocol(said(record, 'proto')) ?? proto;
		if (protocol !== null) risks.proto.set(protocol);
		const decision = decisionOf(record);
		if (decision !== null) decisionColumn.set(decision);
		for (const [key, column] of texts) {
			const text = record.get(key);
			if (text !== null) column.set(text);
		}
		for (const [key, column] of times) {
			const time = readTime(sink, said(record, key));
			if (time !== null) column.set(time);
		}
		const until = lastUntil(sink, record);
		if (until !== null) reviewColumn.set(until);
		risks.commit();
	};
}

/** What was decided. A status that does not say that the decision stands takes its place, or stands behind it. */
function decisionOf(record: NamedRecord<RiskKey>): string | null {
	const written = said(record, 'decision')?.toLowerCase() ?? null;
	const decision = written === null ? null : (decisions.get(written) ?? written);
	const status = record.get('status')?.toLowerCase() ?? null;
	if (status === null || decisions.get(status) === decision || status === decision) return decision;
	const stands = standsBy(status);
	if (decision === null) return decisions.get(status) ?? status;
	if (stands === true) return decision;
	return stands === false ? status : `${decision}, ${status}`;
}

/** Until when it stands: the earlier of its review and its expiry. */
function lastUntil(sink: Sink, record: NamedRecord<RiskKey>): number | bigint | null {
	const ends = (['review_by', 'expires'] as const)
		.map((key) => said(record, key))
		.map((text) => endOf(text, readTime(sink, text)))
		.filter((time) => time !== null);
	return ends.sort((a, b) => Number(a) - Number(b))[0] ?? null;
}

/** An address or a network in canonical form; anything else is a name. */
function assetOf(text: string): string {
	const network = readNetwork(text);
	if (network === null) return text;
	return network.isHost ? network.address : cidrOf(network);
}
