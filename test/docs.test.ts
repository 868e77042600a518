import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatsPage } from './support/formats-page.ts';

it('docs/formats.md says what the formats are: npm run docs writes it anew', () => {
	expect(readFileSync('docs/formats.md', 'utf8')).toBe(formatsPage());
});
