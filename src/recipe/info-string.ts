import { Failure } from '#lib/failure.ts';

/**
 * The attribute list of a fenced block: `{check=exposure path=triage,deep-dive claim="two words" flag}`.
 * A value with blanks stands in double quotes, in which `\"` and `\\` are escapes. Null where the text is
 * no attribute list at all. @throws `recipe not valid` where one begins and is malformed.
 */
export function readAttributes(meta: string): Map<string, string | null> | null {
	const text = meta.trim();
	if (!text.startsWith('{')) return null;
	if (!text.endsWith('}')) throw malformed(text, 'the closing brace is missing');
	const attributes = new Map<string, string | null>();
	const inner = text.slice(1, -1);
	const item = /\s*([A-Za-z][\w-]*)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s"]+)))?(?=\s|$)/y;
	while (item.lastIndex < inner.trimEnd().length) {
		const at = item.lastIndex;
		const match = item.exec(inner);
		if (match === null) throw malformed(inner.slice(at).trim(), 'not an attribute');
		const [, name, quoted, bare] = match;
		if (attributes.has(name!)) throw malformed(name!, 'the attribute stands twice');
		attributes.set(name!, quoted?.replace(/\\(.)/g, '$1') ?? bare ?? null);
	}
	return attributes;
}

function malformed(text: string, why: string): Failure {
	return new Failure('recipe not valid', `attribute list: ${why}: ${text}`);
}
