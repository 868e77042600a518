import { spawnSync } from 'node:child_process';
import { alone } from './tshark.ts';

/** A field as tshark shows it: where it stands in its frame and what it says. */
export interface ShownField {
	name: string;
	show: string;
	start: number;
	end: number;
}

/** Frame by frame, all fields of all layers, as deep as they are nested. */
export function fieldsOf(path: string): ShownField[][] {
	const options = alone.flatMap((option) => ['-o', option]);
	const args = ['-n', ...options, '-r', path, '-T', 'pdml'];
	const { stdout } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 512 << 20 });
	return stdout.split('<packet>').slice(1).map(fieldsIn);
}

function fieldsIn(packet: string): ShownField[] {
	return Array.from(packet.matchAll(/<(?:field|proto) ([^>]*)>/g), ([, attributes]) =>
		fieldOf(attributes!)
	);
}

function fieldOf(attributes: string): ShownField {
	const of = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
	const start = Number(of('pos'));
	return { name: of('name'), show: plain(of('show')), start, end: start + Number(of('size')) };
}

const marks: Readonly<Record<string, string>> = {
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	amp: '&'
};

function plain(text: string): string {
	return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, mark: string) => marks[mark]!);
}
