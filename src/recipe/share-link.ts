import { bytesOf, joined, textOf } from '#lib/bytes.ts';
import { crc32 } from '#lib/crc32.ts';
import { Failure } from '#lib/failure.ts';
import { parsers } from './parsers.ts';

/**
 * A recipe in the fragment of a link: `#recipe=` and the file, deflated (RFC 1951), in base64url
 * (RFC 4648, section 5), behind it a dot and the CRC-32 of the deflated bytes in eight hexadecimal digits. A
 * fragment is not sent to any server.
 */
const KEY = 'recipe';

/** Largest recipe that a link may unfold to, and how much of it is unfolded at once, in bytes. */
const LIMIT = 1 << 20;
const STEP = 1 << 10;

/** What came with a link. */
export interface LinkedRecipe {
	text: string;
	/** False for a link of an edition that gave none a check value: of damage it tells only what makes it unreadable. */
	isChecked: boolean;
}

/** The fragment, with its `#`. */
export function recipeFragment(text: string): string {
	const packed = deflated(text);
	return `#${KEY}=${base64url(packed)}.${checkOf(packed)}`;
}

const carrying = new RegExp(`^#?${KEY}=(.*)$`, 's');

/** Whether a fragment says that it carries a recipe. */
export function carriesRecipe(fragment: string): boolean {
	return carrying.test(fragment);
}

/** The recipe of a fragment; null where it carries none. @throws `recipe not valid` where it is damaged. */
export function recipeOfFragment(fragment: string): LinkedRecipe | null {
	const carried = carrying.exec(fragment);
	if (carried === null) return null;
	try {
		return linked(carried[1]!);
	} catch (cause) {
		throw new Failure(
			'recipe not valid',
			'the link is damaged or cut, and its recipe was not opened: ask for it again, or for the file',
			{ cause }
		);
	}
}

function linked(value: string): LinkedRecipe {
	const [data = '', check = null, ...more] = value.split('.');
	if (!/^[\w-]+$/.test(data) || more.length > 0) throw new RangeError('not base64url');
	const packed = bytesOfBase64url(data);
	const isChecked = check !== null;
	if (isChecked && check !== checkOf(packed)) throw new RangeError('the check value is another');
	const text = textOf(inflated(packed));
	// Most damage leaves what no deflating of the text that comes out would have made.
	if (!isChecked && base64url(deflated(text)) !== data) throw new RangeError('not as it was made');
	return { text, isChecked };
}

function deflated(text: string): Uint8Array {
	return parsers().deflateSync(bytesOf(text), { level: 9 });
}

function checkOf(bytes: Uint8Array): string {
	return crc32(bytes).toString(16).padStart(8, '0');
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
	const { Inflate } = parsers();
	const inflate = new Inflate((chunk, final) => {
		whole = joined(whole, chunk);
		ended = final;
		if (whole.length > LIMIT) throw new RangeError('the recipe is too long');
	});
	for (let at = 0; at < packed.length; at += STEP)
		inflate.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
	if (!ended) throw new RangeError('the recipe is cut');
	return whole;
}
