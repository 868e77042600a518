import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** As the bundler writes it, which puts them between statements of the script and never inside one. */
const importing =
	/(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w$*{][\w$*{}, ]*\bfrom\s*)?["'`]\.\/([\w.-]+)["'`]/g;
const late = /import\(\s*["'`]\.\/([\w.-]+)["'`]/g;

/**
 * The scripts that a built page has to fetch before it takes files: that of the document, what that one asks for as
 * soon as it runs, and what they cannot begin without.
 * @param root folder of the built page
 * @returns each with its bytes after gzip
 */
export function scriptsOfPage(root) {
	const document = readFileSync(join(root, 'index.html'), 'utf8');
	const first = /<script[^>]*\ssrc="\.\/assets\/([^"]+)"/.exec(document)[1];
	const read = (name) => readFileSync(join(root, 'assets', name), 'utf8');
	const begun = [first, ...[...read(first).matchAll(late)].map(([, name]) => name)];
	const found = new Map();
	for (const name of begun) follow(name, read, found);
	return [...found].map(([name, text]) => ({ name, bytes: gzipSync(text).length }));
}

function follow(name, read, found) {
	if (found.has(name)) return;
	const text = read(name);
	found.set(name, text);
	for (const [, other] of text.matchAll(importing)) follow(other, read, found);
}
