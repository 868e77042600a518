import { World } from './world.mjs';

const OPEN = 200;
const SNAP = 96;
const HEADS = 54;
const flagBits = { S: 2, SA: 18, A: 16, PA: 24, F: 17, R: 4 };

/** The file header of libpcap: little-endian, microseconds, Ethernet. */
export function pcapHead() {
	const head = Buffer.alloc(24);
	head.writeUInt32LE(0xa1b2c3d4, 0);
	head.writeUInt16LE(2, 4);
	head.writeUInt16LE(4, 6);
	head.writeUInt32LE(SNAP, 16);
	head.writeUInt32LE(1, 20);
	return head;
}

/** Packets of many TCP connections over IPv4, interleaved, their payload cut off at {@link SNAP} bytes. */
export function* pcapPackets(rows, seed) {
	const world = new World(seed);
	const flows = Array.from({ length: OPEN }, () => openFlow(world));
	for (let row = 0; row < rows; row++) {
		const at = world.random.between(0, OPEN - 1);
		yield packet(world, flows[at]);
		if (flows[at].left === 0) flows[at] = openFlow(world);
	}
}

function openFlow(world) {
	const bytesOf = (text) => text.split('.').map(Number);
	let far = world.outside.pick();
	while (far.includes(':')) far = world.outside.pick();
	return {
		ends: [bytesOf(world.inside.pick()), bytesOf(far)],
		ports: [world.port(), world.random.pickHeavy([443, 80, 22, 25, 8443])],
		sequence: [world.random.between(1, 2 ** 31), world.random.between(1, 2 ** 31)],
		sent: 0,
		left: 3 + world.size(12)
	};
}

function packet(world, flow) {
	const { random } = world;
	const side = flow.sent === 0 ? 0 : flow.sent === 1 ? 1 : random.between(0, 1);
	const flags =
		flow.sent === 0
			? 'S'
			: flow.sent === 1
				? 'SA'
				: flow.left === 1
					? 'F'
					: random.chance(0.5)
						? 'PA'
						: 'A';
	const payload = flags === 'PA' ? random.between(1, 1400) : 0;
	const length = HEADS + payload;
	const captured = Math.min(length, SNAP);
	const bytes = Buffer.alloc(16 + captured);
	writeRecord(bytes, world.tick(), captured, length);
	writeEthernet(bytes);
	writeIp(bytes, random, flow.ends[side], flow.ends[1 - side], length - 14);
	writeTcp(bytes, flow, side, flagBits[flags]);
	flow.sequence[side] += payload + (flags === 'S' || flags === 'SA' ? 1 : 0);
	flow.sent++;
	flow.left--;
	return bytes;
}

function writeRecord(bytes, micros, captured, length) {
	bytes.writeUInt32LE(Math.floor(micros / 1e6), 0);
	bytes.writeUInt32LE(micros % 1e6, 4);
	bytes.writeUInt32LE(captured, 8);
	bytes.writeUInt32LE(length, 12);
}

function writeEthernet(bytes) {
	bytes[16] = 2;
	bytes[22] = 2;
	bytes[27] = 1;
	bytes.writeUInt16BE(0x0800, 28);
}

function writeIp(bytes, random, src, dst, length) {
	bytes[30] = 0x45;
	bytes.writeUInt16BE(length, 32);
	bytes.writeUInt16BE(random.between(0, 65_535), 34);
	bytes.writeUInt16BE(0x4000, 36);
	bytes[38] = random.between(48, 64);
	bytes[39] = 6;
	bytes.set(src, 42);
	bytes.set(dst, 46);
	let sum = 0;
	for (let at = 30; at < 50; at += 2) sum += bytes.readUInt16BE(at);
	while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
	bytes.writeUInt16BE(~sum & 0xffff, 40);
}

function writeTcp(bytes, flow, side, flags) {
	bytes.writeUInt16BE(flow.ports[side], 50);
	bytes.writeUInt16BE(flow.ports[1 - side], 52);
	bytes.writeUInt32BE(flow.sequence[side] >>> 0, 54);
	bytes.writeUInt32BE(flags === 2 ? 0 : flow.sequence[1 - side] >>> 0, 58);
	bytes[62] = 0x50;
	bytes[63] = flags;
	bytes.writeUInt16BE(64_240, 64);
}
