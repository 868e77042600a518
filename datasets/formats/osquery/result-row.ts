import type { AddressColumn, EventWriter, PortColumn } from '#tables/event-writer.ts';
import { textOf, wholeNumber } from '#lib/bytes.ts';
import type { JsonReader } from '#lib/json-reader.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';

/** What the tables of osquery call the columns of `host`, the likeliest first. */
const columnNames = {
	user: ['username', 'user', 'login_user'],
	process: ['process_path', 'process_name', 'process'],
	parent_process: ['parent_path', 'parent_name'],
	path: ['target_path', 'path', 'file_path']
} as const;

/** Sets what a row of a query says, as far as the names of its columns tell. */
export class ResultRow {
	readonly #host: EventWriter;
	readonly #reader: JsonReader;
	readonly #message;
	readonly #columns;
	readonly #cells;

	constructor(host: EventWriter, cell: (name: string) => FieldBytes, reader: JsonReader) {
		this.#host = host;
		this.#reader = reader;
		this.#message = host.text('message');
		this.#columns = Object.entries(columnNames).map(
			([column, names]) => [host.text(column), names.map(cell)] as const
		);
		this.#cells = {
			pid: cell('pid'),
			command: cell('cmdline'),
			name: cell('name'),
			path: cell('path'),
			action: cell('action'),
			local: cell('local_address'),
			localPort: cell('local_port'),
			remote: cell('remote_address'),
			remotePort: cell('remote_port'),
			protocol: cell('protocol'),
			client: cell('host')
		};
	}

	/** The row is one JSON object, which is also the text of the event. */
	set(bytes: Uint8Array, start: number, end: number): void {
		this.#reader.walk(bytes, start, end);
		this.#message.setBytes(bytes, start, end);
		for (const [column, cells] of this.#columns) {
			const cell = cells.find(hasText);
			if (cell !== undefined) column.setBytes(cell.bytes, cell.start, cell.end);
		}
		this.#setProcess();
		this.#setFlow();
	}

	/** A row with a process id and a command line is about that process. */
	#setProcess(): void {
		const { pid, command, path, name } = this.#cells;
		if (!hasText(pid) || !command.load()) return;
		const cell = [path, name].find(hasText);
		if (cell !== undefined) this.#host.text('process').setBytes(cell.bytes, cell.start, cell.end);
	}

	/** Which side began a connection is known where the row says that it was made or taken. */
	#setFlow(): void {
		const { action, local, localPort, remote, remotePort, protocol, client } = this.#cells;
		const { srcIp, srcPort, dstIp, dstPort, proto } = this.#host;
		if (hasText(client)) srcIp.read(client.bytes, client.start, client.end);
		const way = action.load() ? textOf(action.bytes, action.start, action.end) : '';
		if (way !== 'connect' && way !== 'accept') return;
		const made = way === 'connect';
		setAddress(made ? srcIp : dstIp, local);
		setAddress(made ? dstIp : srcIp, remote);
		setPort(made ? srcPort : dstPort, localPort);
		setPort(made ? dstPort : srcPort, remotePort);
		if (hasText(protocol)) proto.set(textOf(protocol.bytes, protocol.start, protocol.end));
	}
}

function hasText(cell: FieldBytes): boolean {
	return cell.load() && cell.end > cell.start;
}

function setAddress(column: AddressColumn, cell: FieldBytes): void {
	if (hasText(cell)) column.read(cell.bytes, cell.start, cell.end);
}

/** Port 0 is what osquery writes where it knows none. */
function setPort(column: PortColumn, cell: FieldBytes): void {
	const port = hasText(cell) ? wholeNumber(cell.bytes, cell.start, cell.end) : null;
	if (port !== null && port > 0) column.set(port);
}
