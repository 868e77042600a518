/** Headless, and without whatever a browser asks of its maker on its own account. */
export const flags = [
	'--no-sandbox',
	'--js-flags=--liftoff-only',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];
