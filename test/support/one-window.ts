// All files of a worker have one window and load each module once: each test leaves the window as it found it.
import { afterEach, vi } from 'vitest';
import { clearPage } from './show.ts';

afterEach(async () => {
	await clearPage();
	// What is still being loaded when a file ends can be loaded by no file behind it.
	await vi.dynamicImportSettled();
});
