import { nothingToKeep } from '#lib/unreadable.ts';

/** The indicators of a value, and what else the value says. */
export interface IndicatorParts {
	indicators: string[];
	note: string | null;
}

/** Types whose values may look like a domain and are none. */
const others =
	/file[-_ ]?name|path|mutex|mail|account|user|registry|reg-?key|yara|sigma|process|pattern|^cve|vulnerability|^comment|^text$|^asn?$/i;

/** What CrowdSec writes in front of an address or a network. */
const scope = /^(?:Ip|Range):(?=[\da-f:])/;

/**
 * Takes a value apart by the type that its list gives it, as MISP writes `filename|sha256` and `ip-dst|port`.
 * Throws `record not readable` for a type that is none of an address, domain, URL or hash.
 */
export function partsOf(type: string | null, value: string): IndicatorParts {
	const types = (type ?? '').split('|');
	const values = value.split('|');
	if (types.length !== 2 || values.length !== 2)
		return { indicators: [only(type, value.replace(scope, ''))], note: null };
	const [first, second] = values as [string, string];
	if (types[0] === 'filename') return { indicators: [only(types[1]!, second)], note: first };
	if (types[1] === 'port') return { indicators: [withPort(first, second)], note: null };
	return { indicators: [only(types[0]!, first), only(types[1]!, second)], note: null };
}

function only(type: string | null, value: string): string {
	// A type such as `hash`, with the name of the file beside it, is one of indicators all the same.
	if (type !== null && others.test(type) && !/md5|sha\d|hash/i.test(type))
		throw nothingToKeep(`an indicator of type ${type.slice(0, 40)}, which no column holds`, value);
	return value;
}

function withPort(address: string, port: string): string {
	return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
