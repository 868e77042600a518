/**
 * The one register of errors. `kind` is stable and lower case, so that a log, a test or a reader can
 * search for it; `place` says where (a file and byte, a recipe and line, a cell).
 */
export type FailureKind =
	| 'input not recognised'
	| 'input not readable'
	| 'record not readable'
	| 'nothing to keep'
	| 'recipe not valid'
	| 'query failed'
	| 'engine lost'
	| 'cancelled'
	| 'usage'
	| 'storage failed'
	| 'file not written'
	| 'defect';

/**
 * Where an engine can be told how much of a stack to gather. Of a record that is not readable it is none: that is
 * the log's fault and not the program's, and a damaged file has millions.
 */
const engine: { stackTraceLimit?: number | undefined } = Error;

const ofRecords: readonly FailureKind[] = ['record not readable', 'nothing to keep'];

export class Failure extends Error {
	readonly kind: FailureKind;
	readonly place: string | null;

	constructor(
		kind: FailureKind,
		message: string,
		options: { place?: string; cause?: unknown } = {}
	) {
		const { stackTraceLimit } = engine;
		if (ofRecords.includes(kind)) engine.stackTraceLimit = 0;
		super(message, 'cause' in options ? { cause: options.cause } : undefined);
		engine.stackTraceLimit = stackTraceLimit;
		this.name = 'Failure';
		this.kind = kind;
		this.place = options.place ?? null;
	}

	/** One line for a terminal or a receipt: `kind: place: message`. */
	get line(): string {
		return [this.kind, this.place, this.message].filter((part) => part !== null).join(': ');
	}
}

/** The sentence of anything that was thrown; never empty. */
export function messageOf(error: unknown): string {
	if (error instanceof Error) return error.message || error.name;
	return String(error);
}

export function isCancelled(error: unknown): boolean {
	return error instanceof Failure && error.kind === 'cancelled';
}

/** Whether the engine is gone: nothing that was asked of it will be answered. */
export function isEngineLost(error: unknown): boolean {
	return error instanceof Failure && error.kind === 'engine lost';
}

/** Whether the engine was lost with what was asked, and was not gone before. */
export function isLostWith(error: unknown): boolean {
	return isEngineLost(error) && !isEngineLost((error as Failure).cause);
}
