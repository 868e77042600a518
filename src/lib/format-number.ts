/** Numbers as the page writes them. */

/** `1,234,567`; a fraction keeps at most three digits. */
export function numberText(value: number | bigint): string {
	if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
	const [whole = '', fraction] = plain(value).split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
	return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** All digits of a number, those before the point in groups; what is written otherwise (`1e+21`, `nan`) stays so. */
export function wholeNumberText(value: number | bigint | string): string {
	const parts = /^(-?)(\d+)(\.\d+)?$/.exec(String(value));
	if (parts === null) return String(value);
	const [, sign, whole, fraction = ''] = parts;
	return `${sign}${whole!.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}

function plain(value: number | bigint): string {
	if (typeof value === 'bigint' || Number.isInteger(value)) return BigInt(value).toString();
	return value.toFixed(3).replace(/\.?0+$/, '');
}

/** `1 row`, `214 rows`. */
export function countText(count: number, one: string, many = `${one}s`): string {
	return `${numberText(count)} ${count === 1 ? one : many}`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes in powers of a thousand: `512 B`, `1.3 MB`. */
export function bytesText(bytes: number): string {
	let value = bytes;
	let unit = 0;
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	const digits = unit > 0 && value < 9.95 ? 1 : 0;
	return `${value.toFixed(digits)} ${units[unit]}`;
}
