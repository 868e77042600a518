import { at } from './clock.mjs';
import { hostEvents } from './host-log.mjs';
import { forgetPorts, SOURCE, WEB } from './network.mjs';
import { Random } from './random.mjs';
import { scanTraffic, noticedTraffic } from './scans.mjs';
import { serviceTraffic } from './services.mjs';
import { refused } from './sessions.mjs';
import { webTraffic } from './site.mjs';

/** The alerted packet passed the sensor at this time; the event gives the second, the rest is invented. */
export const ALERTED = at('03:17:36.312456');

/** Port and IP identification of the alerted packet, both known. */
export const alertedFrom = { port: 1272, id: 39_892 };

/** What is the same in every incident: the same night, the same visitors, the same refused scans. */
export function ordinaryNight() {
	forgetPorts();
	return {
		sessions: [
			...webTraffic(new Random('web')),
			...serviceTraffic(new Random('services')),
			...scanTraffic(new Random('scans')),
			...noticedTraffic(new Random('noticed'))
		],
		events: hostEvents(new Random('host'))
	};
}

/** The flow as the discussion of 2007 gives it: two SYN from one port, a reset for each. */
export function refusedFlow() {
	return refused({
		src: SOURCE,
		dst: WEB,
		dport: 4899,
		start: ALERTED,
		syns: 2,
		random: new Random('alerted flow'),
		story: 'alerted-flow',
		from: alertedFrom
	});
}
