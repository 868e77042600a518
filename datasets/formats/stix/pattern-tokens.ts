import { unreadable } from '#lib/unreadable.ts';

/** A piece of a pattern. */
export interface PatternToken {
	kind: 'mark' | 'word' | 'path' | 'string' | 'constant';
	/** As it is written; of a string its value. */
	text: string;
	start: number;
	end: number;
}

const piece =
	/\s*(?:(?<mark>[[\](),]|[!=<>]=?)|(?<constant>[thb]'(?:[^'\\]|\\.)*'|[+-]?\d+(?:\.\d+)?(?=[\s\],)])|(?:true|false)\b)|'(?<string>(?:[^'\\]|\\.)*)'|(?<path>[a-z][a-z0-9-]*:(?:[^\s'"!=<>\](),[]|'[^']*'|"[^"]*"|\[(?:\*|\d+)\])+)|(?<word>[A-Za-z]+))/suy;

/** Cuts a pattern (STIX 2.1, part 9) into its tokens. Throws `record not readable` at what is none. */
export function tokensOf(pattern: string): PatternToken[] {
	const tokens: PatternToken[] = [];
	piece.lastIndex = 0;
	const end = pattern.trimEnd().length;
	for (let at = 0; at < end; at = piece.lastIndex) {
		const found = piece.exec(pattern);
		if (found === null) throw unreadable('pattern not understood', pattern.slice(at).trim());
		const [kind, text] = Object.entries(found.groups!).find(([, value]) => value !== undefined)!;
		const start = at + found[0].length - found[0].trimStart().length;
		tokens.push({
			kind: kind as PatternToken['kind'],
			text: kind === 'string' ? text.replace(/\\(.)/gs, '$1') : text,
			start,
			end: piece.lastIndex
		});
	}
	return tokens;
}
