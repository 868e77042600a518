// Writes docs/formats.md from the format folders.
import { writeFileSync } from 'node:fs';
import { withModule } from './load-module.mjs';

await withModule('/test/support/formats-page.ts', ({ formatsPage }) =>
	writeFileSync('docs/formats.md', formatsPage())
);
