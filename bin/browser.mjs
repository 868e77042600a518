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
	return findProgram(names, env.CHROMIUM_PATH, usual, env);
}

/** The first that is a program: what was given, then one of the names on the path, then where systems put it. */
function findProgram(wanted, given, elsewhere, env) {
	const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
	const onPath = wanted.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...(given ? [given] : []), ...onPath, ...elsewhere].find(isProgram) ?? null;
}

const firefoxNames = ['firefox-esr', 'firefox'];

/** Path of a Firefox on this machine; null where none is found. FIREFOX_PATH goes first. */
export function findFirefox(env = process.env) {
	return findProgram(firefoxNames, env.FIREFOX_PATH, ['/usr/lib/firefox-esr/firefox-esr'], env);
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
