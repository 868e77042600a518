import { rowObjects } from '#tables/row-objects.ts';
import { readBytes, type ReadHandlers } from '#intake/reading/read-bytes.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { Failure } from '#lib/failure.ts';
import { importOptions, importSettings, readArguments } from './arguments.ts';
import { shownJson } from './escapes.ts';
import { fileBytes } from './file-bytes.ts';
import { jsonLine, type Print } from './output.ts';

const inputKinds: readonly Failure['kind'][] = ['input not recognised', 'input not readable'];

/**
 * `read FILE… [--receipt] [--as FORMAT] [--year N] [--zone Z] [--host H] [--map FILE]`
 * @param fail is told of each file that cannot be read; the others are read all the same
 */
export async function read(
	args: string[],
	print: Print,
	fail: (failure: Failure) => void
): Promise<void> {
	const given = readArguments(args, { ...importOptions, receipt: { type: 'boolean' } });
	if (given.positionals.length === 0) throw new Failure('usage', 'read needs at least one FILE');
	const settingsOf = importSettings(given, given.positionals);
	for (const path of given.positionals) {
		const settings = settingsOf(path);
		try {
			await printFile(path, settings, given.values.receipt === true, print);
		} catch (error) {
			if (!isOfInput(error)) throw error;
			fail(error);
		}
	}
}

/** Whether a failure is that of one file, behind which others can be read. */
function isOfInput(error: unknown): error is Failure {
	return error instanceof Failure && inputKinds.includes(error.kind);
}

async function printFile(
	path: string,
	settings: ImportSettings,
	isReceipt: boolean,
	print: Print
): Promise<void> {
	// What was printed cannot be taken back.
	const heard = isReceipt
		? { onBatch: nothing, onRestart: nothing }
		: { onBatch: printBatch(print) };
	const receipt = await readFile(path, settings, { onOpened: nothing, ...heard });
	if (isReceipt) await print(jsonLine(receipt));
}

function nothing(): void {
	// The receipt is all that is asked for.
}

function printBatch(print: Print): ReadHandlers['onBatch'] {
	return async (batch) => {
		const lines = rowObjects(batch).map((row) =>
			shownJson(JSON.stringify({ table: batch.table, ...row }))
		);
		await print(lines.join('\n'));
	};
}

/** Reads one file. @throws what the reading throws, with the path as place. */
export async function readFile(
	path: string,
	settings: ImportSettings,
	handlers: ReadHandlers
): Promise<Receipt> {
	try {
		return await readBytes(await fileBytes(path), settings, Date.now(), handlers);
	} catch (error) {
		if (!(error instanceof Failure) || error.place !== null) throw error;
		throw new Failure(error.kind, error.message, { place: path, cause: error });
	}
}
