/** Code units in the order of the code points that they stand for: those beyond U+FFFF stand last, as in UTF-8. */
function rank(unit: number): number {
	if (unit < 0xd800) return unit;
	return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** Orders texts by their code points, as a database does that orders them by their bytes in UTF-8. */
export function byCodePoint(one: string, other: string): number {
	const length = Math.min(one.length, other.length);
	for (let at = 0; at < length; at++) {
		const order = rank(one.charCodeAt(at)) - rank(other.charCodeAt(at));
		if (order !== 0) return order;
	}
	return one.length - other.length;
}
