/** Parts that each view has. */
export const PARTS = 40;

/** Pixels of a view. */
export const SIZE = { width: 640, height: 120 };

/** Seconds that the sessions are spread over. */
export const SECONDS = 86_400;

/** Three views of sessions: when, how many bytes, how long. The brush is drawn over the first. */
export const views = [
	view('time', 'second', [0, SECONDS]),
	view('size', 'size', [0, 20]),
	view('duration', 'duration', [0, 60])
];

function view(name, column, extent) {
	const [from, to] = extent;
	const part = `least(${PARTS - 1}, floor((${column} - ${from}) * ${PARTS / (to - from)}))::INTEGER`;
	return { name, column, extent, part };
}

/** So many sessions, always the same; their time stands twice, as a moment and as seconds of its day. */
export function sessionsSql(rows) {
	return `CREATE TABLE sessions AS SELECT *, TIMESTAMP '2026-01-02' + to_microseconds((second * 1e6)::BIGINT) AS ts FROM (SELECT
		((hash(i) % 1000003) / 1000003.0 * ${SECONDS})::DOUBLE AS second,
		(ln(1 + (hash(i + 1) % 1000003)) * 20 / ln(1000004))::DOUBLE AS size,
		(60 * pow((hash(i + 2) % 1000003) / 1000003.0, 3))::DOUBLE AS duration
	FROM range(${rows}) t(i))`;
}
