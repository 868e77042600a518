import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { LeadingTimes } from './leading-times.ts';

it('the time of a record is read wherever it was cut into pieces, also where these are overwritten', () => {
	const line = '1714572210.000000\tCx\t203.0.113.77\n';
	for (let cut = 1; cut < line.length; cut++) {
		const text = bytesOf(line + line + 'torn');
		const times = new LeadingTimes();
		const first = text.slice(0, line.length + cut);
		times.see(first);
		first.fill(0);
		times.see(text.slice(line.length + cut));
		times.rejected(2, line.length, line.length - 1);
		expect(times.found).toEqual([{ record: 2, ts: '2024-05-01T14:03:30.000000Z' }]);
	}
});
