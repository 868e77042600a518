/** A date, and what a clock adds to it: `2024-01-01`, `20240101T000000Z`, `2024-01-01-00-00-00`. */
const date =
	'(?:19|20)\\d\\d[-_.]?[01]\\d[-_.]?[0-3]\\d(?:[t_.-]?[0-2]\\d(?:[:_.-]?[0-5]\\d){0,2})?z?';
/** Two times of a day, as Zeek names what it archives. */
const clocks = '[0-2]\\d[:_.][0-5]\\d[:_.][0-5]\\d-[0-2]\\d[:_.][0-5]\\d[:_.][0-5]\\d';
/** The number of a ring of captures stands before their date. */
const dated = `[-_.+]?(?:\\d{5}_)?(?:${date}|${clocks})`;
/** `conn.log.1` and `conn.1.log`, but neither `10.1.2.3.log` nor `net1.log`: those are names of places. */
const numbered = '([a-z])\\.\\d{1,5}((?:\\.[a-z]+)*)$';
const packed = '\\.(?:gz|bz2|xz|zst)$';

/** SQL of a source's name without what rotation gives to it: the same for all files of one rotated log. */
export function rotationStem(name: string): string {
	const undated = `regexp_replace(${plainName(name)}, '${dated}', '', 'g')`;
	return `regexp_replace(${undated}, '${numbered}', '\\1\\2')`;
}

/** SQL of a source's name in lower case, without the ending of a packed file. */
export function plainName(name: string): string {
	return `regexp_replace(lower(${name}), '${packed}', '')`;
}
