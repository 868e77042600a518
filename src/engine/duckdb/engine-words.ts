/** What a person is told where the engine's own words are about its settings: what happened, and what to do. */
const inWords: readonly [engine: RegExp, words: (found: RegExpExecArray) => string][] = [
	[
		/Out of Memory Error|bad_alloc|memory limit of .* exceeded|Array buffer allocation failed/i,
		() =>
			'there is not enough memory for this query: narrow it by time, address or columns before it sorts, joins or gathers'
	],
	[
		/Max expression depth limit of (\d+) exceeded/,
		([, depth]) =>
			`an expression stands in more than ${depth} others: divide it, with WITH or into cells of its own`
	],
	[
		/Maximum call stack size exceeded|stack overflow/i,
		() => 'the statement is nested too deeply: divide it, with WITH or into cells of its own'
	],
	[/^Invalid Input Error: (a row is too large: .*)/s, ([, own]) => own!]
];

/** The words of an engine that failed; those of its limits as plain ones. */
export function plainWords(message: string): string {
	for (const [engine, words] of inWords) {
		const found = engine.exec(message);
		if (found !== null) return words(found);
	}
	return message;
}
