import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatsFolder } from '../support/samples.ts';
import { captureCases } from './cases.ts';

/** `WRITE_CAPTURES=1 npx vitest run --project unit test/captures` writes them anew. */
const write = process.env['WRITE_CAPTURES'] === '1';

describe('a committed capture is made of what its case says:', () => {
	it.each(Object.entries(captureCases))('%s', (name, build) => {
		const path = join(formatsFolder, name);
		if (write) writeFileSync(path, build());
		expect(Buffer.from(build()).equals(readFileSync(path))).toBe(true);
	});
});
