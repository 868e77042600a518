import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyBench, loadText, type Bench } from '#test/support/evidence.ts';

let bench: Bench;
beforeEach(async () => {
	bench = await emptyBench();
});
afterEach(() => bench.engine.close());

/** Whether each entry is in force at noon of the fifth of June 2026. */
async function inForce(table: string, name: string, taken: string, from: string, until: string) {
	const sql = `SELECT ${name}, in_force(${taken}, ${from}, ${until}, TIMESTAMP '2026-06-05 12:00:00') FROM ${table} ORDER BY record`;
	return Object.fromEntries((await bench.connection.query(sql)).rows) as Record<string, unknown>;
}

const risks = () =>
	inForce(
		'accepted_risks',
		'owner',
		"decision NOT IN ('accepted', 'mitigated', 'avoided', 'transferred')",
		'greatest(approved_at, valid_from)',
		'review_by'
	);
const entries = () => inForce('intel', 'indicator', 'revoked', 'valid_from', 'valid_until');

describe('an accepted risk that has ended, was taken back or has not begun', () => {
	it('is never one in force, and one that does not say until when is claimed by nobody', async () => {
		await loadText(
			bench.connection,
			'risks.csv',
			`asset,decision,status,owner,approved_at,valid_from,review_by,expires
192.0.2.1,accepted,active,stands,2026-01-01,,2026-12-31,
192.0.2.1,accepted,,ended,2026-01-01,,2026-03-01,
192.0.2.1,accepted,,expired before its review,2026-01-01,,2026-12-31,2026-03-01
192.0.2.1,accepted,,to come,2026-07-01,,2026-12-31,
192.0.2.1,accepted,,approved and to come,2026-01-01,2026-07-01,2026-12-31,
192.0.2.1,accepted,Withdrawn,taken back,2026-01-01,,2026-12-31,
192.0.2.1,rejected,,refused,2026-01-01,,2026-12-31,
192.0.2.1,accepted,amber,of a word that is not known,2026-01-01,,2026-12-31,
192.0.2.1,accepted,,without an end,2026-01-01,,,
192.0.2.1,,,without a decision,2026-01-01,,2026-12-31,
`
		);
		expect(await risks()).toEqual({
			stands: true,
			ended: false,
			'expired before its review': false,
			'to come': false,
			'approved and to come': false,
			'taken back': false,
			refused: false,
			'of a word that is not known': false,
			'without an end': null,
			'without a decision': null
		});
	});
});

describe('an end that is a day alone', () => {
	const at = (moment: string) => `TIMESTAMP '${moment}'`;
	it('lasts through that day, in a register and in a list, and an end with a time of day to that time', async () => {
		await loadText(
			bench.connection,
			'risks.csv',
			`asset,decision,owner,approved_at,review_by,expires
192.0.2.1,accepted,a,2026-01-01,2026-06-05,
192.0.2.1,accepted,b,2026-01-01,,2026/06/05
192.0.2.1,accepted,c,2026-01-01,2026-06-05T00:00:00Z,
`
		);
		await loadText(
			bench.connection,
			'list.csv',
			'indicator,feed,valid_from,valid_until,revoked\n192.0.2.1,a,2026-01-01,2026-06-05,no\n192.0.2.2,a,2026-01-01,20260605,no\n'
		);
		const moments = ['2026-06-05 23:59:59.999999', '2026-06-06 00:00:00'];
		for (const [i, moment] of moments.entries()) {
			const { rows } = await bench.connection.query(
				`SELECT in_force(false, approved_at, review_by, ${at(moment)}) FROM accepted_risks ORDER BY owner`
			);
			expect(rows.flat()).toEqual([i === 0, i === 0, false]);
			const list = await bench.connection.query(
				`SELECT in_force(revoked, valid_from, valid_until, ${at(moment)}) FROM intel`
			);
			expect(list.rows.flat()).toEqual([i === 0, i === 0]);
		}
	});
});

describe('an indicator that has ended, was taken back or has not begun', () => {
	it('is never one in force in a list, and one that says nothing of it is claimed by nobody', async () => {
		await loadText(
			bench.connection,
			'list.csv',
			`indicator,feed,valid_from,valid_until,revoked,status
192.0.2.1,a,2026-01-01,2026-12-31,false,
192.0.2.2,a,2026-01-01,2026-03-01,no,
192.0.2.3,a,2026-07-01,2026-12-31,no,
192.0.2.4,a,2026-01-01,2026-12-31,true,
192.0.2.5,a,2026-01-01,2026-12-31,,Expired
192.0.2.6,a,2026-01-01,2026-12-31,,active
192.0.2.7,a,,,,
192.0.2.8,a,2026-01-01,in 3h,no,amber
192.0.2.9,a,2026-01-01,2026-12-31,perhaps,
`
		);
		expect(await entries()).toEqual({
			'192.0.2.1': true,
			'192.0.2.2': false,
			'192.0.2.3': false,
			'192.0.2.4': false,
			'192.0.2.5': false,
			'192.0.2.6': true,
			'192.0.2.7': null,
			'192.0.2.8': null,
			'192.0.2.9': null
		});
		const notes = await bench.connection.query('SELECT note FROM intel WHERE record > 7');
		expect(notes.rows).toEqual([['expires in 3h; status amber'], ['revoked perhaps']]);
	});

	it('is marked where it gives a time that is left, from when nobody knows: it is not in force with certainty', async () => {
		await loadText(
			bench.connection,
			'list.csv',
			'indicator,feed,expiration\n192.0.2.1,a,3h58m\n192.0.2.2,a,3600\n192.0.2.3,a,never\n192.0.2.4,a,2026-06-05\n'
		);
		await loadText(
			bench.connection,
			'sets.save',
			'create bl hash:ip timeout 600\nadd bl 192.0.2.5 timeout 597\nadd bl 192.0.2.6 timeout 0\n'
		);
		const { rows } = await bench.connection.query(
			'SELECT indicator, lapses, valid_until::VARCHAR FROM intel ORDER BY indicator'
		);
		expect(rows).toEqual([
			['192.0.2.1', true, null],
			['192.0.2.2', true, null],
			['192.0.2.3', null, null],
			['192.0.2.4', null, '2026-06-05 23:59:59.999999'],
			['192.0.2.5', true, null],
			['192.0.2.6', null, null]
		]);
	});

	it('is none where its end or beginning is given and cannot be read: it is rejected, not in force for ever', async () => {
		await loadText(
			bench.connection,
			'list.csv',
			`indicator,feed,valid_from,valid_until,revoked
192.0.2.1,a,2026-01-01,15/01/2007,no
192.0.2.2,a,some day,2026-12-31,no
192.0.2.3,a,2026-01-01,2026-12-31,no
`
		);
		const stix = (last: number, more: object) =>
			JSON.stringify({
				type: 'indicator',
				id: `indicator--0000000${last}-0000-4000-8000-00000000000${last}`,
				pattern: `[ipv4-addr:value = '192.0.2.${last}']`,
				valid_from: '2026-01-01T00:00:00Z',
				...more
			});
		const lines = [stix(4, { valid_until: '15/01/2007' }), stix(5, { valid_from: 'some day' })];
		await loadText(bench.connection, 'stix.json', `${lines.join('\n')}\n`);
		expect(await entries()).toEqual({ '192.0.2.3': true });
	});

	it('is never one in force in STIX', async () => {
		const indicator = (last: number, more: object) =>
			JSON.stringify({
				type: 'indicator',
				id: `indicator--0000000${last}-0000-4000-8000-00000000000${last}`,
				pattern: `[ipv4-addr:value = '192.0.2.${last}']`,
				valid_from: '2026-01-01T00:00:00Z',
				...more
			});
		const until = { valid_until: '2026-12-31T00:00:00Z' };
		const lines = [
			indicator(1, until),
			indicator(2, { valid_until: '2026-03-01T00:00:00Z' }),
			indicator(3, { ...until, revoked: true }),
			indicator(4, { ...until, valid_from: '2026-07-01T00:00:00Z' }),
			indicator(5, {})
		];
		await loadText(bench.connection, 'stix.json', `${lines.join('\n')}\n`);
		expect(await entries()).toEqual({
			'192.0.2.1': true,
			'192.0.2.2': false,
			'192.0.2.3': false,
			'192.0.2.4': false,
			'192.0.2.5': null
		});
	});
});
