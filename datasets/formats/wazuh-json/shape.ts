import type { Message } from '../../format.ts';
import { messageKeys } from '../../records/json/message-keys.ts';

/** Any of the sets of paths makes a record of this format; within a set all are needed. */
const shapes: readonly (readonly string[])[] = [
	['rule.level', 'rule.id', 'agent.id'],
	['rule.level', 'rule.id', 'manager.name'],
	['rule.level', 'rule.id', 'decoder.name'],
	['rule.level', 'rule.id', 'location'],
	['rule.level', 'rule.sidid'],
	['agent.id', 'manager.name', 'location'],
	['level', 'sidid', 'location'],
	['crit', 'id', 'component', 'description']
];

const paths = [...new Set(shapes.flat())];

/** @param has whether an object has a value at a path */
export function fitsPaths(has: (path: string) => boolean): boolean {
	return shapes.some((shape) => shape.every(has));
}

export function fitsMessage(): (message: Message) => boolean {
	const keys = messageKeys(...paths);
	const has = (path: string) => keys.has(paths.indexOf(path));
	return (message) => keys.read(message) && fitsPaths(has);
}
