import { isBlank, textOf } from '#lib/bytes.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { tags, type Tag, type TagHandler } from '../../records/tags/tags.ts';
import { decodedXml } from '../../records/tags/xml-attributes.ts';
import { xmlElements } from '../../records/tags/xml-elements.ts';
import { NativeTexts } from '../../records/native/native-texts.ts';
import { WindowsEvent, type SystemName } from './event.ts';
import { EventRows } from './event-row.ts';

/** Elements of `System` whose text is wanted. */
const systemNames: Readonly<Record<string, SystemName>> = {
	EventID: 'id',
	Level: 'level',
	Channel: 'channel',
	Computer: 'computer',
	EventRecordID: 'number'
};

/** Values of one event that are kept at most: no provider has so many. */
const MOST_VALUES = 512;
const LONGEST_NAME = 64;
/** What stands around events: the document's own tags, and the signs by which a browser folds it. */
const around = /^(?:\s|-|<[^<>]*>)*$/;
const MOST_AROUND = 4096;

/** Events in XML, one or many, with or without an element around them. */
export function xmlEvents(sink: Sink): RecordReader {
	const rows = new EventRows(sink);
	const native = new NativeTexts(sink);
	const event = new WindowsEvent();
	const values = new EventTags(event);
	const keepBeside = sink.beside(() => keepNative(native, event));
	return xmlElements(sink, {
		name: 'Event',
		element(bytes, start, end) {
			values.read(bytes.subarray(start, end));
			rows.commit(event, true);
			keepBeside();
		},
		end: () => rows.end(),
		between(bytes, start, end) {
			if (isBlank(bytes, start, end)) return;
			const text = textOf(bytes, start, Math.min(end, start + MOST_AROUND));
			if (!around.test(text.replace('\ufeff', '')))
				sink.note('text that is of no event was passed over');
		}
	});
}

/** Collects the values of one event from its tags and the text between them. */
class EventTags implements TagHandler {
	readonly #event: WindowsEvent;
	#bytes: Uint8Array = new Uint8Array(0);
	/** The part of the event that is open: System, EventData, UserData, RenderingInfo; empty outside of them. */
	#part = '';
	/** The element whose text is gathered; empty where none is. */
	#name = '';
	#key = '';
	#textStart = 0;
	#unnamed = 0;

	constructor(event: WindowsEvent) {
		this.#event = event;
	}

	read(bytes: Uint8Array): void {
		this.#event.clear();
		this.#bytes = bytes;
		this.#part = this.#name = '';
		this.#unnamed = 0;
		const reader = tags(this);
		reader.push(bytes);
		reader.end();
	}

	tag(tag: Tag): void {
		if (tag.kind === 'close') return this.#close(tag);
		const { name } = tag;
		if (isText(this.#name) && !isText(name) && !isPart(name)) return;
		if (isPart(name) && tag.kind === 'open') this.#part = name;
		else if (this.#part === 'System') this.#attributes(tag);
		this.#name = tag.kind === 'open' ? name : '';
		if (name === 'Data' && tag.kind === 'open') this.#key = this.#dataKey(tag);
		else this.#key = name;
		this.#textStart = tag.end;
	}

	passedOver(): void {}

	end(): void {}

	#attributes({ name, attributes }: Tag): void {
		const { system } = this.#event;
		if (name === 'Provider') {
			const provider = attributes.get('Name') ?? attributes.get('EventSourceName');
			if (provider !== undefined) system.set('provider', provider);
		} else if (name === 'TimeCreated') {
			const time = attributes.get('SystemTime');
			if (time !== undefined) system.set('time', time);
		}
	}

	/** A value without a name has the one that others give it: its place. */
	#dataKey({ attributes }: Tag): string {
		return attributes.get('Name') ?? `param${++this.#unnamed}`;
	}

	#close(tag: Tag): void {
		if (tag.name !== this.#name && isText(this.#name) && !isPart(tag.name)) return;
		if (tag.name === this.#part) this.#part = '';
		if (tag.name !== this.#name) return;
		this.#name = '';
		const text = textOf(this.#bytes, this.#textStart, tag.start);
		this.#keep(tag.name, decodedXml(withoutCdata(text)));
	}

	#keep(name: string, text: string): void {
		const { system, data } = this.#event;
		if (this.#part === 'System') {
			if (Object.hasOwn(systemNames, name)) system.set(systemNames[name]!, text);
		} else if (this.#part === 'RenderingInfo') {
			if (name === 'Message') system.set('message', text);
		} else if (this.#part !== '' && data.size < MOST_VALUES && !data.has(this.#key))
			data.set(this.#key, text);
	}
}

const parts = new Set(['System', 'EventData', 'UserData', 'RenderingInfo']);
const texts = new Set(['Data', 'Message', ...Object.keys(systemNames)]);

function withoutCdata(text: string): string {
	if (!text.includes('<![CDATA[')) return text;
	return text.replace(/^\s*<!\[CDATA\[([^]*)\]\]>\s*$/, '$1');
}

function isPart(name: string): boolean {
	return parts.has(name);
}

/** Whether an element holds text alone: what looks like a tag in it was not escaped, and is text too. */
function isText(name: string): boolean {
	return texts.has(name);
}

function keepNative(native: NativeTexts, { system, data }: WindowsEvent): void {
	for (const [name, value] of system) native.keep(['system', name], value);
	for (const [name, value] of data) native.keep(['data', name.slice(0, LONGEST_NAME)], value);
	native.commit();
}
