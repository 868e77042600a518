import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { findColumns } from '../../records/csv/csv-columns.ts';
import { csvHead } from '../../records/csv/csv-head.ts';
import { namedCsv } from '../../records/csv/named-csv.ts';
import { tableKind } from '../../rows/table-kind.ts';
import { riskNames, riskRecords, type RiskKey } from '../../rows/risks/risk-record.ts';

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
	const columns = findColumns(table.names, riskNames);
	if (columns.asset === undefined) return null;
	const own = [columns.decision, columns.review_by, columns.rationale, columns.control];
	const present = own.filter((column) => column !== undefined).length;
	const decides = columns.decision !== undefined || columns.review_by !== undefined;
	if (!decides || present < 2 || tableKind(table) !== 'risks') return null;
	return {
		confidence: present >= 3 ? 0.9 : 0.7,
		because: `a header that names an asset and ${present} of decision, rationale, control and review`
	};
}

function open(sink: Sink): RecordReader {
	return namedCsv<RiskKey>(sink, {
		synonyms: riskNames,
		needed: 'asset',
		row: riskRecords(sink)
	});
}
