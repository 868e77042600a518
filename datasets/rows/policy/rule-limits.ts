import { unreadable } from '#lib/unreadable.ts';
import type { Sink } from '../../format.ts';
import type { NamedRecord } from '../../records/csv/named-csv.ts';
import { meaningOf, type LimitKind } from './limit-names.ts';

/** What columns that nobody mapped say of a rule: why it is not in force, and why more than was read decides about it. */
export interface Limits {
	/** Null where nothing says that the rule is switched off. */
	off: string | null;
	/** Null where nothing narrows the rule. */
	narrowed: string | null;
}

const yes = /^(?:yes|y|true|t|1|on|enabled?|active|activated|in use|live)$/i;
const no =
	/^(?:no|n|false|f|0|off|disabled?|inactive|deactivated|not active|not enabled|suspended)$/i;
const every =
	/^(?:any|all|every|everyone|everywhere|anywhere|always|both|never|permanent|no|false|none|[01]\s*[-:]\s*65535|\*)$/i;
/** In a list as JSON writes it, and between the names of one. */
const marks = /[[\]"]/g;
const between = /[,;|\n]/;

/** Watches the columns of a table of rules that `policy` has no column for. */
export class RuleLimits {
	readonly #sink: Sink;
	readonly #meanings = new Map<string, LimitKind>();
	/** Columns that say of a rule that it is in force; where such a one is left out later, it may say no. */
	readonly #switches = new Set<string>();
	#records = 0;

	constructor(sink: Sink) {
		this.#sink = sink;
	}

	/** What the columns of the next record say that no column of the mapping is. */
	next(record: NamedRecord<string>): Limits {
		const limits: Limits = { off: null, narrowed: null };
		const silent = new Set(this.#switches);
		for (const [name, text] of record.others?.() ?? []) {
			silent.delete(name);
			this.#heed(name, text, limits);
		}
		const [left] = silent;
		if (left !== undefined) limits.narrowed ??= notSaid(left, 'it is left out');
		this.#records++;
		return limits;
	}

	#heed(name: string, text: string | null, limits: Limits): void {
		const meaning = this.#meaning(name);
		if (meaning === 'on' || meaning === 'off') this.#heedSwitch(name, text, meaning, limits);
		else if (text === null || meaning === 'idle' || isEvery(text, meaning)) return;
		else if (meaning !== 'unknown')
			limits.narrowed ??= unreadable(`narrowed by ${name}, which policy cannot say`, text).message;
		else
			this.#sink.note(
				`the column ${name.slice(0, 80)} was not heeded: it may narrow rules or switch them off`
			);
	}

	#heedSwitch(name: string, text: string | null, meaning: 'on' | 'off', limits: Limits): void {
		if (meaning === 'off' && text === null) return;
		if (meaning === 'on' && !this.#switches.has(name)) this.#begin(name);
		const [on, off] = meaning === 'on' ? [yes, no] : [no, yes];
		if (off.test(text ?? ''))
			limits.off ??= unreadable('the rule is switched off', `${name} ${text}`).message;
		else if (!on.test(text ?? '')) limits.narrowed ??= notSaid(name, text ?? 'the field is empty');
	}

	#begin(name: string): void {
		this.#switches.add(name);
		if (this.#records === 0) return;
		const before = `${this.#records} ${this.#records === 1 ? 'rule' : 'rules'}`;
		this.#sink.note(
			`${name.slice(0, 80)} is not said of the first ${before}, which were read as in force`
		);
	}

	#meaning(name: string): LimitKind {
		const known = this.#meanings.get(name);
		if (known !== undefined) return known;
		const meaning = meaningOf(name);
		this.#meanings.set(name, meaning);
		return meaning;
	}
}

function notSaid(name: string, text: string): string {
	return unreadable(`whether the rule is in force is not told by ${name}`, text).message;
}

/** Whether a cell means every packet, time or person. Nought is none where a column says whether it is the contrary. */
function isEvery(text: string, meaning: LimitKind): boolean {
	if (meaning === 'contrary') return no.test(text);
	const names = text.replace(marks, '').split(between);
	return names.every((name) => name.trim() === '' || every.test(name.trim()));
}
