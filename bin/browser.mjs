import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { run } from './install.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where systems put a browser that is not on the path. */
const usual = [
	'/usr/lib/chromium/chromium',
	'/snap/bin/chromium',
	'/opt/google/chrome/chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe'
];

function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}

/** Path of a Chromium or Chrome on this machine; null where none is found. CHROMIUM_PATH goes first. */
export function findBrowser(env = process.env) {
	const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
	const candidates = [
		...(env.CHROMIUM_PATH ? [env.CHROMIUM_PATH] : []),
		...names.flatMap((name) => folders.map((folder) => join(folder, name))),
		...usual
	];
	return candidates.find(isProgram) ?? null;
}

function mayInstall() {
	if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
	return spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The browser, installed where that is possible; null, and one line on what to do, where it is not. */
export function ensureBrowser() {
	const found = findBrowser();
	if (found !== null) return found;
	if (mayInstall()) {
		process.stderr.write('installing chromium (once)\n');
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
		run('apt-get', ['update', '-qq'], options);
		run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
	}
	const installed = findBrowser();
	if (installed === null)
		process.stderr.write(
			'no browser: install Chromium or Chrome, or set CHROMIUM_PATH to where it is\n'
		);
	return installed;
}
