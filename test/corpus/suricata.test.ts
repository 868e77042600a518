import { describe, expect, it } from 'vitest';
import { canonicalAddress } from '#lib/address.ts';
import { textOf } from '#lib/bytes.ts';
import { corpusBytes, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';

const file = 'suricata/eve-alerts.ndjson';

interface EveAlert {
	timestamp: string;
	flow_id: number;
	src_ip: string;
	src_port: number;
	dest_ip: string;
	dest_port: number;
	proto: string;
	alert: {
		action: string;
		gid: number;
		signature_id: number;
		rev: number;
		signature: string;
		category: string;
		severity: number;
	};
}

/** The row that an alert should be, by JSON.parse and Date. */
function rowOf(eve: EveAlert, flowId: string): Record<string, unknown> {
	const { alert } = eve;
	const micros = /\.(\d{6})/.exec(eve.timestamp)![1]!;
	const zone = /[+-]\d{4}$/.exec(eve.timestamp)?.[0] ?? '+0000';
	const second = new Date(eve.timestamp.slice(0, 19) + zone.replace(/(..)$/, ':$1'));
	return {
		ts: second.toISOString().replace('.000Z', `.${micros}Z`),
		src_ip: canonicalAddress(eve.src_ip),
		src_port: eve.src_port,
		dst_ip: canonicalAddress(eve.dest_ip),
		dst_port: eve.dest_port,
		proto: eve.proto.toLowerCase(),
		sensor: null,
		gid: alert.gid,
		sid: alert.signature_id,
		rev: alert.rev,
		signature: alert.signature,
		classification: alert.category || null,
		priority: alert.severity,
		action: alert.action,
		count: null,
		flow_id: flowId
	};
}

/** Paths and values of an object, arrays as they are. */
function leavesOf(value: object, path: string[] = []): [string, unknown][] {
	return Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
		const isObject = inner !== null && typeof inner === 'object' && !Array.isArray(inner);
		if (isObject) return leavesOf(inner as object, [...path, key]);
		return inner === null ? [] : [[[...path, key].join('.'), inner]];
	});
}

describe.skipIf(missing([file]) !== null)('real alerts of Suricata', async () => {
	const bytes = corpusBytes(file);
	const lines = textOf(bytes).split('\n').filter(Boolean);
	const { receipt, rows } = await readBytes(bytes, { settings: { native: true } });
	const alerts = rows.filter((row) => row.table === 'alerts');
	const natives = rows.filter((row) => row.table === 'native');

	it('are recognised, and every line is an alert', () => {
		expect(receipt.format).toBe('suricata-eve');
		expect(receipt.records).toBe(lines.length);
		expect(receipt.rows).toEqual({ alerts: 548 });
		expect(receipt.rejects).toEqual([]);
		expect(receipt.notes).toEqual(['times without a zone were read as UTC']);
	});

	it('hold what JSON.parse finds, column by column', () => {
		lines.forEach((line, i) => {
			const flowId = /"flow_id":(\d+)/.exec(line)![1]!;
			expect(alerts[i]).toMatchObject(rowOf(JSON.parse(line) as EveAlert, flowId));
			expect(alerts[i]!.community_id).toMatch(/^1:.{28}$/);
		});
	});

	it('lie where their rows say', () => {
		lines.forEach((line, i) => {
			const { byte_offset: offset, byte_length: length } = alerts[i]!;
			expect(textOf(bytes, offset as number, (offset as number) + (length as number))).toBe(line);
		});
	});

	it('keep every other value by its path', () => {
		lines.forEach((line, i) => {
			const expected = leavesOf(JSON.parse(line) as object).map(([key, value]) => [
				key,
				typeof value === 'string' ? value : JSON.stringify(value)
			]);
			const kept = Object.entries(natives[i]!).filter(
				([key, value]) =>
					value !== null && !['table', 'record', 'byte_offset', 'byte_length'].includes(key)
			);
			expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(expected));
		});
	});
});
