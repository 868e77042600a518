import { describe, expect, it } from 'vitest';
import { EventWriter, type RecordOrigin } from '#tables/event-writer.ts';
import { rowObjects } from '#tables/row-objects.ts';
import { bytesOf } from '#lib/bytes.ts';
import { WebRequest } from './web-request.ts';

const place: RecordOrigin = {
	sourceId: '', before: 0, record: 1, offset: 0, length: 1, event: null, extraRows: 0, native: false
}; // prettier-ignore

/** The columns that a request line sets, and the port that its target names. */
function read(line: string) {
	const writer = new EventWriter('web', { ...place });
	const request = new WebRequest(writer);
	const bytes = bytesOf(line);
	request.line(bytes, 0, bytes.length);
	writer.commit();
	const { host, method, url, path, query } = rowObjects(writer.take()!)[0]!;
	return [method, url, host, path, query, request.port];
}

describe('a request line', () => {
	it.each([
		['GET /a?b=c HTTP/1.1', ['GET', '/a?b=c', null, '/a', 'b=c', -1]],
		['GET /a?b?c HTTP/1.1', ['GET', '/a?b?c', null, '/a', 'b?c', -1]],
		['OPTIONS * HTTP/1.1', ['OPTIONS', '*', null, null, null, -1]],
		['get /a HTTP/1.1', ['get', '/a', null, '/a', null, -1]],
		['GET /a', ['GET', '/a', null, '/a', null, -1]]
	])('%j', (line, found) => expect(read(line)).toEqual(found));

	it.each([
		['http://a.example/p?q', 'a.example', '/p', -1],
		['http://a.example:8080', 'a.example', null, 8080],
		['http://user:word@a.example:81/p', 'a.example', '/p', 81],
		['http://[2001:db8::1]:82/p', '2001:db8::1', '/p', 82],
		['http://a.example:65536/p', 'a.example', '/p', -1],
		['http://<script>/p', null, '/p', -1],
		['http://a:b:c/p', null, '/p', -1],
		['http:///p', null, '/p', -1],
		['/p?u=http://a.example/', null, '/p', -1]
	])('of %j has host %j, path %j and port %j', (target, host, path, port) => {
		const found = read(`GET ${target} HTTP/1.1`);
		expect([found[2], found[3], found[5]]).toEqual([host, path, port]);
	});

	it('to connect names host and port alone', () => {
		const found = ['CONNECT', 'a.example:443', 'a.example', null, null, 443];
		expect(read('CONNECT a.example:443 HTTP/1.1')).toEqual(found);
	});

	it.each(['', '-', 'GET', '\\x16\\x03\\x01', 'GET no-slash', 'SSH-2.0-Go x y'])(
		'is not %j',
		(line) => expect(read(line).slice(0, 5)).toEqual([null, null, null, null, null])
	);
});
