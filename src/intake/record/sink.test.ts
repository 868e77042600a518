import { describe, expect, it } from 'vitest';
import { TimeReader } from '#lib/time-reader.ts';
import { Zone } from '#lib/zone.ts';
import { RecordSink } from './sink.ts';
import { Writers } from './writers.ts';

function newSink(): RecordSink {
	const settings = { name: 'test', host: null, addresses: [], native: false, mapping: null };
	return new RecordSink(
		new Writers('0123456789ab'),
		settings,
		new TimeReader(new Zone('UTC'), null, 0)
	);
}

describe('a record that becomes several rows', () => {
	it('keeps them all with its own place, and counts those beyond the first apart', () => {
		const sink = newSink();
		const policy = sink.table('policy');
		sink.begin(0, 10);
		for (const port of [80, 443, 8080]) {
			policy.int32('port_from').set(port);
			policy.commitPart();
		}
		sink.begin(11, 10);
		policy.commitPart();
		sink.begin(22, 10);
		sink.reject('no rule');
		sink.settle();
		expect(sink.rows).toEqual({ policy: 4 });
		expect(sink.extraRows).toBe(2);
		expect(sink.records).toBe(4 - 2 + sink.rejects.length);
		expect(sink.take()[0]!.rows).toBe(4);
	});

	it('has all of them in one table', () => {
		const sink = newSink();
		sink.begin(0, 10);
		sink.table('policy').commitPart();
		expect(() => sink.table('assets').commitPart()).toThrow('became a row of policy and of assets');
	});

	it('is no alert, because the id of an alert is that of its record', () => {
		const sink = newSink();
		sink.begin(0, 10);
		expect(() => sink.table('alerts').commitPart()).toThrow('record 1');
	});

	it('is a defect where the reader did not say so', () => {
		const sink = newSink();
		sink.begin(0, 10);
		sink.table('policy').commit();
		expect(() => sink.table('policy').commit()).toThrow('record 1');
	});
});
