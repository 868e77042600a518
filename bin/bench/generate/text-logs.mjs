import { stamp, World } from './world.mjs';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const prefixes = ['[UFW BLOCK] ', 'IPTABLES-DROP: ', '[UFW ALLOW] ', 'SCAN '];
const MAC = '02:00:00:00:00:01:02:00:00:00:00:02:08:00';

/** Packets that a Linux firewall logged; a sender that hears nothing tries the same again. */
export function* iptablesLines(rows, seed) {
	const world = new World(seed);
	let packet = null;
	let left = 0;
	for (let row = 0; row < rows; row++) {
		if (left-- <= 0) {
			packet = packetOf(world);
			left = world.random.between(0, 2);
		}
		yield firewallLine(world, packet);
	}
}

function packetOf(world) {
	const { random } = world;
	const udp = random.chance(0.25);
	let src = world.outside.pick();
	while (src.includes(':')) src = world.outside.pick();
	return {
		udp,
		prefix: random.pickHeavy(prefixes),
		src,
		dst: world.inside.pick(),
		srcPort: world.port(),
		dstPort: udp
			? random.pickHeavy([53, 123, 5060, 1900])
			: random.pickHeavy([22, 23, 445, 3389, 4899, 1433, 8080]),
		ttl: random.between(40, 250)
	};
}

function firewallLine(world, packet) {
	const { udp, prefix, src, dst, srcPort, dstPort, ttl } = packet;
	const now = world.tick();
	const [date, time] = stamp(now).split('T');
	const day = String(Number(date.slice(8))).padStart(2, ' ');
	const head = `${months[Number(date.slice(5, 7)) - 1]} ${day} ${time.slice(0, 8)} gate-1 kernel: [${(now / 1e6 - 1.7e9).toFixed(6)}] `;
	const ip = `IN=eth0 OUT= MAC=${MAC} SRC=${src} DST=${dst} LEN=${udp ? 76 : 60} TOS=0x00 PREC=0x00 TTL=${ttl} ID=${world.random.between(0, 65_535)} DF `;
	const tail = udp
		? `PROTO=UDP SPT=${srcPort} DPT=${dstPort} LEN=56 `
		: `PROTO=TCP SPT=${srcPort} DPT=${dstPort} WINDOW=64240 RES=0x00 SYN URGP=0 `;
	return `${head}${prefix}${ip}${tail}`;
}

const paths = ['/', '/index.html', '/style.css', '/login', '/api/v1/items', '/images/logo.png'];
const agents = [
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36',
	'Mozilla/5.0 (iPhone; CPU iPhone OS 17_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.3 Mobile/15E148 Safari/604.1',
	'Mozilla/5.0 (compatible; ExampleBot/2.1; +https://bot.example.org/)',
	'-',
	'scanner "quick"'
].map((agent) => agent.replaceAll('"', '\\"'));

/** Requests in the combined format of Apache and nginx. */
export function* webLines(rows, seed) {
	const world = new World(seed);
	for (let row = 0; row < rows; row++) yield request(world);
}

function request(world) {
	const { random } = world;
	const [date, time] = stamp(world.tick()).split('T');
	const [year, month, day] = date.split('-');
	const when = `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
	const query = random.chance(0.3) ? `?id=${random.between(1, 9999)}&q=${world.hex(6)}` : '';
	const path = random.chance(0.7) ? random.pickHeavy(paths) : `/pages/${random.between(1, 4000)}`;
	const user = random.chance(0.03) ? 'alice' : '-';
	const method = random.chance(0.9) ? 'GET' : 'POST';
	const status = random.pickHeavy([200, 304, 404, 302, 403, 500]);
	const bytes = status === 304 ? '-' : world.size(9000);
	const referer = random.chance(0.5) ? 'https://www.example.org/index.html' : '-';
	return `${world.outside.pick()} - ${user} [${when}] "${method} ${path}${query} HTTP/1.1" ${status} ${bytes} "${referer}" "${random.pickHeavy(agents)}"`;
}
