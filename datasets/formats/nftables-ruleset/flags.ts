import type { NftWords } from './tokens.ts';

const bits = new Map([
	['fin', 1],
	['syn', 2],
	['rst', 4],
	['psh', 8],
	['ack', 16],
	['urg', 32],
	['ecn', 64],
	['cwr', 128]
]);
/** Of the flags of TCP, the packet that opens a connection has one alone, and its answer one besides. */
const [OPENING, ANSWER] = [2, 18];

const piece = /^(?:[&|/,!=()]=?|\(?[a-z]+(?:\|[a-z]+)*\)?|0x[0-9a-f]+|\d+|[(){}])$/;
const word =
	/^(?:tcp|accept|drop|reject|return|jump|goto|counter|log|ct|ip|ip6|udp|comment|limit|meta|iif|iifname|oif|oifname|th|continue|queue|dnat|redirect|fib)$/;

/**
 * Takes a condition on the flags of TCP, from behind `tcp flags`.
 * @returns whether the packet that opens a connection fulfils it, and its answer; null where the condition is not
 * understood
 */
export function takeFlags(words: NftWords): { opens: boolean; answers: boolean } | null {
	let text = '';
	while (piece.test(words.word) && !word.test(words.word)) text += ` ${words.take()}`;
	const condition = text.replace(/\s+/g, '');
	const [opens, answers] = [holds(OPENING, condition), holds(ANSWER, condition)];
	return opens === null || answers === null ? null : { opens, answers };
}

function holds(flags: number, text: string): boolean | null {
	const masked = /^(!=|==)?([^/&=!{]+)\/(.+)$/.exec(text);
	if (masked !== null) return compared(flags, masked[3]!, masked[1] ?? '==', masked[2]!);
	const and = /^&(.+?)(==|!=)(.+)$/.exec(text);
	if (and !== null) return compared(flags, and[1]!, and[2]!, and[3]!);
	const list = /^(!=)?\{(.*)\}$/.exec(text);
	if (list !== null) {
		const values = list[2]!.split(',').map(valueOf);
		return values.includes(null) ? null : values.includes(flags) !== (list[1] !== undefined);
	}
	const exact = /^(==|!=)([^,]+)$/.exec(text);
	if (exact !== null)
		return compared(flags, 'fin|syn|rst|psh|ack|urg|ecn|cwr', exact[1]!, exact[2]!);
	const any = /^(!)?([^=&!/]+)$/.exec(text);
	const value = any === null ? null : valueOf(any[2]!);
	return value === null ? null : ((value & flags) !== 0) !== (any![1] !== undefined);
}

function compared(flags: number, mask: string, relation: string, value: string): boolean | null {
	const [masking, set] = [valueOf(mask), valueOf(value)];
	if (masking === null || set === null) return null;
	return ((flags & masking) === set) === (relation === '==');
}

function valueOf(text: string): number | null {
	let value = 0;
	for (const part of text.replace(/[()]/g, '').split(/[|,]/)) {
		const bit = bits.get(part) ?? (/^(?:0x[0-9a-f]+|\d+)$/.test(part) ? Number(part) : null);
		if (bit === null) return null;
		value |= bit;
	}
	return value;
}
