import type { NativeWriter } from '#tables/native-writer.ts';
import type { ErrorContext } from './context.ts';

type Range = [start: number, end: number];

/** Keeps the parts of a line that have no column in `host`. */
export function keepNative(
	native: NativeWriter,
	line: { bytes: Uint8Array; ids: Range; text: Range },
	context: ErrorContext
): void {
	const keep = (name: string, start: number, end: number) =>
		native.keep(name, line.bytes, start, end);
	keep('process_and_thread', ...line.ids);
	keep('message', ...line.text);
	keep('client', context.clientStart, context.clientEnd);
	keep('server', context.serverStart, context.serverEnd);
	keep('request', context.requestStart, context.requestEnd);
	native.commit();
}
