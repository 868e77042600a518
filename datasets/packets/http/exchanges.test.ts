import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import type { Conversation, StreamSegment } from '../stream/follow.ts';
import { contentOf } from './content.ts';
import { httpOf, type HttpStream } from './exchanges.ts';
import type { HttpMessage } from './message.ts';

/** Texts of both ways in the order in which they came, `[n]` for n bytes that are missing; `>` begins those of the client. */
function connection(...said: readonly string[]): Conversation {
	const places: [number, number] = [0, 0];
	const segments = said.map((text, i): StreamSegment => {
		const way = text.startsWith('>') ? 0 : 1;
		const gap = /^.\[(\d+)\]$/.exec(text);
		const bytes = gap ? null : Uint8Array.from(text.slice(1), (letter) => letter.charCodeAt(0));
		const length = bytes?.length ?? Number(gap![1]);
		const start = places[way];
		places[way] += length;
		return { way, start, length, bytes, record: bytes && i + 1, ts: null };
	});
	const way = { bytes: 0, missing: 0, remarks: [] };
	return { proto: 'tcp', ends: ['a', 'b'], segments, ways: [way, way], records: [] };
}

function told(message: HttpMessage): string {
	const content = contentOf(message);
	return content === null ? message.line : `${message.line} | ${textOf(content.bytes)}`;
}

function exchanges(stream: HttpStream | null) {
	return stream!.exchanges.map(({ request, answers }) => [
		request && told(request),
		...answers.map(told)
	]);
}

function split(...said: readonly string[]): HttpStream {
	return httpOf(connection(...said))!;
}

const get = (path: string) => `>GET ${path} HTTP/1.1\r\nHost: shop.example\r\n\r\n`;
const ok = (body: string) => `<HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

describe('a stream of HTTP is split', () => {
	it('into requests and what was answered to each, in order, also of those that were sent at once', () => {
		expect(
			exchanges(split(get('/a') + get('/b').slice(1), ok('one') + ok('two').slice(1), get('/c')))
		).toEqual([
			['GET /a HTTP/1.1', 'HTTP/1.1 200 OK | one'],
			['GET /b HTTP/1.1', 'HTTP/1.1 200 OK | two'],
			['GET /c HTTP/1.1']
		]);
	});

	it('where answers to HEAD, 1xx, 204 and 304 have no body whatever length they name', () => {
		const head = '>HEAD / HTTP/1.1\r\n\r\n';
		const without = (status: string) => `<HTTP/1.1 ${status}\r\nContent-Length: 9\r\n\r\n`;
		const said = [head, without('200 OK'), get('/a'), without('100 Continue'), without('204 No Content'), get('/b'), without('304 Not Modified')]; // prettier-ignore
		expect(exchanges(split(...said))).toEqual([
			['HEAD / HTTP/1.1', 'HTTP/1.1 200 OK'],
			['GET /a HTTP/1.1', 'HTTP/1.1 100 Continue', 'HTTP/1.1 204 No Content'],
			['GET /b HTTP/1.1', 'HTTP/1.1 304 Not Modified']
		]);
	});

	it('with chunks put together, their trailers apart, and until the end where nothing says it', () => {
		const chunked = '<HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nfirs\r\n1\r\nt\r\n0\r\nSum: 9\r\n\r\n'; // prettier-ignore
		const { exchanges: all } = split(
			get('/'),
			chunked,
			get('/b'),
			'<HTTP/1.0 200 OK\r\n\r\nall of it'
		);
		expect(told(all[0]!.answers[0]!)).toBe('HTTP/1.1 200 OK | first');
		expect(all[0]!.answers[0]!.body!.trailers).toEqual([{ name: 'Sum', value: '9' }]);
		expect(told(all[1]!.answers[0]!)).toBe('HTTP/1.0 200 OK | all of it');
		expect(all[1]!.answers[0]!.body).toMatchObject({ framing: 'close', isWhole: true });
	});

	it('with folded fields joined, and lines without a colon as they are', () => {
		const { exchanges: all } = split('>GET / HTTP/1.1\r\nA: b\r\n c\r\nnonsense\r\n\r\n');
		expect(all[0]!.request!.fields).toEqual([
			{ name: 'A', value: 'b c' },
			{ name: null, value: 'nonsense' }
		]);
	});

	it('up to where it goes on as another protocol', () => {
		const tunnel = split(
			'>CONNECT a:443 HTTP/1.1\r\n\r\n',
			'<HTTP/1.1 200 OK\r\n\r\n',
			'>abc',
			'<de'
		);
		expect(exchanges(tunnel)).toEqual([['CONNECT a:443 HTTP/1.1', 'HTTP/1.1 200 OK']]);
		expect(tunnel.rests.map(({ length, reason }) => [length, reason])).toEqual([
			[3, 'behind CONNECT it is a tunnel'],
			[2, 'behind CONNECT it is a tunnel']
		]);
		const upgrade = split(
			get('/'),
			'<HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\nxx'
		);
		expect(upgrade.rests).toMatchObject([{ length: 2, reason: 'it went on as websocket' }]);
	});

	it('and is none where no end begins so', () => {
		expect(httpOf(connection('>SSH-2.0-x\r\n', '<SSH-2.0-y\r\n'))).toBeNull();
		expect(httpOf(connection('>PRI * HTTP/2.0\r\n\r\n'))).toBeNull();
		expect(httpOf(connection())).toBeNull();
	});

	it('and says so where two lengths differ or a length stands beside chunks', () => {
		const two = split('>POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd');
		expect(two.exchanges[0]!.request!.remarks).toEqual([
			'its Content-Length is not one number: 3, 4'
		]);
		expect(two.rests).toMatchObject([{ length: 4 }]);
		const both = split(
			'>POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
		);
		expect(both.exchanges[0]!.request!.remarks).toEqual([
			'it has a Content-Length beside its Transfer-Encoding, which is the one that holds'
		]);
	});
});

describe('where bytes of HTTP are missing', () => {
	it('in a body of known length, the rest of it and what follows stand at their places', () => {
		const { exchanges: all } = split(get('/'), ok('abcdefgh').slice(0, -6), '<[4]', '<gh', get('/b'), ok('next')); // prettier-ignore
		const [answer] = all[0]!.answers;
		expect(answer!.body).toMatchObject({ bytes: 4, missing: 4, isWhole: false });
		expect(
			answer!.body!.parts.map(({ length, bytes }) => bytes && [length, textOf(bytes)])
		).toEqual([[2, 'ab'], null, [2, 'gh']]);
		expect(answer!.remarks).toEqual(['4 of the 8 bytes of its body are there']);
		expect(all.map(({ answers }) => answers.length)).toEqual([1, 1]);
	});

	it('a head without all of its bytes is in no message', () => {
		const { exchanges: all, rests } = split(get('/'), '<[20]', '<the rest of an answer');
		expect(all).toMatchObject([{ answers: [], isPaired: false }]);
		expect(rests).toMatchObject([
			{ way: 1, length: 41, missing: 20, reason: 'the head of its message is missing' }
		]);
	});

	it('an answer behind it is shown, and is said to be of no request', () => {
		const stream = split(get('/a'), '<[60]', get('/b'), ok('late'));
		expect(stream.exchanges.map(({ request, isPaired }) => [request?.line, isPaired])).toEqual([
			['GET /a HTTP/1.1', false],
			['GET /b HTTP/1.1', false],
			[undefined, false]
		]);
		expect(stream.exchanges[2]!.answers[0]!.remarks).toEqual([
			'a packet begins with it, so it is taken for a message: what stands before is in none'
		]);
	});

	it('an answer that came before the first request is not its own', () => {
		expect(exchanges(split(ok('of another'), get('/'), ok('own')))).toEqual([
			[null, 'HTTP/1.1 200 OK | of another'],
			['GET / HTTP/1.1', 'HTTP/1.1 200 OK | own']
		]);
	});
});

const token = fc.stringMatching(/^[a-z]{1,8}$/);
const body = fc.uint8Array({ maxLength: 60 }).map((bytes) => String.fromCharCode(...bytes));
const message = fc.record({
	body,
	framing: fc.constantFrom('length', 'chunked'),
	name: token,
	value: token,
	cut: fc.integer({ min: 1, max: 20 })
});

function written(line: string, { body: text, framing, name, value, cut }: Drawn): string {
	const head = `${line}\r\nX-${name}: ${value}\r\n`;
	if (framing === 'length') return `${head}Content-Length: ${text.length}\r\n\r\n${text}`;
	const chunks = (text.match(new RegExp(`[^]{1,${cut}}`, 'g')) ?? [])
		.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`)
		.join('');
	return `${head}Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`;
}

type Drawn = typeof message extends fc.Arbitrary<infer One> ? One : never;

function cutUp(mark: string, text: string, cuts: readonly number[]): string[] {
	const places = [...new Set(cuts.map((cut) => cut % text.length))].sort((a, b) => a - b);
	return [0, ...places].map((from, i) => mark + text.slice(from, places[i])).filter((piece) => piece.length > 1); // prettier-ignore
}

it('the same messages come out however their stream was cut into packets', () => {
	const drawn = fc.record({
		pairs: fc.array(fc.tuple(message, message), { minLength: 1, maxLength: 4 }),
		cuts: fc.array(fc.nat(2000), { maxLength: 20 })
	});
	fc.assert(
		fc.property(drawn, ({ pairs, cuts }) => {
			const asked = pairs.map(([request], i) => written(`POST /${i} HTTP/1.1`, request)).join('');
			const answered = pairs.map(([, answer], i) => written(`HTTP/1.1 200 ${i}`, answer)).join('');
			const stream = split(...cutUp('>', asked, cuts), ...cutUp('<', answered, cuts));
			expect(stream.rests).toEqual([]);
			const found = stream.exchanges.map(({ request, answers }) => [request!, ...answers]);
			expect(found.map((all) => all.map(({ line }) => line))).toEqual(
				pairs.map((_, i) => [`POST /${i} HTTP/1.1`, `HTTP/1.1 200 ${i}`])
			);
			const bodies = found.map((all) =>
				all.map((one) => String.fromCharCode(...(contentOf(one)?.bytes ?? bytesOf(''))))
			);
			expect(bodies).toEqual(pairs.map((both) => both.map((one) => one.body)));
		})
	);
});

it('whatever is lost of a stream, each byte that is there stands in one message or in none, at its own place', () => {
	const drawn = fc.record({
		pairs: fc.array(message, { minLength: 1, maxLength: 4 }),
		cuts: fc.array(fc.nat(2000), { maxLength: 12 }),
		lost: fc.array(fc.nat(12), { maxLength: 4 })
	});
	fc.assert(
		fc.property(drawn, ({ pairs, cuts, lost }) => {
			const asked = pairs.map((one, i) => written(`POST /${i} HTTP/1.1`, one)).join('');
			const pieces = cutUp('>', asked, cuts);
			const kept = pieces.map((piece, i) => (lost.includes(i) ? `>[${piece.length - 1}]` : piece));
			const stream = httpOf(connection(...kept));
			if (stream === null) return;
			const spans = [
				...stream.exchanges.map(({ request }) => [request!.start, request!.end]),
				...stream.rests.map(({ start, length }) => [start, start + length])
			].sort(([a], [b]) => a! - b!);
			expect(spans.map(([start]) => start)).toEqual([
				0,
				...spans.slice(0, -1).map(([, end]) => end)
			]);
			expect(spans.at(-1)![1]).toBe(asked.length);
			for (const { request } of stream.exchanges)
				for (const part of request!.body?.parts ?? [])
					if (part.bytes !== null)
						expect(String.fromCharCode(...part.bytes)).toBe(
							asked.slice(part.start, part.start + part.length)
						);
		})
	);
});
