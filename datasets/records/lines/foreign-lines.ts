import { Failure } from '#lib/failure.ts';
import type { ForeignReader, Message, MessageFormat, MessageReader, Sink } from '../../format.ts';

/** The format of a source, and its reader. */
interface Own {
	format: MessageFormat;
	own: MessageReader;
}

/**
 * Reads a line by the source's own reader. One that it refuses, and that does not look like its format, is read by
 * that of foreign lines, if that one takes it; else the refusal stands.
 */
export function besideForeign(
	sink: Sink,
	{ format, own }: Own,
	open: () => ForeignReader
): MessageReader {
	let opened: ForeignReader | null = null;
	const read = (message: Message): void => {
		try {
			own.read(message);
		} catch (error) {
			if (!(error instanceof Failure) || format.fits(message)) throw error;
			opened ??= open();
			if (!isForeign(format, opened, message)) throw error;
			sink.drop();
			opened.read(message);
		}
	};
	const end = (): void => {
		own.end?.();
		opened?.end?.();
	};
	if (own.continues === undefined) return { read, end };
	return { read, end, continues: own.continues.bind(own) };
}

/** A broken line of the format is a loss in its log, and no text of somebody else. */
function isForeign(format: MessageFormat, foreign: ForeignReader, message: Message): boolean {
	if (foreign.takes(message)) return true;
	return format.torn?.(message) === false && foreign.takesText(message);
}
