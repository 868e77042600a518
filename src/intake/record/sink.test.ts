import { describe, expect, it } from 'vitest';
import { TimeReader } from '#lib/time-reader.ts';
import { Zone } from '#lib/zone.ts';
import { RecordSink } from './sink.ts';
import { Writers } from './writers.ts';

function newSink(native = false): RecordSink {
	const settings = { name: 'test', host: null, addresses: [], native, mapping: null };
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
		const { records, rows, extraRows, rejects } = sink.count;
		expect(rows).toEqual({ policy: 4 });
		expect(extraRows).toBe(2);
		expect(records).toBe(4 - 2 + rejects.length);
		expect(sink.writers.take()[0]!.rows).toBe(4);
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

describe('native columns beside an event row', () => {
	function kept(native: boolean): RecordSink {
		const sink = newSink(native);
		const keep = sink.beside((writer, text: string) => {
			writer.text('word').set(text);
			writer.commit();
		});
		sink.begin(0, 10);
		sink.table('host').commit();
		keep('said');
		sink.settle();
		return sink;
	}

	it('are kept as they were declared where somebody asked for them, and the record counts once', () => {
		const sink = kept(true);
		expect(sink.native.columns).toEqual([{ key: 'word', path: ['word'], kind: 'text' }]);
		expect(sink.native.rows).toBe(1);
		expect(sink.count.rows).toEqual({ host: 1 });
	});

	it('are not there where nobody asked, and no reader can ask whether somebody did', () => {
		const sink = kept(false);
		expect(sink.native.columns).toEqual([]);
		expect(sink.native.rows).toBe(0);
		expect(sink.settings).not.toHaveProperty('native');
	});
});
