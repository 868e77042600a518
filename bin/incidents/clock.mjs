/** Times of the night in microseconds since 1970, UTC, and how each log writes them. */

const MIDNIGHT = Date.UTC(2007, 0, 15) * 1000;
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;

/** Microseconds of a time of 2007-01-15 written as `HH:MM:SS` with an optional fraction. */
export function at(clock) {
	const [hour, minute, second] = clock.split(':');
	const [whole, below = ''] = second.split('.');
	const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(whole);
	return MIDNIGHT + seconds * SECOND + Number(below.padEnd(6, '0'));
}

function two(value) {
	return String(value).padStart(2, '0');
}

function parts(t) {
	const date = new Date(Math.floor(t / 1000));
	return {
		year: date.getUTCFullYear(),
		month: date.getUTCMonth(),
		day: date.getUTCDate(),
		clock: [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':'),
		micros: String(t % SECOND).padStart(6, '0')
	};
}

/** Zeek: seconds since 1970. */
export function epoch(t) {
	return `${Math.floor(t / SECOND)}.${String(t % SECOND).padStart(6, '0')}`;
}

export function syslog(t) {
	const { month, day, clock } = parts(t);
	return `${months[month]} ${String(day).padStart(2)} ${clock}`;
}

export function commonLog(t) {
	const { year, month, day, clock } = parts(t);
	return `${two(day)}/${months[month]}/${year}:${clock} +0000`;
}

export function fastAlert(t) {
	const { year, month, day, clock, micros } = parts(t);
	return `${two(month + 1)}/${two(day)}/${year}-${clock}.${micros}`;
}

export function isoMillis(t) {
	const { year, month, day, clock, micros } = parts(t);
	return `${year}-${two(month + 1)}-${two(day)}T${clock}.${micros.slice(0, 3)}+0000`;
}

/** As the Windows agent of OSSEC begins a line. */
export function windowsEvent(t) {
	const { year, month, day, clock } = parts(t);
	return `${year} ${months[month]} ${two(day)} ${clock}`;
}

/** As HTTP writes a date. */
export function httpDate(t) {
	return new Date(Math.floor(t / 1000)).toUTCString();
}

const FIRST = at('00:00:04');
const LAST = at('06:29:40');

/** How busy visitors are at each hour: evening on the American east coast, then night. */
const rhythm = [1, 0.95, 0.85, 0.7, 0.55, 0.45, 0.4];

function busyness(t) {
	const hour = (t - MIDNIGHT) / (60 * MINUTE);
	const whole = Math.floor(hour);
	const next = rhythm[whole + 1] ?? rhythm[whole];
	return rhythm[whole] + (next - rhythm[whole]) * (hour - whole);
}

/** `count` times of the night in order, denser where visitors are busier, none far from the next. */
export function visitorTimes(count, random) {
	const steps = Math.floor((LAST - FIRST) / MINUTE);
	const sums = [0];
	for (let i = 0; i < steps; i++) sums.push(sums[i] + busyness(FIRST + i * MINUTE));
	const times = [];
	let step = 0;
	for (let i = 0; i < count; i++) {
		const wanted = ((i + random.next()) / count) * sums[steps];
		while (sums[step + 1] < wanted) step++;
		const within = (wanted - sums[step]) / (sums[step + 1] - sums[step]);
		times.push(Math.floor(FIRST + (step + within) * MINUTE));
	}
	return times;
}

/** `count` times of the night in order, one in each of as many equal parts. */
export function evenTimes(count, random) {
	const width = (LAST - FIRST) / count;
	return Array.from({ length: count }, (_, i) => Math.floor(FIRST + (i + random.next()) * width));
}
