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
