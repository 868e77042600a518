import { bytesOf, startsWith } from '#lib/bytes.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';

/** The fields that fill each column; the first that has a value counts. */
export const columns: Readonly<Record<string, readonly string[]>> = {
	src_ip: ['c-ip'],
	src_port: ['c-port'],
	dst_ip: ['s-ip'],
	dst_port: ['s-port'],
	host: ['cs-host', 'cs(Host)'],
	method: ['cs-method'],
	path: ['cs-uri-stem', 'cs-uri-path'],
	query: ['cs-uri-query'],
	url: ['cs-uri'],
	status: ['sc-status'],
	bytes: ['sc-bytes'],
	user_agent: ['cs(User-Agent)'],
	referer: ['cs(Referer)', 'cs(Referrer)'],
	user: ['cs-username'],
	server_ip: ['s-ip']
};

const target = ['cs-uri-stem', 'cs-uri-path', 'cs-uri'];
/** Fields that only the file service of IIS has. */
const ofFiles = ['x-session', 'x-fullpath'];
/** Prefixes of W3C: client, server, and from one to the other. */
const sided = /^(?:c|s|cs|sc|r|rs|sr)-|^(?:cs|sc|rs|sr)\(/;

/** Whether the rows below a header tell of requests to a web server. */
export function isWeb(names: readonly string[]): boolean {
	return (
		target.some((name) => names.includes(name)) && !ofFiles.some((name) => names.includes(name))
	);
}

/** Whether a header names fields of client and server; that of CloudFront also names its edge. */
export function isFromServer(names: readonly string[]): boolean {
	return (
		names.some((name) => sided.test(name)) && !names.some((name) => name.startsWith('x-edge-'))
	);
}

/** Mail, news and file services of IIS log in the same fields, under names of their own. */
const otherServices = ['SMTPSVC', 'NNTPSVC', 'MSFTPSVC', 'FTPSVC'].map(bytesOf);

/** Answers whether the row at hand is of a web site. */
export function ofWebSite(site: FieldBytes): () => boolean {
	return () =>
		!site.load() ||
		!otherServices.some((name) => startsWith(site.bytes, name, site.start, site.end));
}
