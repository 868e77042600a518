import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '#lib/bytes.ts';
import type { Incident } from '#datasets/incidents/incident.ts';

export const incidentsFolder = join(import.meta.dirname, '../../datasets/incidents');

export function incidentFolders(): string[] {
	return readdirSync(incidentsFolder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name)
		.sort();
}

export function manifestOf(name: string): Incident {
	return JSON.parse(textOf(bytesAt(name, 'incident.json'))) as Incident;
}

export function bytesAt(name: string, file: string): Uint8Array {
	return new Uint8Array(readFileSync(join(incidentsFolder, name, file)));
}

/** The lines of a source that are not blank. */
export function linesAt(name: string, file: string): string[] {
	return textOf(bytesAt(name, `sources/${file}`))
		.split('\n')
		.filter((line) => line.trim() !== '');
}

/** Every file of an incident, as paths within its folder, in order. */
export function filesOf(name: string): string[] {
	const folder = join(incidentsFolder, name);
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.sort();
}

/** A frame of a little-endian capture with microseconds. */
export interface Frame {
	/** Microseconds since 1970. */
	t: number;
	bytes: Uint8Array;
}

export function framesOf(capture: Uint8Array): Frame[] {
	const view = new DataView(capture.buffer, capture.byteOffset, capture.length);
	const frames: Frame[] = [];
	for (let at = 24; at < capture.length;) {
		const length = view.getUint32(at + 8, true);
		const t = view.getUint32(at, true) * 1e6 + view.getUint32(at + 4, true);
		frames.push({ t, bytes: capture.subarray(at + 16, at + 16 + length) });
		at += 16 + length;
	}
	return frames;
}

const isComment = (line: string) => line.startsWith('#');

/** How many records each source has, told apart by its name. */
const counts: Record<string, (name: string, file: string) => number> = {
	'alert.sguil.txt': (...at) => linesAt(...at).filter((line) => line.startsWith('Count:')).length,
	'fast.log': (...at) => linesAt(...at).length,
	'conn.log': (...at) => linesAt(...at).filter((line) => !isComment(line)).length,
	'flow.pcap': (name, file) => framesOf(bytesAt(name, `sources/${file}`)).length,
	'fw-1.log': (...at) => linesAt(...at).length,
	'access.log': (...at) => linesAt(...at).length,
	'wazuh.json': (...at) => linesAt(...at).length,
	'fw-1.rules': (...at) => linesAt(...at).filter((line) => /^[:-]/.test(line)).length,
	'assets.csv': (...at) => linesAt(...at).length - 1,
	'scan.nmap.xml': (...at) => linesAt(...at).filter((line) => line.startsWith('<port ')).length,
	'accepted-risks.csv': (...at) => linesAt(...at).length - 1,
	'block.netset': (...at) => linesAt(...at).filter((line) => !isComment(line)).length
};

/** Number of records of `sources/FILE`; throws where nothing says how to count them. */
export function recordsOf(name: string, source: string): number {
	const file = source.replace(/^sources\//, '');
	return counts[file]!(name, file);
}
