/**
 * Characters that nobody sees and that may change how others are shown: controls (C1 and DEL too), marks of direction,
 * those without a width, and what separates lines and paragraphs.
 */
export const unseen = String.raw`\u007f-\u009f\u2028\u2029\p{Cf}`;

/** Blanks of a text as it is typed; they are shown as blanks. */
const unseenOnPage = new RegExp(
	String.raw`[\u0000-\u0008\u000b\u000c\u000e-\u001f${unseen}]`,
	'gu'
);

/**
 * A text of a log as a page shows it: what nobody would see stands as its code, as `\u{202E}`. Not for what is copied,
 * exported or compared.
 */
export function visible(text: string): string {
	return text.replace(unseenOnPage, (character) => {
		const code = character.codePointAt(0)!.toString(16).toUpperCase();
		return `\\u{${code.padStart(4, '0')}}`;
	});
}

/** `visible` for what a page shows, where that is a text. */
export function visibleText<Value>(value: Value): Value | string {
	return typeof value === 'string' ? visible(value) : value;
}
