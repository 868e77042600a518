import { expect, it } from 'vitest';
import type { Engine, StoredIn } from '#engine/duckdb/engine.ts';
import { openNativeEngine } from '#engine/duckdb/node.ts';
import { EngineRoom } from './engine-room.svelte.ts';
import type { DiskPlace } from './services/platform.ts';

/** What was done to engines and to the disk, in order. */
type Log = string[];

interface Stage {
	log: Log;
	/** What the disk says when it is to be taken; null where it can be had. */
	lack?: string;
	open?: (place: StoredIn) => Promise<Engine>;
}

function roomOn({ log, lack, open = noted(log) }: Stage): EngineRoom {
	const disk: DiskPlace = {
		file: 'lookdeeper.db',
		size: async () => null,
		take: async () => lack ?? null,
		leave: () => void log.push('leave'),
		erase: async () => void log.push('erase')
	};
	return new EngineRoom(open, disk, (reason) => void log.push(`lost: ${reason}`));
}

/** Opens engines that say when they are opened and closed; `change` is made to each before it is handed out. */
function noted(log: Log, change = async (engine: Engine) => engine) {
	return async (place: StoredIn): Promise<Engine> => {
		log.push(`open ${place}`);
		const engine = await change(await openNativeEngine());
		const close = async () => {
			log.push(`close ${place}`);
			await engine.close();
		};
		return { ...engine, close };
	};
}

it('another database takes the place of the one before, which is closed first and not lost', async () => {
	const log: Log = [];
	const room = roomOn({ log });
	await room.start();
	await room.startOnDisk(0, true);
	expect(room.state).toMatchObject({ state: 'ready', place: 'disk' });
	expect(log).toEqual(['open memory', 'leave', 'close memory', 'erase', 'open disk']);
});

it('the disk is left to other pages once the database on it is closed', async () => {
	const log: Log = [];
	const room = roomOn({ log });
	await room.startOnDisk(0, false);
	await room.start();
	expect(log).toEqual(['open disk', 'close disk', 'open memory', 'leave']);
});

it('the disk is kept by a page that comes back to it before the database in its place is open', async () => {
	const log: Log = [];
	const room = roomOn({ log });
	await room.startOnDisk(0, false);
	const inBetween = room.start();
	await room.startOnDisk(0, false);
	await inBetween;
	expect(log).toEqual(['open disk', 'close disk', 'open memory', 'close memory', 'open disk']);
});

it('a disk that cannot be had is said with the reason, and the database at hand stays', async () => {
	const log: Log = [];
	const room = roomOn({ log, lack: 'another tab has it open' });
	await room.start();
	await expect(room.startOnDisk(0, true)).rejects.toMatchObject({
		kind: 'storage failed',
		message: 'another tab has it open'
	});
	expect(room.state).toMatchObject({ state: 'ready', place: 'memory' });
});

it('a database of another edition is erased and begun anew', async () => {
	const log: Log = [];
	let first = true;
	const open = noted(log, async (engine) => {
		if (first) {
			const connection = await engine.connect();
			await connection.query('CREATE TABLE sources (name VARCHAR)');
		}
		first = false;
		return engine;
	});
	const room = roomOn({ log, open });
	await room.startOnDisk(0, false);
	expect(room.state.state).toBe('ready');
	expect(log).toEqual(['open disk', 'close disk', 'erase', 'open disk']);
});

it('a database that is lost is told of, and one that fails to open has its reason', async () => {
	const log: Log = [];
	let lose!: (reason: string) => void;
	const lost = new Promise<string>((resolve) => (lose = resolve));
	const room = roomOn({ log, open: noted(log, async (engine) => ({ ...engine, lost })) });
	await room.start();
	lose('out of memory');
	await expect.poll(() => log).toContain('lost: out of memory');
	expect(room.state).toMatchObject({ state: 'lost', reason: 'out of memory' });
	const broken = roomOn({ log, open: () => Promise.reject(new Error('no WebAssembly')) });
	await expect(broken.start()).rejects.toThrow('no WebAssembly');
	expect(broken.state).toMatchObject({ state: 'failed', reason: 'no WebAssembly' });
});

it('a database that is lost again and again is not started again by itself, and that is said', async () => {
	const log: Log = [];
	let lose!: (reason: string) => void;
	const open = noted(log, async (engine) => ({
		...engine,
		lost: new Promise<string>((resolve) => (lose = resolve))
	}));
	const room = roomOn({ log, open });
	await room.start();
	for (const [time, state] of [
		[1, 'lost'],
		[2, 'lost'],
		[3, 'failed']
	] as const) {
		lose('out of memory');
		await expect.poll(() => room.state.state).toBe(state);
		expect(log.filter((entry) => entry.startsWith('lost'))).toHaveLength(Math.min(time, 2));
		if (state === 'lost') await room.startAgain(false);
	}
	expect(room.state.reason).toContain('lost 3 times within a minute (out of memory)');
	await room.startAgain(true);
	expect(room.state.state).toBe('ready');
	lose('out of memory');
	await expect.poll(() => room.state.state).toBe('lost');
});

it('the database of another case is opened once that of the case before is closed and left to other pages', async () => {
	const log: Log = [];
	const disk = (file: string): DiskPlace => ({
		file,
		size: async () => null,
		take: async () => (log.push(`take ${file}`), null),
		leave: () => void log.push(`leave ${file}`),
		erase: async () => void log.push(`erase ${file}`)
	});
	const open = async (_place: StoredIn, { file }: DiskPlace) => {
		log.push(`open ${file}`);
		return openNativeEngine();
	};
	const room = new EngineRoom(open, disk('first'), () => undefined);
	await room.startOnDisk(0, false);
	room.enter(disk('second'));
	expect(await room.lackOnDisk(7)).toBeNull();
	await room.startOnDisk(0, true);
	await room.start();
	expect(log).toEqual([
		...['take first', 'open first', 'take first'],
		...['take second', 'leave first', 'erase second', 'open second'],
		...['open second', 'leave second']
	]);
});
