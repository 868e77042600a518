import { Failure } from '#lib/failure.ts';

/** An attribute as it is written; offsets into the text that it was read from. */
export interface WrittenAttribute {
	name: string;
	/** Null for the bare name. */
	value: string | null;
	from: number;
	to: number;
}

/** What stands behind the language of a block, as written: Markdown itself would take backslashes out of it. */
export function infoOf(text: string, from: number): { start: number; meta: string } {
	const end = text.indexOf('\n', from);
	const line = text.slice(from, end < 0 ? undefined : end).trimEnd();
	const meta = /^(?:`{3,}|~{3,})[ \t]*[^\s{]*(.*)$/.exec(line)?.[1] ?? '';
	return { start: from + line.length - meta.length, meta };
}

/**
 * The attribute list of a fenced block: `{check=exposure path=triage,deep-dive claim="two words" flag}`.
 * A value with blanks stands in double quotes, in which `\"` and `\\` are escapes. Null where the text is
 * no attribute list at all. @throws `recipe not valid` where one begins and is malformed.
 */
export function readAttributes(meta: string): Map<string, string | null> | null {
	const written = attributesIn(meta);
	return written === null ? null : new Map(written.map(({ name, value }) => [name, value]));
}

/** The same with their places, in their order. @throws as `readAttributes` */
export function attributesIn(meta: string): WrittenAttribute[] | null {
	const text = meta.trim();
	if (!text.startsWith('{')) return null;
	if (!text.endsWith('}')) throw malformed(text, 'the closing brace is missing');
	const found: WrittenAttribute[] = [];
	const start = meta.indexOf('{') + 1;
	const inner = text.slice(1, -1);
	const item = /\s*([A-Za-z][\w-]*)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s"]+)))?(?=\s|$)/y;
	while (item.lastIndex < inner.trimEnd().length) {
		const at = item.lastIndex;
		const match = item.exec(inner);
		if (match === null) throw malformed(inner.slice(at).trim(), 'not an attribute');
		const [, name, quoted, bare] = match as unknown as [string, string, string?, string?];
		if (found.some((each) => each.name === name))
			throw malformed(name, 'the attribute stands twice');
		const value = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? null;
		const from = inner.indexOf(name, at);
		found.push({ name, value, from: start + from, to: start + item.lastIndex });
	}
	return found;
}

/**
 * An attribute as a block has it. @param value null for the bare name
 * @throws `recipe not valid` where that cannot be written in the first line of a block
 */
export function attributeText(name: string, value: string | null): string {
	if (value === null) return name;
	if (/[`\n\r]/.test(value))
		throw new Failure(
			'recipe not valid',
			`${name} holds a line end or a backtick, which cannot stand in the first line of a block: ${value}`
		);
	if (/^[^\s"\\{}]+$/.test(value)) return `${name}=${value}`;
	return `${name}="${value.replace(/["\\]/g, '\\$&')}"`;
}

function malformed(text: string, why: string): Failure {
	return new Failure('recipe not valid', `attribute list: ${why}: ${text}`);
}
