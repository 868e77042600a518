import { unreadable } from '#lib/unreadable.ts';
import { disjoint, MOST_PORT, otherPorts, type PortRange } from '../../rows/policy/match.ts';
import { portOf } from '../../rows/policy/services.ts';
import type { TokenStream } from './tokens.ts';

/** Takes the ports behind `port`. Throws `record not readable` where they are none. */
export function takePorts(stream: TokenStream): PortRange[] {
	const ranges = stream.list(() => takeRanges(stream)).flat();
	if (ranges.length === 0) throw unreadable('no port is meant', stream.rest);
	return disjoint(ranges);
}

function takeRanges(stream: TokenStream): PortRange[] {
	const operator = ['=', '!=', '<=', '>=', '<', '>'].find((mark) => stream.takes(mark));
	const first = stream.take().text;
	if (operator !== undefined) return compared(operator, port(first));
	const colon = first.indexOf(':');
	if (colon >= 0) return [between(port(first.slice(0, colon)), port(first.slice(colon + 1)))];
	if (stream.takes('><')) return [between(port(first) + 1, port(stream.take().text) - 1)];
	if (stream.takes('<>')) return otherPorts([between(port(first), port(stream.take().text))]);
	return compared('=', port(first));
}

function compared(operator: string, at: number): PortRange[] {
	if (operator === '=') return [between(at, at)];
	if (operator === '!=') return otherPorts([between(at, at)]);
	if (operator === '<') return [between(0, at - 1)];
	if (operator === '<=') return [between(0, at)];
	return [between(operator === '>' ? at + 1 : at, MOST_PORT)];
}

function between(from: number, to: number): PortRange {
	if (from > to) throw unreadable('no port is between', `${from} and ${to}`);
	return { from, to };
}

function port(text: string): number {
	const found = portOf(text);
	if (found === null) throw unreadable('no such port', text);
	return found;
}
