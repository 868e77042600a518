import { deflateSync, Inflate } from 'fflate';
import { bytesOf, joined, textOf } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';

/**
 * A recipe in the fragment of a link: `#recipe=` and the file, deflated (RFC 1951), in base64url
 * (RFC 4648, section 5). A fragment is not sent to any server.
 */
const KEY = 'recipe';

/** Largest recipe that a link may unfold to, in bytes. */
const LIMIT = 1 << 20;

/** The fragment, with its `#`. */
export function recipeFragment(text: string): string {
	return `#${KEY}=${base64url(deflateSync(bytesOf(text), { level: 9 }))}`;
}

/** The recipe of a fragment; null where it carries none. @throws `recipe not valid` where it is damaged. */
export function recipeOfFragment(fragment: string): string | null {
	const packed = new URLSearchParams(fragment.replace(/^#/, '')).get(KEY);
	if (packed === null) return null;
	try {
		return textOf(inflated(bytesOfBase64url(packed)));
	} catch (cause) {
		throw new Failure('recipe not valid', 'the link is damaged or cut', { cause });
	}
}

function base64url(bytes: Uint8Array): string {
	const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesOfBase64url(text: string): Uint8Array {
	const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** A stream that is cut, or that unfolds to more than the limit, ends in an exception. */
function inflated(packed: Uint8Array): Uint8Array {
	let whole: Uint8Array = new Uint8Array(0);
	let ended = false;
	const inflate = new Inflate((chunk, final) => {
		whole = joined(whole, chunk);
		ended = final;
		if (whole.length > LIMIT) throw new RangeError('the recipe is too long');
	});
	inflate.push(packed, true);
	if (!ended) throw new RangeError('the recipe is cut');
	return whole;
}
