import { countText } from '#lib/format-number.ts';
import type { HeaderFields } from './fields.ts';
import { tlsContents, tlsHandshakes } from './names.ts';
import { clientHello, saidVersion, serverHello } from './tls-hello.ts';

const HANDSHAKE = 22;
const ALERT = 21;
const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;
/** The largest record that RFC 8446 and the versions before it allow. */
const LARGEST_RECORD = 16_384 + 2048;

/** Records of TLS, as many as begin in this packet. */
export function tls(fields: HeaderFields): null {
	fields.is('tls', 'TLS');
	const said: string[] = [];
	let isFirst = true;
	while (fields.left > 0) {
		if (!isFirst && !looksLikeRecord(fields)) {
			fields.remarks.push('what stands behind the last record is no record of TLS');
			break;
		}
		isFirst = false;
		fields.group('tls.record', 'Record', () => {
			const value = record(fields);
			said.push(value);
			return value;
		});
	}
	fields.summary = said.join('; ');
	return null;
}

function looksLikeRecord(fields: HeaderFields): boolean {
	return tlsContents[fields.peek(1)] !== undefined && fields.peek(1, 1) === 3;
}

function record(fields: HeaderFields): string {
	const type = fields.number('tls.record.content_type', 'Content', 1, {
		meaning: (code) => tlsContents[code]
	});
	fields.number('tls.record.version', 'Version of the record', 2, saidVersion);
	const length = fields.number('tls.record.length', 'Length', 2);
	const name = tlsContents[type] ?? `content ${type}`;
	if (length > LARGEST_RECORD) {
		fields.remarks.push(`no record is that long: ${length}`);
		fields.at = fields.end;
		return name;
	}
	const end = fields.at + length;
	if (end > fields.end)
		fields.remarks.push('a record goes on in the next segment: follow the stream');
	const value =
		type === HANDSHAKE
			? handshakes(fields, Math.min(end, fields.end))
			: type === ALERT && length === 2
				? alert(fields)
				: name;
	fields.at = Math.min(end, fields.end);
	return value;
}

const alertLevels: Readonly<Record<number, string>> = { 1: 'warning', 2: 'fatal' };
const alerts: Readonly<Record<number, string>> = {
	0: 'close notify', 10: 'unexpected message', 20: 'bad record MAC', 40: 'handshake failure', 42: 'bad certificate',
	43: 'unsupported certificate', 44: 'certificate revoked', 45: 'certificate expired', 46: 'certificate unknown',
	47: 'illegal parameter', 48: 'unknown CA', 49: 'access denied', 50: 'decode error', 51: 'decrypt error',
	70: 'protocol version', 71: 'insufficient security', 80: 'internal error', 86: 'inappropriate fallback',
	90: 'user cancelled', 109: 'missing extension', 112: 'unrecognised name', 116: 'certificate required',
	120: 'no application protocol'
}; // prettier-ignore

/** Only where it is in the clear: an encrypted one is longer. */
function alert(fields: HeaderFields): string {
	fields.must(2, 'Alert');
	const level = fields.number('tls.alert_message.level', 'Level', 1, {
		meaning: (code) => alertLevels[code]
	});
	const code = fields.number('tls.alert_message.desc', 'Alert', 1, {
		meaning: (value) => alerts[value]
	});
	return `alert, ${alertLevels[level] ?? level}: ${alerts[code] ?? code}`;
}

/** Messages of a record; what is no message, or longer than its record, is encrypted or goes on elsewhere. */
function handshakes(fields: HeaderFields, end: number): string {
	const found: string[] = [];
	while (end - fields.at >= 4) {
		const name = tlsHandshakes[fields.peek(1)];
		const length = fields.peek(3, 1);
		if (name === undefined || length > LARGEST_MESSAGE) {
			found.push('encrypted handshake');
			break;
		}
		found.push(name);
		fields.group('tls.handshake', name, () => handshake(fields, name, end));
	}
	return found.join(', ');
}

/** Certificates are the largest that anybody sends. */
const LARGEST_MESSAGE = 1 << 18;

function handshake(fields: HeaderFields, name: string, end: number): string {
	const type = fields.number('tls.handshake.type', 'Message', 1, { meaning: name });
	const length = fields.number('tls.handshake.length', 'Length', 3);
	const behind = fields.at + length;
	if (behind > end && fields.remarks.length === 0)
		fields.remarks.push('a message goes on in the next record: follow the stream');
	let value = countText(length, 'byte');
	if (type === CLIENT_HELLO) value = clientHello(fields, behind);
	if (type === SERVER_HELLO) value = serverHello(fields, behind);
	fields.at = Math.min(behind, end);
	return value;
}
