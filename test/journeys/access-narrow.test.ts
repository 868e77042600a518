import { it } from 'vitest';
import { inspectParts } from './support/inspect.ts';
import { narrow, useBrowser } from './support/visit.ts';

// A file of its own, so that another browser may look at the wide page meanwhile.
useBrowser();

it('at 390 by 844 no part violates WCAG A or AA in either theme', () =>
	inspectParts(narrow, 'narrow'));
