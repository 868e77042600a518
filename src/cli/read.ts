import { rowObjects } from '#tables/row-objects.ts';
import { readBytes, type ReadHandlers } from '#intake/record/read-bytes.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { Failure } from '#lib/failure.ts';
import { importOptions, importSettings, readArguments } from './arguments.ts';
import { shownJson } from './escapes.ts';
import { fileBytes } from './file-bytes.ts';
import { jsonLine, type Print } from './output.ts';

/** `read FILE… [--receipt] [--as FORMAT] [--year N] [--zone Z] [--host H] [--map FILE]` */
export async function read(args: string[], print: Print): Promise<void> {
	const given = readArguments(args, { ...importOptions, receipt: { type: 'boolean' } });
	if (given.positionals.length === 0) throw new Failure('usage', 'read needs at least one FILE');
	const settingsOf = importSettings(given, given.positionals);
	for (const path of given.positionals) {
		const settings = settingsOf(path);
		const receipt = given.values.receipt
			? await readFile(path, settings, { onOpened: nothing, onBatch: nothing })
			: await readFile(path, settings, { onOpened: nothing, onBatch: printBatch(print) });
		if (given.values.receipt) await print(jsonLine(receipt));
	}
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
