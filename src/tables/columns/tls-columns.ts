import type { ColumnRow } from './column-row.ts';
import { sensorRow } from './sensor-column.ts';

export const tlsRows = [
	['version', 'text', 'word', 'negotiated version'],
	['cipher', 'text', 'word', 'negotiated cipher suite'],
	['server_name', 'text', 'host name', 'name asked for (SNI)', { anywhere: 'servername sni tlssni' }],
	['subject', 'text', 'text', 'subject of the certificate'],
	['issuer', 'text', 'text', 'issuer of the certificate'],
	['fingerprint', 'text', 'hash', 'of the certificate'],
	['ja3', 'text', 'hash', 'JA3 of the client'],
	['ja3s', 'text', 'hash', 'JA3S of the server'],
	['established', 'boolean', 'yes', 'the handshake was completed'],
	['uid', 'text', 'session id', 'session of the handshake'],
	sensorRow
] as const satisfies readonly ColumnRow[]; // prettier-ignore
