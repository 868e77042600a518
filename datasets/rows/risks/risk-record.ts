import { unreadable } from '#lib/unreadable.ts';
import { cidrOf, readNetwork } from '#lib/cidr.ts';
import { listedNames } from '#tables/columns-of.ts';
import type { riskRows } from '#tables/columns/risk-columns.ts';
import type { Sink } from '../../format.ts';
import type { Synonyms } from '../../records/csv/csv-columns.ts';
import { readPort, readProtocol, readTime, type NamedRecord } from '../../records/csv/named-csv.ts';

export type RiskKey = (typeof riskRows)[number][0];

export const riskNames: Synonyms<RiskKey> = listedNames('accepted_risks');

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
	const times = (['approved_at', 'review_by'] as const).map(
		(key) => [key, risks.timestamp(key)] as const
	);
	const assetColumn = risks.text('asset');
	const portColumn = risks.int32('port');
	const decisionColumn = risks.text('decision');

	return (record) => {
		const asset = record.get('asset');
		if (asset === null) throw unreadable('no asset', 'the field is empty');
		assetColumn.set(assetOf(asset));
		const { port, proto } = readPort(record.get('port'));
		if (port !== null) portColumn.set(port);
		const protocol = readProtocol(record.get('proto')) ?? proto;
		if (protocol !== null) risks.proto.set(protocol);
		const decision = record.get('decision')?.toLowerCase() ?? null;
		if (decision !== null) decisionColumn.set(decisions.get(decision) ?? decision);
		for (const [key, column] of texts) {
			const text = record.get(key);
			if (text !== null) column.set(text);
		}
		for (const [key, column] of times) {
			const time = readTime(sink, record.get(key));
			if (time !== null) column.set(time);
		}
		risks.commit();
	};
}

/** An address or a network in canonical form; anything else is a name. */
function assetOf(text: string): string {
	const network = readNetwork(text);
	if (network === null) return text;
	return network.isHost ? network.address : cidrOf(network);
}
