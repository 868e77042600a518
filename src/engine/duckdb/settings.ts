/**
 * What shuts the database in: no extension may be fetched, no file or address may be reached, and the
 * configuration cannot be changed back.
 */
export const lockdown: readonly string[] = [
	'SET autoinstall_known_extensions = false',
	'SET autoload_known_extensions = false',
	'SET enable_external_access = false',
	'SET lock_configuration = true'
];

/**
 * Of a database on disk, set before the lockdown: rows that are not at work go to the disk, and the tab stays small.
 * What sorts and joins millions of rows needs the most of it, and nothing of that can be put off to the disk.
 */
export const onDisk: readonly string[] = ["SET memory_limit = '1400MB'"];

/**
 * Of a database in a program, set before the lockdown. Whatever folder DuckDB may put its own files into stays open
 * to statements when all others are closed: it gets none, and what is too large for the memory fails. Nor may the
 * zone of the machine be seen in an answer.
 */
export const inProgram: readonly string[] = [
	"SET temp_directory = ''",
	'SET allow_persistent_secrets = false',
	"SET TimeZone = 'UTC'"
];
