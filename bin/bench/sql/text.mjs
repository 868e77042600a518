/** A text as SQL has it. */
export function quoted(text) {
	return `'${text.replaceAll("'", "''")}'`;
}

/** Each line of a file as a row of its own. */
export function linesOf(path) {
	return `read_csv(${quoted(path)}, columns = {'line': 'VARCHAR'}, header = false, auto_detect = false,
		delim = '\\0', quote = '', escape = '', comment = '', strict_mode = false, null_padding = false)`;
}
