import { nothingToKeep, unreadable } from '#lib/unreadable.ts';
import { bytesOf } from '#lib/bytes.ts';
import { canonicalAddress } from '#lib/address.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { refuse } from '../../records/refuse.ts';
import { tags, type Tag, type TagHandler } from '../../records/tags/tags.ts';
import { assetRows, type Port } from '../../rows/assets/asset-row.ts';

interface Host {
	/** Offset behind the last record, from which a host that is cut is rejected. */
	from: number;
	address: string | null;
	hostname: string | null;
	seenAt: number | bigint | null;
	/** What nmap says of the host as a whole; null where it says nothing. */
	status: string | null;
	ports: number;
}

interface OpenPort extends Port {
	start: number;
}

type Attributes = ReadonlyMap<string, string>;

/** Reads the document that `nmap -oX` writes, tag by tag. */
export function scanReader(sink: Sink): RecordReader {
	return tags(new ScanReader(sink));
}

class ScanReader implements TagHandler {
	readonly #sink: Sink;
	readonly #commit: ReturnType<typeof assetRows>;
	#host: Host | null = null;
	#port: OpenPort | null = null;
	/** Start of the whole scan, for a host that has no time of its own. */
	#scanStart: number | bigint | null = null;
	#finished = false;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#commit = assetRows(sink);
	}

	tag(tag: Tag): void {
		if (tag.name === 'host') this.#hostTag(tag);
		else if (tag.name === 'port') this.#portTag(tag);
		else if (tag.name === 'nmaprun') this.#runTag(tag);
		else if (tag.kind === 'close') return;
		else if (this.#port !== null) this.#withinPort(this.#port, tag);
		else if (this.#host !== null) this.#withinHost(this.#host, tag);
	}

	passedOver(): void {
		this.#sink.note('a tag of more than a mebibyte was passed over');
	}

	end(length: number): void {
		if (this.#port !== null) this.#broken(this.#port.start, length, 'the file ends within a port');
		else if (this.#host !== null)
			this.#broken(this.#host.from, length, 'the file ends within a host');
		if (!this.#finished) this.#sink.note('the scan has no end: hosts may be missing');
	}

	#runTag(tag: Tag): void {
		if (tag.kind === 'close') this.#finished = true;
		else this.#scanStart = this.#time(tag.attributes.get('start'));
	}

	#hostTag(tag: Tag): void {
		if (tag.kind === 'close') return this.#closeHost(tag.end);
		this.#breakOff(tag.start);
		const { attributes } = tag;
		this.#host = {
			from: tag.start,
			address: null,
			hostname: null,
			seenAt:
				this.#time(attributes.get('endtime')) ??
				this.#time(attributes.get('starttime')) ??
				this.#scanStart,
			status: null,
			ports: 0
		};
		if (tag.kind === 'empty') this.#closeHost(tag.end);
	}

	#portTag(tag: Tag): void {
		if (tag.kind === 'close') return this.#closePort(tag.end);
		if (this.#port !== null) this.#broken(this.#port.start, tag.start, 'a port that is not closed');
		this.#port = {
			start: tag.start,
			id: tag.attributes.get('portid') ?? '',
			protocol: tag.attributes.get('protocol') ?? null,
			state: null,
			service: null,
			product: null
		};
		if (tag.kind === 'empty') this.#closePort(tag.end);
	}

	#withinPort(port: Port, tag: Tag): void {
		if (tag.name === 'state') port.state ??= tag.attributes.get('state') ?? null;
		else if (tag.name === 'service') {
			port.service ??= tag.attributes.get('name') || null;
			port.product ??= productOf(tag.attributes);
		}
	}

	#withinHost(host: Host, tag: Tag): void {
		if (tag.name === 'status') host.status ??= tag.attributes.get('state') ?? null;
		else if (tag.name === 'hostname') host.hostname ??= tag.attributes.get('name') || null;
		else if (tag.name === 'address' && tag.attributes.get('addrtype') !== 'mac')
			host.address ??= tag.attributes.get('addr') ?? null;
	}

	#closePort(end: number): void {
		const port = this.#port;
		if (port === null) return;
		this.#port = null;
		this.#record(port.start, end, () => {
			if (this.#host === null) throw unreadable('a port outside of a host', port.id);
			this.#host.ports++;
			this.#host.from = end;
			this.#keep(this.#host, port);
		});
	}

	/** A host of which no port is listed is a record of its own. */
	#closeHost(end: number): void {
		this.#breakOffPort(end);
		const host = this.#host;
		this.#host = null;
		if (host === null || host.ports > 0) return;
		this.#record(host.from, end, () => {
			if (host.status !== null && host.status !== 'up')
				throw nothingToKeep('no machine answered', `the host is ${host.status}`);
			this.#keep(host, null);
		});
	}

	#keep(host: Host, port: Port | null): void {
		if (host.address === null) throw unreadable('no address', 'the host has none');
		const ip = canonicalAddress(host.address);
		if (ip === null) throw unreadable('address not readable', host.address);
		this.#commit({ ip, hostname: host.hostname, seenAt: host.seenAt }, port);
	}

	/** What is still open where another host begins was never closed. */
	#breakOff(at: number): void {
		this.#breakOffPort(at);
		if (this.#host === null || this.#host.ports > 0) return;
		this.#broken(this.#host.from, at, 'a host that is not closed');
	}

	#breakOffPort(at: number): void {
		if (this.#port === null) return;
		this.#broken(this.#port.start, at, 'a port that is not closed');
		this.#port = null;
		if (this.#host !== null) {
			this.#host.ports++;
			this.#host.from = at;
		}
	}

	#broken(start: number, end: number, what: string): void {
		if (end <= start) return;
		const place = this.#port === null ? [] : [`port ${this.#port.id}`];
		const where = [this.#host?.address ?? 'no address', ...place].join(' ');
		this.#record(start, end, () => {
			throw unreadable(what, where);
		});
	}

	#record(start: number, end: number, read: () => void): void {
		this.#sink.begin(start, end - start);
		try {
			read();
		} catch (error) {
			refuse(this.#sink, error);
		}
		this.#sink.settle();
	}

	#time(seconds: string | undefined): number | bigint | null {
		if (seconds === undefined) return null;
		const bytes = bytesOf(seconds);
		return this.#sink.time.epoch(bytes, 0, bytes.length);
	}
}

function productOf(attributes: Attributes): string | null {
	const parts = [attributes.get('product'), attributes.get('version')];
	return parts.filter((part) => part !== undefined && part !== '').join(' ') || null;
}
