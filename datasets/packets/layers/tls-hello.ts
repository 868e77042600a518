import type { HeaderFields } from './fields.ts';
import { tlsExtensions, tlsVersions } from './names.ts';

const SERVER_NAME = 0;
const PROTOCOLS = 16;
const VERSIONS = 43;

/** Says a version of TLS and what it is called. */
export const saidVersion = { hex: 4, meaning: (version: number) => tlsVersions[version] };

/** What a client offers, up to `end`. Answers the name that it asks for, and the versions. */
export function clientHello(fields: HeaderFields, end: number): string {
	hello(fields);
	const suites = fields.number(
		'tls.handshake.cipher_suites_length',
		'Length of the cipher suites',
		2
	);
	fields.group('tls.handshake.ciphersuites', 'Cipher suites', () => {
		const count = Math.floor(suites / 2);
		for (let i = 0; i < count; i++)
			fields.number('tls.handshake.ciphersuite', 'Cipher suite', 2, { hex: 4 });
		return String(count);
	});
	const methods = fields.number(
		'tls.handshake.comp_methods_length',
		'Length of the compressions',
		1
	);
	fields.must(methods, 'Compressions');
	fields.skip(methods);
	return extensions(fields, end, true);
}

/** What a server chose. */
export function serverHello(fields: HeaderFields, end: number): string {
	hello(fields);
	fields.number('tls.handshake.ciphersuite', 'Cipher suite', 2, { hex: 4 });
	fields.number('tls.handshake.comp_method', 'Compression', 1);
	return extensions(fields, end, false);
}

function hello(fields: HeaderFields): void {
	fields.number('tls.handshake.version', 'Version', 2, saidVersion);
	fields.raw('tls.handshake.random', 'Random', 32);
	const length = fields.number('tls.handshake.session_id_length', 'Length of the session', 1);
	if (length > 0) fields.raw('tls.handshake.session_id', 'Session', length);
}

function extensions(fields: HeaderFields, end: number, isClient: boolean): string {
	const found: string[] = [];
	if (fields.at + 2 > end) return '';
	fields.number('tls.handshake.extensions_length', 'Length of the extensions', 2);
	while (fields.at + 4 <= end) {
		const type = fields.peek(2);
		const title = tlsExtensions[type] ?? `extension ${type}`;
		fields.group('', title, () => {
			const value = extension(fields, end, isClient);
			if (value !== '') found.push(value);
			return value;
		});
	}
	return found.join(', ');
}

function extension(fields: HeaderFields, end: number, isClient: boolean): string {
	const said = { meaning: (code: number) => tlsExtensions[code] };
	const type = fields.number('tls.handshake.extension.type', 'Extension', 2, said);
	const length = fields.number('tls.handshake.extension.len', 'Length', 2);
	const behind = Math.min(fields.at + length, end);
	fields.must(length, tlsExtensions[type] ?? 'Extension');
	const value = extensionContent(fields, type, { end: behind, isClient });
	fields.at = behind;
	return value;
}

function extensionContent(
	fields: HeaderFields,
	type: number,
	{ end, isClient }: { end: number; isClient: boolean }
): string {
	if (type === SERVER_NAME && end - fields.at >= 5) return serverName(fields, end);
	if (type === PROTOCOLS) return protocols(fields, end);
	if (type !== VERSIONS) return '';
	if (!isClient)
		return versionText(
			fields.number('tls.handshake.extensions.supported_version', 'Version', 2, saidVersion)
		);
	fields.number('tls.handshake.extensions.supported_versions_len', 'Length of the versions', 1);
	const found: string[] = [];
	while (fields.at + 2 <= end) {
		const version = fields.number(
			'tls.handshake.extensions.supported_version',
			'Version',
			2,
			saidVersion
		);
		if (tlsVersions[version] !== undefined) found.push(tlsVersions[version]);
	}
	return found.join(' or ');
}

function serverName(fields: HeaderFields, end: number): string {
	fields.number('tls.handshake.extensions_server_name_list_len', 'Length of the names', 2);
	fields.number('tls.handshake.extensions_server_name_type', 'Kind of name', 1);
	const length = fields.number('tls.handshake.extensions_server_name_len', 'Length of the name', 2);
	if (fields.at + length > end) return '';
	return fields.text('tls.handshake.extensions_server_name', 'Server name', length);
}

function protocols(fields: HeaderFields, end: number): string {
	const found: string[] = [];
	fields.number('tls.handshake.extensions_alpn_len', 'Length of the protocols', 2);
	while (fields.at < end) {
		const length = fields.number(
			'tls.handshake.extensions_alpn_str_len',
			'Length of the protocol',
			1
		);
		if (fields.at + length > end) break;
		found.push(fields.text('tls.handshake.extensions_alpn_str', 'Protocol', length));
	}
	return found.join(' or ');
}

function versionText(version: number): string {
	return tlsVersions[version] ?? '';
}
