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
