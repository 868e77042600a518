import { bytesOf } from './text.mjs';
import { CRAWLER, MONITOR, NEWS_FEED, WEB, peer, visitors } from './network.mjs';
import { httpDate, MINUTE, SECOND, at, visitorTimes } from './clock.mjs';
import { fetchOutside, visit } from './sessions.mjs';

/** The site on www1 and those who read it. */

export const HOSTNAME = 'www1.example.org';

const pages = [
	{ target: '/', size: 5240, type: 'text/html' },
	{ target: '/index.php?page=news', size: 8127, type: 'text/html' },
	{ target: '/index.php?page=about', size: 4312, type: 'text/html' },
	{ target: '/index.php?page=courses', size: 11_870, type: 'text/html' },
	{ target: '/index.php?page=contact', size: 3655, type: 'text/html' },
	{ target: '/docs/calendar-2007.pdf', size: 46_219, type: 'application/pdf' }
];
const parts = [
	{ target: '/style.css', size: 2204, type: 'text/css' },
	{ target: '/img/logo.gif', size: 3981, type: 'image/gif' },
	{ target: '/img/house.jpg', size: 14_422, type: 'image/jpeg' },
	{ target: '/favicon.ico', size: 1150, type: 'image/x-icon' }
];

const reasons = { 200: 'OK', 304: 'Not Modified', 404: 'Not Found', 403: 'Forbidden' };

/** The answer of the server to what it does not have. */
export const notFound = { status: 404, size: 291, type: 'text/html; charset=iso-8859-1' };

function requestText({ method, target, agent, referer }) {
	const lines = [`${method} ${target} HTTP/1.1`, `Host: ${HOSTNAME}`, `User-Agent: ${agent}`];
	if (referer !== null) lines.push(`Referer: ${referer}`);
	return [...lines, 'Accept: */*', 'Connection: Keep-Alive', '', ''].join('\r\n');
}

function headText({ status, size, type }, t) {
	const lines = [
		`HTTP/1.1 ${status} ${reasons[status]}`,
		`Date: ${httpDate(t)}`,
		'Server: Apache/2.0.59 (Win32) PHP/5.1.6'
	];
	if (status !== 304) lines.push(`Content-Length: ${size}`, `Content-Type: ${type}`);
	return [...lines, '', ''].join('\r\n');
}

/** Text of exactly `size` bytes. */
function bodyText(size) {
	const sentence = '<p>The spring courses begin on Monday, 29 January.</p>\n';
	return sentence.repeat(Math.ceil(size / sentence.length)).slice(0, size);
}

/** Asks and answers once within a connection, and notes the request for the web log. */
export function exchange(
	conversation,
	session,
	{ method = 'GET', target, referer = null, answer, wait }
) {
	const { agent } = peer(session.src);
	const asked = requestText({ method, target, agent, referer });
	const t = conversation.say('o', bytesOf(asked), wait);
	conversation.turn('r');
	const silent = method === 'HEAD' || answer.status === 304;
	const body = silent ? '' : bodyText(answer.size);
	conversation.say(
		'r',
		bytesOf(headText(answer, t) + body),
		1500 + Math.round(answer.size / 10) + (answer.delay ?? 0)
	);
	conversation.turn('o');
	const bytes = silent ? null : answer.size;
	session.requests.push({ t, method, target, status: answer.status, bytes, referer, agent });
}

function monitorVisits(random) {
	const visits = [];
	for (let t = at('00:01:10'); t < at('06:29:00'); t += 3 * MINUTE)
		visits.push(
			web(MONITOR, t + random.between(0, 2 * SECOND), random, (conversation, session) => {
				const answer = { status: 200, ...pages[0] };
				exchange(conversation, session, { method: 'HEAD', target: '/', answer, wait: 900 });
				conversation.close('o');
			})
		);
	return visits;
}

/** A connection to port 80 of www1. */
export function web(src, start, random, talk, story = null) {
	return visit({ src, dst: WEB, dport: 80, service: 'http', start, random, story }, talk);
}

function crawlerVisits(random) {
	return visitorTimes(22, random).map((start) =>
		web(CRAWLER, start, random, (conversation, session) => {
			const page = random.pick(pages);
			const answer = { status: 200, ...page };
			exchange(conversation, session, { target: page.target, answer, wait: 2000 });
			conversation.close('r');
		})
	);
}

/** One reader on one connection: a page, what belongs to it, perhaps another page. */
function readerVisit(src, start, random, seen) {
	return web(src, start, random, (conversation, session) => {
		let page = random.pickHeavy(pages);
		let referer = null;
		for (let shown = random.between(1, 2); shown > 0; shown--) {
			const answer = { status: 200, ...page };
			exchange(conversation, session, { target: page.target, referer, answer, wait: 3000 });
			referer = `http://${HOSTNAME}${page.target}`;
			readParts(conversation, session, { random, referer, again: seen.has(src) });
			seen.add(src);
			conversation.wait(random.between(4, 40) * SECOND);
			page = random.pickHeavy(pages);
		}
		if (random.chance(0.12)) conversation.abort();
		else conversation.close(random.chance(0.4) ? 'o' : 'r');
	});
}

function readParts(conversation, session, { random, referer, again }) {
	const wanted = parts.slice(0, random.between(0, again ? 2 : 3));
	for (const part of wanted) {
		const answer = { ...part, status: again && random.chance(0.5) ? 304 : 200 };
		exchange(conversation, session, { target: part.target, referer, answer, wait: 1500 });
	}
	if (!again && random.chance(0.15)) {
		const answer = notFound;
		exchange(conversation, session, { target: '/img/print.gif', answer, wait: 1500 });
	}
}

/** The reader whose visit the capture holds, a minute before the alert. */
export function capturedVisit(random) {
	const story = 'captured-visit';
	return web(
		'198.51.100.34',
		at('03:16:31.204118'),
		random,
		(conversation, session) => {
			const answer = { status: 200, ...pages[4] };
			exchange(conversation, session, { target: pages[4].target, answer, wait: 2400 });
			const css = { status: 200, ...parts[0] };
			const referer = `http://${HOSTNAME}${pages[4].target}`;
			exchange(conversation, session, {
				target: parts[0].target,
				referer,
				answer: css,
				wait: 5200
			});
			conversation.close('o');
		},
		story
	);
}

/** www1 fetches headlines every quarter of an hour. */
function feedFetches(random) {
	const fetches = [];
	for (let t = at('00:07:30'); t < at('06:29:00'); t += 15 * MINUTE) {
		const start = t + random.between(0, 4 * SECOND);
		const ends = { src: WEB, dst: NEWS_FEED, dport: 80, service: 'http', start, random };
		fetches.push(
			fetchOutside(ends, (conversation) => {
				conversation.say('o', 164, 900);
				conversation.turn('r');
				conversation.say('r', random.around(9400, 0.05), 20_000);
				conversation.turn('o');
				conversation.close('r');
			})
		);
	}
	return fetches;
}

/** Everything of an ordinary night that is carried over HTTP. */
export function webTraffic(random) {
	const seen = new Set();
	const readers = visitorTimes(128, random).map((start) =>
		readerVisit(random.pickHeavy(visitors), start, random, seen)
	);
	return [
		...monitorVisits(random),
		...crawlerVisits(random),
		...readers,
		capturedVisit(random),
		...feedFetches(random)
	];
}
