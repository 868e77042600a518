import { afterEach } from 'vitest';
import { takeOff } from './show.ts';

// Files share their modules: what one of them left on the page would stand there for the next.
afterEach(async () => {
	if (typeof document !== 'undefined') await takeOff();
});
