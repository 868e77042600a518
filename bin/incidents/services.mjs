import { evenTimes, visitorTimes } from './clock.mjs';
import { DNS, mailPeers, MAIL, resolvers, VPN, vpnUsers } from './network.mjs';
import { datagrams, visit } from './sessions.mjs';

/** Ordinary mail, name and tunnel traffic of the night. */

function mail(start, random) {
	const src = random.pickHeavy(mailPeers);
	const taken = random.chance(0.8);
	return visit({ src, dst: MAIL, dport: 25, service: 'smtp', start, random }, (conversation) => {
		const says = (from, length, wait) => {
			conversation.say(from, length, wait);
			conversation.turn(from === 'o' ? 'r' : 'o');
		};
		says('r', 62, 30_000);
		says('o', 24, 2000);
		says('r', 98, 1000);
		says('o', random.between(32, 48), 2000);
		says('r', 14, 1000);
		says('o', random.between(34, 52), 2000);
		says('r', taken ? 14 : 58, 90_000);
		if (taken) {
			says('o', 6, 1000);
			says('r', 37, 1000);
			says('o', random.between(1400, 21_000), 4000);
			says('r', 41, 160_000);
		}
		says('o', 6, 1000);
		conversation.say('r', 35, 1000);
		conversation.close('r');
	});
}

function tunnel(start, random) {
	const src = random.pickHeavy(vpnUsers);
	return visit({ src, dst: VPN, dport: 443, service: 'ssl', start, random }, (conversation) => {
		conversation.say('o', 102, 2000);
		conversation.turn('r');
		conversation.say('r', 1384, 4000);
		conversation.turn('o');
		conversation.say('o', 190, 3000);
		conversation.turn('r');
		conversation.say('r', 43, 2000);
		for (let turns = random.between(4, 14); turns > 0; turns--) {
			conversation.wait(random.between(2, 45) * 1_000_000);
			conversation.say('o', random.between(120, 2600));
			conversation.turn('r');
			conversation.say('r', random.between(200, 9000), 6000);
			conversation.turn('o');
		}
		conversation.close('o');
	});
}

function nameLookup(start, random) {
	const asked = random.between(32, 47);
	return datagrams({
		src: random.pickHeavy(resolvers),
		dst: DNS,
		dport: 53,
		service: 'dns',
		start,
		random,
		asked,
		answered: asked + random.pick([16, 50, 66, 98, 131])
	});
}

function longLookup(start, random) {
	const src = random.pickHeavy(resolvers);
	return visit({ src, dst: DNS, dport: 53, service: 'dns', start, random }, (conversation) => {
		conversation.say('o', random.between(34, 49), 1000);
		conversation.turn('r');
		conversation.say('r', random.between(540, 1300), 900);
		conversation.turn('o');
		conversation.close('o');
	});
}

export function serviceTraffic(random) {
	return [
		...visitorTimes(66, random).map((start) => mail(start, random)),
		...visitorTimes(14, random).map((start) => tunnel(start, random)),
		...visitorTimes(196, random).map((start) => nameLookup(start, random)),
		...evenTimes(9, random).map((start) => longLookup(start, random))
	];
}
