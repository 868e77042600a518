import type { HeaderFields } from './fields.ts';

const names: Readonly<Record<number, string>> = {
	0: 'end of options', 1: 'no operation', 2: 'maximum segment size', 3: 'window scale',
	4: 'selective acknowledgement permitted', 5: 'selective acknowledgement', 8: 'timestamps',
	19: 'MD5 signature', 28: 'user timeout', 29: 'authentication', 30: 'multipath', 34: 'fast open'
}; // prettier-ignore

/** Reads the options up to `end`; what contradicts itself ends them with a remark. */
export function tcpOptions(fields: HeaderFields, end: number): void {
	if (fields.at >= end) return;
	fields.rawGroup('tcp.options', 'Options', () => {
		const found: string[] = [];
		while (fields.at < end) {
			const name = option(fields, end);
			if (name === null) break;
			found.push(name);
		}
		fields.at = Math.min(end, fields.end);
		const meant = found.filter((name) => name !== names[1] && name !== names[0]);
		return meant.join(', ');
	});
}

/** What an option is called; null where it is the last that can be read. */
function option(fields: HeaderFields, end: number): string | null {
	fields.must(1, 'Options');
	const kind = fields.peek(1);
	const length = kind <= 1 ? 1 : fields.left < 2 ? 0 : fields.peek(1, 1);
	if (length < 1 || (kind > 1 && length < 2) || fields.at + length > end) {
		fields.remarks.push('its options contradict their lengths, and are read no further');
		return null;
	}
	const title = names[kind] ?? `kind ${kind}`;
	if (kind <= 1) {
		fields.number('tcp.option_kind', 'Kind', 1, { meaning: title });
		return kind === 0 ? null : title;
	}
	const behind = fields.at + length;
	fields.rawGroup(groupName[kind] ?? 'tcp.options.unknown', title, () => {
		fields.number('tcp.option_kind', 'Kind', 1, { meaning: title });
		fields.number('tcp.option_len', 'Length', 1);
		const value = content(fields, kind, length);
		fields.at = Math.min(behind, fields.end);
		return value;
	});
	return title;
}

const groupName: Readonly<Record<number, string>> = {
	2: 'tcp.options.mss',
	3: 'tcp.options.wscale',
	4: 'tcp.options.sack_perm',
	5: 'tcp.options.sack',
	8: 'tcp.options.timestamp'
};

function content(fields: HeaderFields, kind: number, length: number): string {
	if (kind === 2 && length === 4)
		return String(fields.number('tcp.options.mss_val', 'Largest segment', 2));
	if (kind === 3 && length === 3)
		return String(fields.number('tcp.options.wscale.shift', 'Shift', 1));
	if (kind === 8 && length === 10) {
		const own = fields.number('tcp.options.timestamp.tsval', 'Own time', 4);
		return `${own}, ${fields.number('tcp.options.timestamp.tsecr', 'Time echoed', 4)}`;
	}
	if (kind === 5) return edges(fields, Math.floor((length - 2) / 8));
	return length > 2
		? fields.raw('tcp.options.value', 'Content', Math.min(length - 2, fields.left))
		: '';
}

function edges(fields: HeaderFields, blocks: number): string {
	const found: string[] = [];
	for (let i = 0; i < blocks; i++) {
		const left = fields.number('tcp.options.sack_le', 'From', 4);
		found.push(`${left} to ${fields.number('tcp.options.sack_re', 'To', 4)}`);
	}
	return found.join(', ');
}
