import { at } from '../clock.mjs';
import { ordinaryNight, refusedFlow } from '../night.mjs';

const LOST_FROM = at('02:20:00');
const LOST_TO = at('04:05:00');

/** The same night, but a rotation lost the firewall log round the alert. */
export const missingLogs = {
	name: 'missing-logs',
	title: 'The firewall log has a hole where the alert is',
	question: 'May an alert be closed as blocked when the firewall log of that hour is missing?',
	truth: {
		triage: { verdict: 'insufficient data' },
		'deep-dive': { verdict: 'disregard' },
		right: 'deep-dive',
		lesson:
			'No line is not the same as no packet: the triage cannot close what its log does not cover. The sessions and the packets, which nobody had to trust the firewall for, still can.'
	},
	night() {
		const night = ordinaryNight();
		return { ...night, sessions: [...night.sessions, refusedFlow()] };
	},
	keeps: (file, t) => file !== 'fw-1.log' || t < LOST_FROM || t >= LOST_TO,
	facts: {
		'fw-1.log': {
			background: {
				fact: 'What fw-1 decided before 02:20 and after 04:05; the rotation lost every line between',
				origin: 'synthetic'
			}
		}
	}
};
