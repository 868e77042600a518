import { Failure } from '#lib/failure.ts';
import type { ForeignReader, Message, MessageFormat, MessageReader } from '../../format.ts';

/** The format of a source, and its reader. */
interface Own {
	format: MessageFormat;
	own: MessageReader;
}

/**
 * Reads a line by the source's own reader. One that it refuses, and that does not look like its format, is read by
 * that of foreign lines, if that one takes it; else the refusal stands.
 */
export function besideForeign({ format, own }: Own, open: () => ForeignReader): MessageReader {
	let opened: ForeignReader | null = null;
	const read = (message: Message): void => {
		try {
			own.read(message);
		} catch (error) {
			if (!(error instanceof Failure) || format.fits(message)) throw error;
			opened ??= open();
			// A broken line of the format is a loss in its log, and no text of somebody else.
			const isTorn = format.torn?.(message) ?? true;
			if (!opened.read(message, !isTorn)) throw error;
		}
	};
	const end = (): void => {
		own.end?.();
		opened?.end?.();
	};
	if (own.continues === undefined) return { read, end };
	return { read, end, continues: own.continues.bind(own) };
}
