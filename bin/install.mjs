import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Runs a command with the terminal's own streams and answers its exit code. */
export function run(command, args, options = {}) {
	return spawnSync(command, args, { stdio: 'inherit', ...options }).status ?? 1;
}

function lockOf(path) {
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null;
}

/** True where every package that the lock file names for this machine is installed in its version. */
function isInstalled() {
	const wanted = lockOf('package-lock.json');
	const present = lockOf('node_modules/.package-lock.json');
	if (wanted === null || present === null) return false;
	return Object.entries(wanted).every(
		([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version
	);
}

/** Installs the locked packages where they are missing or differ; exits where that fails. */
export function installPackages() {
	if (isInstalled()) return;
	process.stderr.write('installing packages (once)\n');
	const code = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
	if (code !== 0) process.exit(code);
}
