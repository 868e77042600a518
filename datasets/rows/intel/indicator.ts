import { cidrOf, readNetwork } from '#lib/cidr.ts';

/** What a list holds against somebody, in canonical form. */
export interface Indicator {
	kind: 'ip' | 'cidr' | 'domain' | 'url' | 'hash';
	/** Canonical: networks masked, domains and hashes in lower case; a URL as it is written. */
	text: string;
	/** True where bits were set behind the prefix of a network. */
	masked: boolean;
	/** The port written behind an address. */
	port: number | null;
}

const hash = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i;
const domain =
	/^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?\.?$/i;
const url = /^[a-z][a-z0-9+.-]{1,15}:\/\/[^\s/]+\S*$/i;
const addressAndPort = /^(?:\[([0-9a-f:.]+)\]|(\d+\.\d+\.\d+\.\d+)):(\d{1,5})$/i;
const MAX_LENGTH = 8192;
const MAX_DOMAIN = 254;

/** The indicator that a text is, by its shape; null where it is none. */
export function readIndicator(text: string): Indicator | null {
	if (text.length > MAX_LENGTH) return null;
	const network = readNetwork(text);
	if (network !== null) {
		const { isHost, address, masked } = network;
		if (isHost) return plain('ip', address);
		return { ...plain('cidr', cidrOf(network)), masked };
	}
	if (hash.test(text)) return plain('hash', text.toLowerCase());
	if (url.test(text)) return plain('url', text);
	if (text.length <= MAX_DOMAIN && domain.test(text))
		return plain('domain', text.toLowerCase().replace(/\.$/, ''));
	return withPort(text);
}

function plain(kind: Indicator['kind'], text: string): Indicator {
	return { kind, text, masked: false, port: null };
}

function withPort(text: string): Indicator | null {
	const parts = addressAndPort.exec(text);
	if (parts === null || Number(parts[3]) > 65_535) return null;
	const network = readNetwork(parts[1] ?? parts[2]!);
	return network === null ? null : { ...plain('ip', network.address), port: Number(parts[3]) };
}

/** Undoes what reports do so that nobody follows a link: `hxxp://`, `example[.]org`. */
export function refanged(text: string): string {
	return text
		.replace(/^hxxp/i, 'http')
		.replace(/\[\.\]|\(\.\)/g, '.')
		.replace(/\[:\]/g, ':');
}
