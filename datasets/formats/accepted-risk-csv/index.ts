import { cidrOf, readNetwork } from '#lib/cidr.ts';
import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { findColumns, type Synonyms } from '../../framing/csv-columns.ts';
import { csvHead } from '../../framing/csv-head.ts';
import { namedCsv, readPort, readProtocol, readTime, unreadable } from '../../framing/named-csv.ts';

type Key =
	| 'asset' | 'port' | 'proto' | 'decision' | 'rationale'
	| 'control' | 'owner' | 'approved_at' | 'review_by'; // prettier-ignore

const synonyms: Synonyms<Key> = {
	asset: ['asset', 'affected asset', 'host', 'hostname', 'ip', 'ip address', 'address', 'target',
		'system', 'scope'],
	port: ['port', 'port number', 'service port'],
	proto: ['proto', 'protocol', 'ip protocol', 'transport'],
	decision: ['decision', 'risk decision', 'treatment', 'risk treatment', 'response', 'risk response',
		'disposition'],
	rationale: ['rationale', 'reason', 'justification', 'why', 'comment', 'description'],
	control: ['control', 'controls', 'compensating control', 'compensating controls', 'mitigation',
		'safeguard'],
	owner: ['owner', 'risk owner', 'accepted by', 'approved by', 'approver', 'decided by'],
	approved_at: ['approved at', 'approved', 'approved on', 'approval date', 'accepted at', 'accepted on',
		'date accepted', 'decided at', 'decided on', 'date'],
	review_by: ['review by', 'review', 'review date', 'next review', 'review due', 'expires', 'expires at',
		'expires on', 'expiry', 'expiry date', 'expiration', 'expiration date', 'valid until', 'until']
}; // prettier-ignore

/** Other forms of the four words; a word that is none of them is kept as it is written. */
const decisions = new Map(Object.entries({
	accept: 'accepted', mitigate: 'mitigated', avoid: 'avoided', transfer: 'transferred',
	acceptance: 'accepted', mitigation: 'mitigated', avoidance: 'avoided'
})); // prettier-ignore

const format: Format = {
	name: 'accepted-risk-csv',
	title: 'Register of accepted risks in CSV',
	tables: ['accepted_risks'],
	cannotKnow: [
		'whether the control that it names is in place',
		'whether whoever is named had the right to decide'
	],
	recognise,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	const table = csvHead(head);
	if (table === null || table.rows.length === 0) return null;
	const columns = findColumns(table.names, synonyms);
	if (columns.asset === undefined) return null;
	const own = [columns.decision, columns.review_by, columns.rationale, columns.control];
	const present = own.filter((column) => column !== undefined).length;
	const decides = columns.decision !== undefined || columns.review_by !== undefined;
	if (!decides || present < 2) return null;
	return {
		confidence: present >= 3 ? 0.9 : 0.7,
		because: `a header that names an asset and ${present} of decision, rationale, control and review`
	};
}

function open(sink: Sink): RecordReader {
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

	return namedCsv<Key>(sink, {
		synonyms,
		needed: 'asset',
		row(record) {
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
		}
	});
}

/** An address or a network in canonical form; anything else is a name. */
function assetOf(text: string): string {
	const network = readNetwork(text);
	if (network === null) return text;
	return network.isHost ? network.address : cidrOf(network);
}
