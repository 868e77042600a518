/** A dot and slashes in the forms that some servers read as such: `%u002e` of IIS, and UTF-8 of more bytes than due. */
const forms = [
	['%u00([0-7][0-9a-f])', String.raw`%\1`],
	['%(c0|e0%80)%ae', '.'],
	['%(c0|e0%80)%af', '/'],
	['%(c1|e0%81)%9c', String.raw`\\`],
	// What is no ASCII stays as it is written: decoded it need be no text.
	['%([89a-f][0-9a-f])', String.raw`%25\1`]
] as const;

/** Encoded more often than this, nothing reads it any more. */
const ROUNDS = 3;

function decodedOnce(text: string): string {
	const plain = forms.reduce(
		(before, [form, means]) => `regexp_replace(${before}, '${form}', '${means}', 'g')`,
		text
	);
	return `lower(url_decode(${plain}))`;
}

/**
 * `decoded_url` is what a server may read in an URL: in lower case, `+` as a space, and what stands for a character of
 * ASCII as that character, also where it was encoded up to three times over. Null for null; never fails.
 */
export const decodedUrlMacro = `CREATE MACRO decoded_url(url) AS ${Array.from({
	length: ROUNDS
}).reduce<string>(decodedOnce, `lower(replace(url, '+', ' '))`)}`;
