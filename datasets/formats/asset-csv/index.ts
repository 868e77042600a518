import { readNetwork } from '#lib/cidr.ts';
import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { findColumns } from '../../records/csv/csv-columns.ts';
import { csvHead } from '../../records/csv/csv-head.ts';
import { namedCsv } from '../../records/csv/named-csv.ts';
import { tableKind } from '../../rows/table-kind.ts';
import { assetNames, assetRecords, type AssetKey } from '../../rows/assets/asset-record.ts';

const format: Format = {
	name: 'asset-csv',
	title: 'Inventory in CSV',
	tables: ['assets'],
	cannotKnow: [
		'whether a machine or service that is not listed exists',
		'whether what is listed is still there'
	],
	recognise,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	const table = csvHead(head);
	if (table === null || table.rows.length === 0) return null;
	const { ip, ip6, ...others } = findColumns(table.names, assetNames);
	const known = Object.keys(others).length + (ip6 === undefined ? 0 : 1);
	const telling = [others.port, others.service, others.product, others.role, others.owner];
	if (ip === undefined || known < 2 || telling.every((at) => at === undefined)) return null;
	if (tableKind(table) !== 'assets') return null;
	const addresses = table.rows.filter((row) => readNetwork(row[ip]?.trim() ?? '') !== null).length;
	if (addresses === 0 || addresses < table.rows.length / 2) return null;
	const named = (known + 1) / table.names.length;
	return {
		confidence: known >= 3 && named >= 0.5 ? 0.85 : 0.6,
		because: `a header that names an address and ${known} things an inventory says of it`
	};
}

function open(sink: Sink): RecordReader {
	return namedCsv<AssetKey>(sink, {
		synonyms: assetNames,
		needed: 'ip',
		row: assetRecords(sink)
	});
}
