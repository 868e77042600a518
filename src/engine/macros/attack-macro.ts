/** File inclusion, path traversal, files of the system, commands, SQL and scripts, in an URL as a server may read it. */
const patterns = [
	'=(https?|ftps?|gopher|dict|ldaps?|tftp|data):',
	'(php|phar|expect|zip|glob|file|data)://',
	String.raw`\.\.[/\\]`,
	'%2e%2e',
	'%25',
	'/etc/(passwd|shadow)',
	'/proc/self/',
	String.raw`(win|boot)\.ini`,
	'cmd=',
	'/bin/(ba)?sh',
	String.raw`[;|${'`'}]\s*(cat|id|wget|curl|nc|bash|sh|powershell)(\s|$)`,
	String.raw`\$\{jndi:`,
	String.raw`union(\s|\(|/\*.*?\*/)+(all(\s|\(|/\*.*?\*/)+)?select`,
	String.raw`<\s*(script|svg|iframe)`
];

/**
 * `like_attack` is whether an URL looks like an attack upon a web server, however it is encoded; what is encoded more
 * than three times over looks like one too. Null for null.
 */
export const attackMacro = `CREATE MACRO like_attack(url) AS regexp_matches(decoded_url(url), '${patterns.join('|')}')`;
