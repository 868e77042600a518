import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';

/** The tree of a Markdown text. Raw HTML in it is a node of its own, to be shown as text. */
export function markdownTree(text: string): Root {
	return fromMarkdown(text, {
		extensions: [gfmTable()],
		mdastExtensions: [gfmTableFromMarkdown()]
	});
}

const safe = /^(https?:\/\/|mailto:)/i;

/** An address that a link may lead to; null for any other, as `javascript:` or `data:`. */
export function safeAddress(address: string): string | null {
	return safe.test(address.trim()) ? address.trim() : null;
}
