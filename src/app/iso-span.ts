/** From one ISO 8601 moment to another, to the second, with the date once where it is the same. */
export function isoSpan(first: string | null, last: string | null): string {
	if (first === null || last === null) return 'no row has a time';
	const [from, to] = [moment(first), moment(last)];
	const end = from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to;
	return from === to ? `${from} UTC` : `${from} to ${end} UTC`;
}

function moment(iso: string): string {
	return iso.slice(0, 19).replace('T', ' ');
}
