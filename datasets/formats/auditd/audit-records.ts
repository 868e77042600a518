import { fieldsOf, hexBytes, known, type AuditField } from './fields.ts';
import { actionOf, peerOf, type Peer } from './words.ts';

/** Marks the end of an event, and says nothing more. */
const END = 'EOE';

/** What the records of one event say together. */
export class AuditRecords {
	readonly #types: string[] = [];
	readonly #texts: string[] = [];
	/** Of all records but those of paths, which have the same fields each. */
	readonly #fields: AuditField[] = [];
	readonly #paths: ReadonlyMap<string, string>[] = [];

	/** @param text of a record of the event, behind its header */
	add(type: string, text: string): void {
		if (type === END) return;
		const fields = fieldsOf(text, type);
		if (type !== '') this.#types.push(type);
		this.#texts.push(`${type} ${textFrom(text, fields)}`.trim());
		if (type === 'PATH') this.#paths.push(new Map(fields.map(({ name, value }) => [name, value])));
		else for (const field of fields) this.#fields.push(field);
	}

	get types(): readonly string[] {
		return this.#types;
	}

	get fields(): readonly AuditField[] {
		return this.#fields;
	}

	/** The records as text, a line each. */
	get text(): string {
		return this.#texts.join('\n');
	}

	/** The first value of that name which stands for one. */
	first(name: string): string | null {
		for (const field of this.#fields) {
			if (field.name !== name) continue;
			const value = known(field.value);
			if (value !== null) return value;
		}
		return null;
	}

	/** The account that the event is about; else the one that acts, by its name where it has one. */
	get user(): string | null {
		for (const name of ['acct', 'ID', 'id', 'UID', 'uid']) {
			const value = this.first(name);
			if (value !== null) return value;
		}
		return null;
	}

	/** A security module says itself what became of it. */
	get action(): string | null {
		const avc = this.#texts.find((text) => /^(?:USER_)?AVC\b|^1400\b|apparmor=/.test(text));
		if (avc !== undefined) {
			if (/\bdenied\b|="DENIED"/.test(avc)) return 'Denied';
			return /\bgranted\b|="ALLOWED"/.test(avc) ? 'Allowed' : null;
		}
		const result = this.first('success') ?? this.first('res');
		return actionOf(this.#types, result === 'no' || result === 'failed' || result === '0');
	}

	/** The object itself, and not the folder that holds it. */
	get path(): string | null {
		const path = this.#paths.find((one) => one.get('nametype') !== 'PARENT') ?? this.#paths[0];
		const name = path === undefined ? null : known(path.get('name') ?? '');
		return name ?? this.first('path') ?? this.first('name');
	}

	/** Names of all paths that have one. */
	get paths(): string[] {
		return this.#paths.map((path) => known(path.get('name') ?? '') ?? '').filter((name) => name);
	}

	/** The socket that a system call names, as it lay in memory; null where it is not known whose its address is. */
	get socket(): { memory: Uint8Array; peer: Peer } | null {
		const digits = this.first('saddr');
		if (digits === null || !/^(?:[0-9A-F]{2}){8,}$/.test(digits)) return null;
		const arch = this.first('arch') ?? '';
		const peer = peerOf(arch, this.first('syscall') ?? '', this.first('SYSCALL'));
		return peer === null ? null : { memory: hexBytes(digits), peer };
	}
}

/** The text of a record, and behind it what is not to be read in it because it is encoded. */
function textFrom(text: string, fields: readonly AuditField[]): string {
	const said = fields.filter(({ hidden }) => hidden).map(({ name, value }) => `${name}: ${value}`);
	return said.length === 0 ? text : `${text} (${said.join(', ')})`;
}
