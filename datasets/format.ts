import type { EventTableName } from '#tables/event-tables.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import type { NativeWriter } from '#tables/native-writer.ts';
import type { TimeReader } from '#lib/time-reader.ts';
import type { Mapping } from './mapping/mapping.ts';
import type { Packet } from './rows/packets/packet.ts';

/**
 * The contract of a log format. A format recognises its own kind by content, and opens readers that turn
 * bytes into rows. It knows neither page nor file system nor database.
 */
export interface Format {
	/** Kebab-case, the name of its folder. */
	readonly name: string;
	/** What people call it. */
	readonly title: string;
	/** Event tables that its records can become; empty where only native columns are kept. */
	readonly tables: readonly EventTableName[];
	/** One sentence each: what an analyst may expect from such a file and it cannot say. */
	readonly cannotKnow: readonly string[];
	/** True where the format heeds `ReadSettings.mapping`: it does not itself know what its columns mean. */
	readonly mappable?: boolean;
	/**
	 * How surely the beginning of a source is of this format and why; null where it is not.
	 * @param formats all formats, for one that holds records of others
	 */
	recognise(head: Head, formats: readonly Format[]): Recognition | null;
	/**
	 * A reader of one source, from its first byte.
	 * @param formats all formats, for one that holds records of others
	 */
	open(sink: Sink, formats: readonly Format[]): RecordReader;
	/**
	 * Says that a source may be read in parts at once, for no record needs those before it.
	 * @returns null where this source cannot be read so
	 */
	parts?(head: Head): Parting | null;
	/**
	 * How to read one record that syslog carries, where each is one line and needs none before it. A log that
	 * mixes such formats is read line by line, by the first that fits.
	 */
	readonly messages?: MessageFormat;
	/** A reader of the lines that stand in a log of another format, of which that one makes nothing. */
	foreign?(sink: Sink, formats: readonly Format[]): ForeignReader;
	/** How packets are had again out of a capture; left out where its records are none. */
	readonly capture?: Capture;
}

/** A capture, as far as whoever knows the places of its records wants their packets again. */
export interface Capture {
	/** Whether what stands between packets may say how later ones are read; else the first block says all. */
	readonly isSaidBetween: boolean;
	/** A reader of one capture, from its first block. */
	open(): CaptureReader;
}

/** Reads the blocks of a capture in their order. Those that hold no packet may not be left out, packets may. */
export interface CaptureReader {
	/** Bytes of the block that begins at `start`, or of its head as long as that is not all there. */
	measure(bytes: Uint8Array, start: number, end: number): number;
	/** True where the block is a packet; what any other says of those that follow is kept here. */
	isRecord(bytes: Uint8Array, start: number, end: number): boolean;
	/** The packet of a whole block. @throws `record not readable` */
	packet(bytes: Uint8Array, start: number, end: number): Packet;
	/** What a capture of some of the packets must have of a block without a packet; null where it needs none of it. */
	kept(bytes: Uint8Array, start: number, end: number): Uint8Array | null;
}

/** How a source is cut into parts, each of which is read by itself. */
export interface Parting {
	/** Bytes at the beginning of the source that every part is read behind; they hold no record. */
	head: number;
	/** Finds the ends of records, from behind the head on; left out where those are ends of lines. */
	cutter?(head: Head): Cutter;
}

/** Follows the records of a source without reading them. */
export interface Cutter {
	/**
	 * Takes the next bytes.
	 * @returns behind the last record that ends in them: an index into `chunk`, 0 where none ends; null where
	 * it cannot be told any more where records end, from the last one on
	 */
	push(chunk: Uint8Array): number | null;
}

/** Reads records that are one line each, with or without a syslog header in front. */
export interface MessageFormat {
	/** True where what a line becomes depends on lines before it, so that no part of a source is read alone. */
	readonly remembers?: boolean;
	/** True where its lines are JSON objects: those of no other format are. */
	readonly ofJson?: true;
	/** Whether a line looks like this format. Cheap: it is asked of every line of a mixed log. */
	fits(message: Message): boolean;
	/**
	 * Whether a line that does not fit may be a broken one of this format, so that to read it as text would hide a
	 * loss. Where left out, each may be.
	 */
	torn?(message: Message): boolean;
	open(sink: Sink): MessageReader;
}

export interface MessageReader {
	/**
	 * Reads one record: sets columns and commits, or rejects. A `Failure` that it throws rejects the record
	 * with the failure's message. The message is valid until the call returns.
	 */
	read(message: Message): void;
	/**
	 * True for a line that goes on with the record before it, where the format writes texts of several lines. It
	 * is asked in a source of this format alone, of lines without a syslog header; such a record's message has
	 * line ends within.
	 */
	continues?(bytes: Uint8Array, start: number, end: number): boolean;
	/** All records were read. */
	end?(): void;
}

export interface ForeignReader {
	/**
	 * Reads a line of which another reader has made nothing; false where it does not understand it either, and all is as
	 * it was.
	 * @param orText whether it may keep as text what it can at least say of when, where and by what it was written
	 */
	read(message: Message, orText: boolean): boolean;
	/** All records were read. */
	end(): void;
}

/**
 * A line, and what syslog (RFC 3164, RFC 5424) wrote in front of its message. Each part is a range of
 * `bytes`, empty where the line does not have it.
 */
export interface Message {
	bytes: Uint8Array;
	/** Where the line begins. */
	lineStart: number;
	/** Where the message begins: behind the header and the tag, or at the line's beginning without them. */
	start: number;
	/** Where message and line end. */
	end: number;
	/** Microseconds since 1970 UTC; null where the line has no header, and where RFC 5424 gives no time. */
	ts: number | bigint | null;
	/** Facility * 8 + severity; -1 where the line does not say. A facility above 23 is one that is not known. */
	priority: number;
	hostStart: number;
	hostEnd: number;
	/** The program: the tag of RFC 3164, APP-NAME of RFC 5424. */
	programStart: number;
	programEnd: number;
	pidStart: number;
	pidEnd: number;
	/** MSGID of RFC 5424. */
	messageIdStart: number;
	messageIdEnd: number;
	/** The structured data of RFC 5424, brackets included. */
	structuredStart: number;
	structuredEnd: number;
	/** Behind the host, where the tag begins if there is one; with RFC 5424 the same as `start`. */
	rest: number;
}

/** The beginning of a source, decompressed. */
export interface Head {
	/** At most 64 KiB. */
	readonly bytes: Uint8Array;
	/** The lines that lie wholly within `bytes` and are not blank, without line ends; at most 64. */
	readonly lines: readonly string[];
	/** True where `bytes` is the whole source. */
	readonly whole: boolean;
}

export interface Recognition {
	/**
	 * 0 to 1. Above 0.9: nothing else looks like this. 0.5 to 0.9: the shape fits. Below 0.5: a general
	 * format (any CSV, any NDJSON) that a better one should win over.
	 */
	confidence: number;
	/** What in the content says so, as the end of the sentence "recognised by …". */
	because: string;
}

/** Takes a source in pieces of any size; a record may lie across them. */
export interface RecordReader {
	/** The chunk may be overwritten once this has returned: what is needed longer is copied. */
	push(chunk: Uint8Array): void;
	/** All bytes were pushed. A record that is still open is read or rejected now. */
	end(): void;
}

/** What the analyst said about a source, completed by defaults. */
export interface ReadSettings {
	/** Name of the source, as the file is called. */
	name: string;
	/** Name of the machine that wrote the log, or else its address, where the format does not say; null if unknown. */
	host: string | null;
	/** Its own addresses, canonical; empty if none is known. */
	addresses: readonly string[];
	/** What the columns of a mappable format mean; null where nobody said. */
	mapping: Mapping | null;
}

/** From when to when a source claims to have been written, whether or not there was anything to write. */
export interface ClaimedSpan {
	/** Microseconds since 1970, UTC or by the wall clock of the zone that times without one are read in. */
	from: bigint;
	to: bigint;
	isLocal: boolean;
	/** How many records the source must have, or it is a part of what claims so; null where that is not told. */
	records: number | null;
	/** Where it stands, as the beginning of the sentence “its header says that it was open from … to …”. */
	by: string;
}

/** What a source says of a time, of one of its speakers or of all: that there was nothing, or that records are missing. */
export interface ToldSpan {
	/** Null where it is said of everybody who speaks in the source. */
	table: EventTableName | null;
	/**
	 * As the table's column of speakers has it, without a table as that of sensors has; null where it has none, or the
	 * source does not say.
	 */
	speaker: string | null;
	/** Microseconds since 1970 UTC; the moment `to` is not in it. */
	from: bigint;
	to: bigint;
	/** True where records are missing: then nobody else's silence is believed there either. */
	isLost: boolean;
}

/**
 * Where a reader puts what it reads. Each record ends in exactly one of: one committed row of one event
 * table; one committed native row (where no event table fits); one reject. So records = rows + rejects.
 * A record that says several things at once may become several rows of one table (`commitPart`); the receipt
 * counts those beyond the first apart.
 */
export interface Sink {
	readonly settings: ReadSettings;
	/** Reads times with the zone and year of the settings, and remembers what was assumed. */
	readonly time: TimeReader;
	/** The writer of an event table; the same object at every call. */
	table(name: EventTableName): EventWriter;
	/** The writer of native columns, for records that have no event table. */
	readonly native: NativeWriter;
	/**
	 * Declares how a record is kept in native columns beside its event row: `keep` sets what the record has and commits.
	 * What comes back is called with every such record, and does nothing where nobody asked for native columns.
	 */
	beside<Values extends unknown[]>(
		keep: (native: NativeWriter, ...values: Values) => void
	): (...values: Values) => void;
	/**
	 * Begins the next record. Offset counts decompressed bytes from the beginning of the source. Called by
	 * framings, not by formats.
	 */
	begin(offset: number, length: number): void;
	/**
	 * Refuses the record at hand with a reason; what was set for it is taken back.
	 * @param isEmpty whether it was read and holds nothing of what its table is about
	 */
	reject(reason: string, isEmpty?: boolean): void;
	/** True where what is read is a later part of a source: it begins with a line, and without a byte-order mark. */
	readonly continues: boolean;
	/** Takes back what was set for the record at hand, so that another reader may read it. */
	drop(): void;
	/**
	 * Says that what was just read changes how the rest is to be read, so that a source which looked as if it
	 * could be read in parts cannot.
	 */
	turn(): void;
	/** Closes the record at hand. Where it was neither committed nor rejected, it is rejected. */
	settle(): void;
	/** A sentence for the receipt; the same sentence is kept once, with how often it was said. */
	note(sentence: string): void;
	/** Says from when to when the source itself claims to have been written; whether it is believed, its records say. */
	claim(span: ClaimedSpan): void;
	/** Says what the record at hand tells of a time. */
	tell(span: ToldSpan): void;
	/** Says that the record at hand is of another format than the source, by that format's name. */
	readAs(format: string): void;
}
