import type { AddressColumn, EventWriter } from '#tables/event-writer.ts';
import { bytesOf, equalsBytes, textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { JsonList } from '../../records/json/json-list.ts';
import type { JsonCell, JsonRecord } from '../../records/json/json-record.ts';

const DNS_PORT = 53;
const answerWords = ['answer', 'response'].map(bytesOf);
/** Types of answers that a grouped response may hold, in the order in which they are listed here. */
const groups = ['CNAME', 'A', 'AAAA', 'MX', 'NS', 'PTR', 'TXT', 'NULL'];

/**
 * Suricata has written DNS in three shapes: an answer a record (1), all answers of a response in an array
 * or grouped by type (2), and the questions in an array too (3). Each record is one row; what a query does
 * not know of its answer is null. Older ones give an answer the addresses of its packet, so one that comes
 * from port 53 is turned round: the row begins with who asked.
 */
export function dnsSetter(_sink: Sink, record: JsonRecord, dns: EventWriter): () => void {
	const type = record.at('dns.type');
	const queries = record.at('dns.queries');
	const [query, qtype] = [dns.text('query'), dns.text('qtype')];
	const [names, kinds] = [new JsonList('rrname'), new JsonList('rrtype')];
	const setAnswers = answerSetter(record, dns);
	return () => {
		if (type.load() && isAnswer(type)) turnToClient(dns);
		if (queries.isArray && queries.load()) {
			const [name, kind] = [names.texts(queries)[0] ?? '', kinds.texts(queries)[0] ?? ''];
			if (name !== '') query.set(name);
			if (kind !== '') qtype.set(kind);
		}
		setAnswers();
	};
}

function answerSetter(record: JsonRecord, dns: EventWriter): () => void {
	const list = record.at('dns.answers');
	const single = record.at('dns.rdata');
	const grouped = groups.map((group) => record.at(`dns.grouped.${group}`));
	const answers = dns.text('answers');
	const [rdata, plain] = [new JsonList('rdata'), new JsonList()];
	const textsOf = () => {
		if (list.isArray && list.load()) return rdata.texts(list);
		if (single.load()) return [textOf(single.bytes, single.start, single.end)];
		return grouped.flatMap((cell) => (cell.isArray && cell.load() ? plain.texts(cell) : []));
	};
	return () => {
		const texts = textsOf().filter((text) => text !== '');
		if (texts.length > 0) answers.set(texts.join(','));
	};
}

function isAnswer({ bytes, start, end }: JsonCell): boolean {
	return answerWords.some((word) => equalsBytes(bytes, start, end, word));
}

function turnToClient({ srcIp, srcPort, dstIp, dstPort }: EventWriter): void {
	if (!srcPort.isSet || !dstPort.isSet || !srcIp.isSet || !dstIp.isSet) return;
	const [from, to] = [srcPort.current, dstPort.current];
	if (from !== DNS_PORT || to === DNS_PORT) return;
	srcPort.set(to);
	dstPort.set(from);
	const [source, destination] = [binaryOf(srcIp), binaryOf(dstIp)];
	srcIp.setBinary(destination, 0, destination.length as 4 | 16);
	dstIp.setBinary(source, 0, source.length as 4 | 16);
}

function binaryOf({ address }: AddressColumn): Uint8Array {
	return address.bytes.slice(0, address.size);
}
