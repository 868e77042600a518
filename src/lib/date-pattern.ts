import { monthOf } from './time.ts';

/**
 * A pattern of date and time in the letters of Java's SimpleDateFormat and DateTimeFormatter. Those are known
 * that logs are written with: year, month, day, weekday, hours of 24 or of 12 with `a`, minutes, seconds, parts of
 * a second, and a zone.
 */
export interface DatePattern {
	/**
	 * The time as `YYYY-MM-DD HH:MM:SS.ffffff` with the zone behind it that it names, or where the pattern has no
	 * year as `Mon DD HH:MM:SS.ffffff`; null for a text that is not of the pattern. Whether there is such a day is
	 * not asked.
	 */
	read(text: string): string | null;
}

/** Parts of a time, as they are written. */
type Part =
	| 'year' | 'month' | 'day' | 'weekday' | 'hour' | 'half' | 'noon' | 'minute' | 'second' | 'millis' | 'fraction'
	| 'zone'; // prettier-ignore
type Found = Partial<Record<Part, string>>;

/** Letters, quoted text, blanks, and any other character. */
const token = /([A-Za-z])\1*|'(?:[^']|'')*'| +|[^A-Za-z' ]/g;
const number = '(\\d{1,2})';
const zoneShape = '(Z|(?:UTC|GMT)?(?:[+-]\\d\\d?(?::?\\d\\d)?)?)';

/** How the parts are written, by letter, and which they are. */
const letters: Readonly<Record<string, readonly [part: Part, shape: string]>> = {
	d: ['day', number],
	H: ['hour', number],
	h: ['half', number],
	a: ['noon', '([AaPp][Mm])'],
	m: ['minute', number],
	s: ['second', number],
	E: ['weekday', '([A-Za-z]{2,9})'],
	z: ['zone', zoneShape],
	Z: ['zone', zoneShape],
	X: ['zone', zoneShape],
	x: ['zone', zoneShape]
};

/** The pattern that a text is; null where it has a letter that is not known here, or leaves out day or hour. */
export function datePattern(pattern: string): DatePattern | null {
	const tokens = pattern.match(token) ?? [];
	if (tokens.join('') !== pattern) return null;
	const parts: Part[] = [];
	let shape = '';
	for (const written of tokens) {
		const known = shapeOf(written);
		if (known === null) return null;
		const [part, expression] = known;
		// A part that came twice would also make the expression ambiguous, and so slow.
		if (part !== null && parts.includes(part)) return null;
		if (part !== null) parts.push(part);
		shape += expression;
	}
	if (!isComplete(parts)) return null;
	const whole = new RegExp(`^${shape}$`);
	return {
		read(text) {
			const match = whole.exec(text);
			if (match === null) return null;
			return rendered(Object.fromEntries(parts.map((part, i) => [part, match[i + 1]!])));
		}
	};
}

function isComplete(parts: readonly Part[]): boolean {
	const hours = parts.includes('hour') || (parts.includes('half') && parts.includes('noon'));
	return hours && (['month', 'day', 'minute'] as const).every((part) => parts.includes(part));
}

function shapeOf(written: string): readonly [part: Part | null, shape: string] | null {
	const { length } = written;
	const letter = written[0]!;
	if (letter === 'y' || letter === 'u') return ['year', length === 2 ? '(\\d\\d)' : '(\\d{4})'];
	if (letter === 'M') return ['month', length > 2 ? '([A-Za-z]{3})[a-z]*' : number];
	// SimpleDateFormat counts milliseconds; more than three letters are decimals, as DateTimeFormatter reads them.
	if (letter === 'S') return length > 3 ? ['fraction', '(\\d{1,9})'] : ['millis', '(\\d{1,3})'];
	if (/[A-Za-z]/.test(letter)) return letters[letter] ?? null;
	const text = letter === "'" ? written.slice(1, -1).replace(/''/g, "'") || "'" : written;
	return [
		null,
		text.replace(/ +/g, ' ').replace(/[^A-Za-z0-9]/g, (mark) => (mark === ' ' ? ' +' : `\\${mark}`))
	];
}

function rendered(found: Found): string | null {
	const month = monthNumber(found.month!);
	const hour = hourOf(found);
	if (month === null || hour === null) return null;
	const fraction = found.millis?.padStart(3, '0') ?? found.fraction ?? '0';
	const clock = `${hour}:${two(found.minute!)}:${two(found.second ?? '0')}.${fraction}`;
	if (found.year === undefined) return `${monthNames[month - 1]} ${two(found.day!)} ${clock}`;
	const year = found.year.length === 2 ? `20${found.year}` : found.year;
	return `${year}-${two(String(month))}-${two(found.day!)} ${clock}${offsetOf(found.zone ?? '')}`;
}

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function monthNumber(text: string): number | null {
	if (!/^\d/.test(text)) return monthOf(text);
	const month = Number(text);
	return month >= 1 && month <= 12 ? month : null;
}

/** Hours of 24; of a clock with twelve, 12 is the first. */
function hourOf({ hour, half, noon }: Found): string | null {
	if (half === undefined || noon === undefined) return two(hour ?? half!);
	const hours = Number(half);
	if (hours < 1 || hours > 12) return null;
	return two(String((hours % 12) + (/^p/i.test(noon) ? 12 : 0)));
}

/** `+2`, `GMT+2:00` and the like as an offset of four digits; a name alone as it is. */
function offsetOf(zone: string): string {
	const parts = /([+-])(\d\d?):?(\d\d)?$/.exec(zone);
	return parts === null ? zone : `${parts[1]}${two(parts[2]!)}${parts[3] ?? '00'}`;
}

function two(digits: string): string {
	return digits.padStart(2, '0');
}
