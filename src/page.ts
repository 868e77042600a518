import { mount } from 'svelte';
import { Disks } from '#engine/duckdb/wasm-disk.ts';
import { bringWhenIdle } from './app/services/late.ts';
import { marks } from './app/marks.ts';
import type { Platform } from './app/services/platform.ts';
import { FIRST_OWN } from './app/services/storage/first-own.ts';
import { browserTabs } from './app/services/tabs.ts';
import { LiveWorkbench } from './app/workbench.svelte.ts';
import { places } from './app/places/index.ts';
import App from './app/frame/App.svelte';

// The page is drawn while what talks to the database is on its way.
const database = import('#engine/duckdb/wasm.ts');
void import('./app/database-work.ts').catch(() => undefined);
database.catch(() => undefined);
const disks = new Disks();

const platform: Platform = {
	openEngine: async (place, { file }) => (await database).openWasmEngine(place, file),
	disk: (caseName) => disks.of(caseName === FIRST_OWN ? null : caseName),
	tabs: browserTabs(),
	address: () => new URL(location.href),
	zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
	usage: async () => (await navigator.storage?.estimate?.())?.usage ?? null,
	startAnew: () => location.assign(location.pathname),
	setAddress: (url) => history.replaceState(null, '', url),
	pushAddress: (url) => history.pushState(null, '', url),
	onAddress: (heard) => {
		addEventListener('popstate', heard);
		addEventListener('hashchange', heard);
	}
};

const workbench = new LiveWorkbench(platform, places);
mount(App, { target: document.body, props: { workbench } });
void workbench
	.start()
	.then(bringWhenIdle)
	.then(() => performance.mark(marks.whole));
