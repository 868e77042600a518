import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The Content-Security-Policy that a built page carries in its head; null where it carries none. */
export function policyOf(root) {
	const page = readFileSync(join(root, 'index.html'), 'utf8');
	const meta = /<meta[^>]*http-equiv="Content-Security-Policy"[^>]*>/i.exec(page)?.[0];
	const content = meta === undefined ? undefined : /content="([^"]*)"/i.exec(meta)?.[1];
	return content === undefined ? null : content.replaceAll('&#39;', "'").replaceAll('&quot;', '"');
}
