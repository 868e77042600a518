// From bytes to batches in one thread of Node, without a database: what reading alone costs.
import process from 'node:process';
import { readBytes } from '#intake/read-bytes.ts';
import { defaultSettings } from '#intake/import-settings.ts';

/** What a browser gives of a file at a time. */
const PIECE = 65_536 * 8;

/**
 * Reads bytes as the page would, and throws the rows away.
 * @returns seconds of the processor to the hash and for the rest, and what the receipt counts
 */
export async function readMemory(bytes, native) {
	const source = {
		name: 'memory',
		size: bytes.length,
		modified: null,
		async *stream(start = 0) {
			for (let at = start; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
		}
	};
	let began = process.cpuUsage();
	let hash = 0;
	const settings = { ...defaultSettings, native };
	const receipt = await readBytes(source, settings, Date.now(), {
		onOpened() {
			hash = secondsSince(began);
			began = process.cpuUsage();
		},
		onBatch: () => undefined
	});
	const { records, rejects } = receipt;
	return { hash, cpu: secondsSince(began), records, rejects: rejects.length };
}

function secondsSince(began) {
	const { user, system } = process.cpuUsage(began);
	return (user + system) / 1e6;
}
