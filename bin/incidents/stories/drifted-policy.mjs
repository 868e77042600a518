import { at } from '../clock.mjs';
import { serviceEvent } from '../host-log.mjs';
import { SOURCE, WEB } from '../network.mjs';
import { ALERTED, alertedFrom, ordinaryNight } from '../night.mjs';
import { Random } from '../random.mjs';
import { visit } from '../sessions.mjs';

/** Invented bytes of a remote-control session: a short greeting, then what looks like noise. */
function noise(length, random) {
	return Uint8Array.from({ length }, () => random.between(0, 255));
}

const greeting = Uint8Array.from([1, 0, 0, 0, 1, 0, 0, 0, 8, 8]);

function answeredFlow() {
	const random = new Random('answered flow');
	const ends = { src: SOURCE, dst: WEB, dport: 4899, service: null, start: ALERTED, random };
	const rest = { from: alertedFrom, logged: null, story: 'alerted-flow' };
	return visit({ ...ends, ...rest }, (conversation) => {
		conversation.say('o', greeting, 3000);
		conversation.turn('r');
		conversation.say('r', noise(46, random), 2000);
		conversation.turn('o');
		for (const [asked, answered] of [
			[42, 46],
			[58, 1204],
			[61, 2790],
			[347, 912],
			[54, 1633]
		]) {
			conversation.wait(random.between(3, 21) * 1_000_000);
			conversation.say('o', noise(asked, random));
			conversation.turn('r');
			conversation.say('r', noise(answered, random), 9000);
			conversation.turn('o');
		}
		conversation.close('o');
	});
}

const started = [
	{
		t: at('03:02:11.406000'),
		rule: [3, '100201', 'A service changed its state.', 'service_state'],
		event: serviceEvent('r_server', 'running'),
		story: 'service-started'
	},
	{
		t: at('03:02:40.118000'),
		rule: [3, '100207', 'The list of listening ports changed.', 'listening_ports'],
		event: {
			number: '100',
			user: null,
			log: 'Application: INFORMATION(100): ports: (no user): no domain: WWW1: New listening port: tcp 4899 r_server.exe.'
		},
		story: 'service-started'
	}
];

/** The same alert, but the border that runs is not the border that was audited. */
export const driftedPolicy = {
	name: 'drifted-policy',
	title: 'The border that runs is not the border that was audited',
	question: 'What does an audited rule prove when a session says that the port answered?',
	truth: {
		triage: { verdict: 'insufficient data' },
		'deep-dive': { verdict: 'true positive' },
		right: 'deep-dive',
		lesson:
			'The paper still refuses 4899, and the firewall log holds nothing of the source because the new rule does not log. Only the sensor outside the border saw the answer.'
	},
	night() {
		const night = ordinaryNight();
		return {
			sessions: [...night.sessions, answeredFlow()],
			events: [...night.events, ...started]
		};
	},
	facts: {
		'conn.log': {
			'alerted-flow': {
				fact: 'This variation: the flow of the alert is answered (SF), with data both ways',
				origin: 'synthetic'
			}
		},
		'flow.pcap': {
			'alerted-flow': {
				fact: 'This variation: www1 accepts the connection on 4899 (TTL 63), data goes both ways, both sides close; nothing of it is in the original',
				origin: 'synthetic'
			}
		},
		'wazuh.json': {
			'service-started': {
				fact: 'This variation: r_server starts on www1 at 03:02 and port 4899 begins to listen; neither event is above level 3 or names the source',
				origin: 'synthetic'
			}
		},
		'fw-1.rules': {
			background: {
				fact: 'The policy as audited on 2006-11-02; in this variation a later rule lets 4899 through to www1 without logging, and this copy does not know it',
				origin: 'synthetic'
			}
		}
	}
};
