import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowObjects } from '#engine/duckdb/engine.ts';
import { servicePorts } from '#lib/services.ts';
import type { Conversation, Kind } from './flows/conversations.ts';
import { CAPTURES, captureOf, conversationsOf } from './flows/draw.ts';
import { emptyBench, loadTexts, type Bench } from './support/evidence.ts';

/**
 * Drawn captures, read as packets, against what nfdump, softflowd and Argus made of them (`test/flows/make.mjs`).
 */
const folder = join(dirname(fileURLToPath(import.meta.url)), 'flows/drawn');
/** Milliseconds that reading the outputs of a tool may take on a busy machine. */
const BUSY = 120_000;
const seeds = Array.from({ length: CAPTURES }, (_, i) => i + 1);

interface Session {
	id: string | null;
	proto: string;
	src: string;
	dst: string;
	state: string | null;
	answered: boolean | null;
	undirected: boolean | null;
	one_way: boolean | null;
}

/** A session as some tool told of it, and those of the same ends among the packets. */
interface Told {
	seed: number;
	session: Session;
	truths: readonly Session[];
}

let captures: Bench;
const packets = new Map<number, Map<string | null, Session[]>>();

beforeAll(async () => {
	captures = await emptyBench();
	const files = seeds.map((seed) => [`${seed}.pcap`, captureOf(conversationsOf(seed))] as const);
	const all = await load(captures, files);
	seeds.forEach((seed, i) => packets.set(seed, byId(all[i]!)));
}, BUSY);
afterAll(() => captures.engine.close());

function byId(sessions: readonly Session[]): Map<string | null, Session[]> {
	const groups = new Map<string | null, Session[]>();
	for (const session of sessions)
		groups.set(session.id, [...(groups.get(session.id) ?? []), session]);
	return groups;
}

/** The sessions that each of some files tells of. */
async function load(
	{ connection }: Bench,
	files: readonly (readonly [name: string, bytes: Uint8Array])[]
): Promise<Session[][]> {
	const receipts = await loadTexts(connection, files);
	const end = (side: string) => `concat_ws(' ', ${side}_ip,
		CASE WHEN proto IN ('tcp', 'udp') THEN ${side}_port ELSE ${side}_port % 128 END) AS ${side}`;
	const result = await connection.query(
		`SELECT source_id, community_id AS id, proto, ${end('src')}, ${end('dst')}, conn_state AS state, answered, undirected,
			one_way
		FROM sessions ORDER BY record`
	);
	const sessions = rowObjects(result) as unknown as (Session & { source_id: string })[];
	return receipts.map((receipt) =>
		sessions.filter(({ source_id }) => source_id === receipt.source_id)
	);
}

const outputs = new Map<string, Told[]>();

/** What a tool told of all captures; in a database of its own, as no other output is to tell of the same sessions. */
async function output(name: string): Promise<Told[]> {
	const before = outputs.get(name);
	if (before !== undefined) return before;
	const told: Told[] = [];
	const bench = await emptyBench();
	outputs.set(name, told);
	const bytesOf = (seed: number) => readFileSync(join(folder, String(seed), name));
	const files = seeds.map((seed) => [`${seed}-${name}`, new Uint8Array(bytesOf(seed))] as const);
	(await load(bench, files)).forEach((sessions, i) => {
		const seed = seeds[i]!;
		for (const session of sessions)
			told.push({ seed, session, truths: packets.get(seed)!.get(session.id) ?? [] });
	});
	await bench.engine.close();
	return told;
}

/** The drawn conversation of a session, by the ends of its packets. */
function drawnAs({ seed, truths }: Told): Conversation | undefined {
	return conversationsOf(seed).find(({ client, clientPort, server, serverPort }) => {
		const ends = [`${client} ${clientPort}`, `${server} ${serverPort}`];
		return truths.some(({ src, dst }) => ends.includes(src) && ends.includes(dst));
	});
}

const among = (...kinds: Kind[]) => new Set<Kind | undefined>(kinds);
const refusals = among('refused', 'refused twice');
const acceptances = among('accepted', 'server speaks first');

describe('the sessions of packets', () => {
	it('go from who began to whom it spoke to, whatever the ports', () => {
		for (const seed of seeds)
			for (const { client, clientPort, proto, kind } of conversationsOf(seed)) {
				if (proto !== 'tcp' || kind.includes('middle')) continue;
				const found = [...packets.get(seed)!.values()].flat();
				expect(found.some(({ src }) => src === `${client} ${clientPort}`)).toBe(true);
			}
	});

	it('that were seen from the middle only are undirected, or have a service where the ports tell one', () => {
		for (const seed of seeds)
			for (const { client, clientPort, serverPort, kind } of conversationsOf(seed)) {
				if (!kind.includes('middle')) continue;
				const end = `${client} ${clientPort}`;
				const found = [...packets.get(seed)!.values()].flat();
				const session = found.find(({ src, dst }) => src === end || dst === end)!;
				if (servicePorts.has(serverPort)) expect(session.src).toBe(end);
				else if (session.src !== end) expect(session.undirected).toBe(true);
			}
	});
});

describe.each(readdirSync(join(folder, '1')))('the sessions of %s', (name) => {
	let told: Told[];
	beforeAll(async () => void (told = await output(name)), BUSY);

	it('are those of the packets', () => {
		const unknown = told.filter(({ truths }) => truths.length === 0).map(({ session }) => session);
		// softflowd tells no type of ICMPv6; Argus crosses ports of IPv6 where it saw no beginning.
		for (const session of unknown)
			expect(session.proto === 'icmp6' || session.undirected).toBe(true);
		for (const seed of seeds) {
			const found = new Set(
				told.filter((one) => one.seed === seed).map(({ session }) => session.id)
			);
			const lost = [...packets.get(seed)!.keys()].filter((id) => !found.has(id));
			expect(lost.length).toBeLessThanOrEqual(unknown.length);
		}
	});

	it('have the source and the target that the packets have, or are undirected', () => {
		for (const { session, truths } of told) {
			if (session.undirected || truths.length === 0) continue;
			expect(truths.filter(({ undirected }) => !undirected)).toContainEqual(
				expect.objectContaining({ src: session.src, dst: session.dst })
			);
		}
	});

	it('say of no session that it was answered whose direction nobody knows', () =>
		expect(told.filter(({ session }) => session.undirected && session.answered !== null)).toEqual(
			[]
		));

	it('have the state and the answer that the packets have, where they have any', () => {
		for (const { session, truths } of told) {
			if (truths.length === 0) continue;
			if (session.state !== null) expect(truths.map(({ state }) => state)).toContain(session.state);
			if (session.answered === null) continue;
			// Of the last request of a capture the packets leave open what a tool, which saw them end, denies.
			const said = truths.map(({ answered }) => answered ?? false);
			expect(said).toContain(session.answered);
		}
	});

	it('say so wherever a connection to a known port was accepted', () => {
		const accepted = told.filter((one) => {
			const drawn = drawnAs(one);
			return acceptances.has(drawn?.kind) && servicePorts.has(drawn!.serverPort);
		});
		expect(accepted.length).toBeGreaterThan(5);
		// Argus says no more than that a connection was closed, unless it is asked for the flags or counts payload.
		for (const { session } of accepted) expect(session).toMatchObject({ answered: true });
	});
});

describe.each(['nfdump.csv.gz', 'nfdump-long.txt.gz', 'softflowd.csv.gz', 'argus-flags.csv.gz'])(
	'of both sides %s tells the flags, so that',
	(name) => {
		let told: Told[];
		beforeAll(async () => void (told = await output(name)), BUSY);

		it('a refused connection is rejected and not answered, whatever its ports', () => {
			const refused = told.filter((one) => refusals.has(drawnAs(one)?.kind));
			expect(refused.length).toBeGreaterThan(10);
			for (const { session } of refused)
				expect(session).toMatchObject({ state: 'REJ', answered: false, undirected: null });
		});

		it('an accepted connection was closed by both sides', () => {
			const accepted = told.filter((one) => acceptances.has(drawnAs(one)?.kind));
			for (const { session } of accepted) expect(session.state).toBe('SF');
		});
	}
);

describe.each(['nfdump-b.csv.gz', 'nfdump-big-b.csv.gz', 'nfdump-bilong.txt.gz'])(
	'of two merged flows %s tells the flags of one, so that',
	(name) => {
		let told: Told[];
		beforeAll(async () => void (told = await output(name)), BUSY);

		it('a refused connection is never answered, and rejected where the reset is told', () => {
			const refused = told.filter((one) => refusals.has(drawnAs(one)?.kind));
			expect(refused.filter(({ session }) => session.answered)).toEqual([]);
			expect(refused.filter(({ session }) => session.state === 'REJ').length).toBeGreaterThan(0);
		});

		it('the side that only sent a SYN began, where -B cannot have turned it', () => {
			const asked = told.filter(
				(one) => drawnAs(one)?.kind === 'unanswered' || refusals.has(drawnAs(one)?.kind)
			);
			expect(asked.filter(({ session }) => session.undirected === null).length).toBeGreaterThan(10);
		});
	}
);
