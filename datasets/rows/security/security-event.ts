import type { Sink } from '../../format.ts';
import { alertWords, outcomeIn } from '../firewall/action-words.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { translated, worded } from '../../records/fields/derived-cells.ts';
import type { Speaker } from '../../records/fields/sender.ts';
import { ofSpeaker } from '../host/speaker-sources.ts';
import type { ColumnCells } from '../put.ts';
import { Row } from '../row.ts';
import { setTarget } from '../web/target.ts';
import { WebRequest } from '../web/web-request.ts';
import type { When } from '../../records/fields/when.ts';

/** Where an event that any product may have written says what. The first cell that has a value counts. */
export interface EventCells {
	/** Columns of every table. */
	flow: ColumnCells;
	/** Columns of each table beside those of the flow; an action is the word as the product writes it. */
	firewall: ColumnCells;
	alerts: ColumnCells;
	web: ColumnCells;
	host: ColumnCells;
	/** Whose log the event is in. */
	speaker: Speaker;
	/** What the product says it did. */
	action: readonly FieldBytes[];
	/** Name, class, category and product: whether one of their words is of intrusion detection. */
	kinds: readonly FieldBytes[];
	signature: readonly FieldBytes[];
	request: readonly FieldBytes[];
}

/** Words of products and events that tell of intrusions and malware. */
const detection = new Set([
	'ids', 'ips', 'idp', 'idps', 'nids', 'nips', 'hips', 'intrusion', 'intrusions', 'attack', 'attacks',
	'exploit', 'exploits', 'malware', 'virus', 'viruses', 'antivirus', 'spyware', 'trojan', 'botnet', 'anomaly',
	'vulnerability', 'ransomware', 'worm', 'backdoor', 'shellcode', 'phishing', 'wildfire',
	'threatprevention', 'snort', 'suricata', 'smartdefense'
]); // prettier-ignore

const IS_DETECTION = 'yes';

/** `yes` where a word of the text is one of detection. */
function detectionIn(text: string): string | null {
	const words = text.toLowerCase().split(/[^a-z]+/);
	return words.some((word) => detection.has(word)) ? IS_DETECTION : null;
}

/**
 * Makes rows of events in a form that every vendor fills differently (CEF, LEEF). In this order: an event with
 * both addresses and a signature, in whose name, class, category or product stands a word of intrusion
 * detection, is an alert; one with both addresses and an action that allows or denies is a row of `firewall`; one
 * that names a request is a row of `web`; anything else is what a machine logged.
 */
export class SecurityEvents {
	readonly #rows;
	readonly #ends: { source: readonly FieldBytes[]; target: readonly FieldBytes[] };
	readonly #allows: readonly FieldBytes[];
	readonly #kinds: readonly FieldBytes[];
	readonly #cells: EventCells;
	readonly #request: WebRequest;

	constructor(sink: Sink, cells: EventCells) {
		const { flow } = cells;
		this.#cells = cells;
		this.#allows = cells.action.map((cell) => worded(cell, outcomeIn));
		this.#kinds = cells.kinds.map((cell) => worded(cell, detectionIn));
		this.#ends = { source: flow.src_ip!, target: flow.dst_ip! };
		const action = { action: this.#allows };
		const said = { action: this.#allows.map((cell) => translated(cell, alertWords)) };
		this.#rows = {
			firewall: new Row(sink, 'firewall', { ...flow, ...cells.firewall, ...action }),
			alerts: new Row(sink, 'alerts', {
				...flow,
				...cells.alerts,
				...said,
				signature: cells.signature
			}),
			web: new Row(sink, 'web', { ...flow, ...cells.web }, true),
			host: new Row(
				sink,
				'host',
				ofSpeaker(cells.speaker, { ...flow, ...cells.host, action: cells.action }),
				true
			)
		};
		this.#request = new WebRequest(this.#rows.web.writer);
	}

	/** Sets the row of the record at hand. */
	set(ts: When | null): Row {
		const row = this.#rowFor();
		row.set(ts);
		if (row === this.#rows.web) {
			const request = this.#cells.request.find((cell) => cell.load());
			if (request !== undefined) setTarget(this.#request, request);
		}
		return row;
	}

	#rowFor(): Row {
		const { firewall, alerts, web, host } = this.#rows;
		const joined = has(this.#ends.source) && has(this.#ends.target);
		if (joined && has(this.#kinds) && has(this.#cells.signature)) return alerts;
		if (joined && has(this.#allows)) return firewall;
		return has(this.#cells.request) ? web : host;
	}
}

function has(cells: readonly FieldBytes[]): boolean {
	for (const cell of cells) if (cell.load()) return true;
	return false;
}
