import { describe, expect, it } from 'vitest';
import { headOf } from '#intake/reading/recognise.ts';
import { bytesOf } from '#lib/bytes.ts';
import format from './index.ts';

const recognise = (text: string) => format.recognise(headOf(bytesOf(text), true), []);

describe('delimited text', () => {
	it.each([
		['a header and one line', 'user,group\nalice,admins\n'],
		['tabs', 'user\tlast login\nalice\t2026-01-04\n'],
		['quoted names', '"user id","e-mail"\n"1","a@example.org"\n']
	])('is recognised by %s, below any format that knows more', (_, text) => {
		expect(recognise(text)!.confidence).toBeLessThan(0.5);
		expect(recognise(text)!.confidence).toBeGreaterThan(0);
	});

	it.each([
		['a header alone', 'user,group\n'],
		['one column', 'user\nalice\nbob\n'],
		['prose', 'Dear colleague, this is a note.\nIt has, now and then, a comma.\n'],
		['prose of equal commas', 'Hello, world of logs.\nIt is late, go home.\n'],
		['a poem', 'Roses are red, violets too,\nso says the log, so say you,\n'],
		['log lines', 'Jan  4 10:00:00 gw sshd[1]: a, b\nJan  4 10:00:01 gw sshd[1]: a, b\n'],
		['lines of a web log', '192.0.2.1 - - [04/Jan/2026:10:00:00 +0000] "GET /a,b HTTP/1.1" 200 5\n'.repeat(2)],
		['key and value', 'time=1,src=192.0.2.1\ntime=2,src=192.0.2.2\n'],
		['JSON', '{"a":1,"b":2}\n{"a":1,"b":2}\n'],
		['XML', '<a b="1,2">\n<a b="1,2">\n'],
		['numbers without a header', '1,2,3\n4,5,6\n'],
		['a line of another width', 'a,b,c\n1,2\n']
	])('is not recognised in %s', (_, text) => expect(recognise(text)).toBeNull()); // prettier-ignore
});
