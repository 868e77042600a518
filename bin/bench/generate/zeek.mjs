import { World } from './world.mjs';

const fields = [
	['ts', 'time'], ['uid', 'string'], ['id.orig_h', 'addr'], ['id.orig_p', 'port'],
	['id.resp_h', 'addr'], ['id.resp_p', 'port'], ['proto', 'enum'], ['service', 'string'],
	['duration', 'interval'], ['orig_bytes', 'count'], ['resp_bytes', 'count'],
	['conn_state', 'string'], ['local_orig', 'bool'], ['local_resp', 'bool'],
	['missed_bytes', 'count'], ['history', 'string'], ['orig_pkts', 'count'],
	['orig_ip_bytes', 'count'], ['resp_pkts', 'count'], ['resp_ip_bytes', 'count'],
	['tunnel_parents', 'set[string]']
]; // prettier-ignore

const kinds = [
	{ weight: 40, port: 443, proto: 'tcp', service: 'ssl', state: 'SF', history: 'ShADadFf' },
	{ weight: 30, port: 53, proto: 'udp', service: 'dns', state: 'SF', history: 'Dd' },
	{ weight: 10, port: 80, proto: 'tcp', service: 'http', state: 'SF', history: 'ShADadfF' },
	{ weight: 12, port: 4899, proto: 'tcp', service: '-', state: 'S0', history: 'S' },
	{ weight: 6, port: 1433, proto: 'tcp', service: '-', state: 'REJ', history: 'Sr' },
	{ weight: 2, port: 123, proto: 'udp', service: 'ntp', state: 'S0', history: 'D' }
];

/** The header of a conn.log, as one text. */
export const zeekHead = [
	'#separator \\x09',
	'#set_separator\t,',
	'#empty_field\t(empty)',
	'#unset_field\t-',
	'#path\tconn',
	'#open\t2024-03-04-00-00-00',
	`#fields\t${fields.map(([name]) => name).join('\t')}`,
	`#types\t${fields.map(([, type]) => type).join('\t')}`,
	''
].join('\n');

/** Zeek's conn.log. */
export function* zeekLines(rows, seed) {
	const world = new World(seed);
	for (let row = 0; row < rows; row++) yield line(world);
}

function line(world) {
	const { random } = world;
	const kind = random.pickWeighted(kinds);
	const inbound = kind.service === '-';
	const answered = kind.state === 'SF';
	const [src, dst] = inbound
		? [world.outside.pick(), world.inside.pick()]
		: [world.inside.pick(), world.outside.pick()];
	const sent = answered ? world.size(600) : 0;
	const received = answered ? world.size(9000) : 0;
	const packets = answered ? [2 + Math.ceil(sent / 500), 2 + Math.ceil(received / 1400)] : [1, 0];
	const size = answered ? [(random.next() * 30).toFixed(6), sent, received] : ['-', '-', '-'];
	return [
		(world.tick() / 1e6).toFixed(6),
		`C${world.hex(17)}`,
		src,
		world.port(),
		dst,
		kind.port,
		kind.proto,
		kind.service,
		...size,
		kind.state,
		inbound ? 'F' : 'T',
		inbound ? 'T' : 'F',
		0,
		kind.history,
		packets[0],
		sent + packets[0] * 40,
		packets[1],
		received + packets[1] * 40,
		'-'
	].join('\t');
}
