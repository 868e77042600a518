import { visible } from '#lib/visible.ts';

/** Pixels of a letter at the size of the words of a drawing. */
export const LETTER = 6.4;

/** Long names lose their middle: what tells them apart stands at either end. @param room pixels */
export function shortened(text: string, room: number): string {
	const most = Math.max(4, Math.floor(room / 6.2));
	if (text.length <= most) return text;
	const head = Math.ceil((most - 1) * 0.6);
	return `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}`;
}

/** A name of the data as it is read: what nobody would see is told. */
export function nameText(name: string): string {
	return name === '' ? '(empty)' : visible(name);
}
