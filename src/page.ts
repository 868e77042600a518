import { mount } from 'svelte';
import { openWasmEngine } from '#engine/duckdb/wasm.ts';
import { Disk } from '#engine/duckdb/wasm-disk.ts';
import { browserTabs } from './app/tabs.ts';
import { LiveWorkbench } from './app/workbench.svelte.ts';
import App from './App.svelte';

const workbench = new LiveWorkbench({
	openEngine: openWasmEngine,
	disk: new Disk(),
	tabs: browserTabs(),
	address: () => new URL(location.href),
	zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
	setAddress: (url) => history.replaceState(null, '', url),
	pushAddress: (url) => history.pushState(null, '', url),
	onAddress: (heard) => {
		addEventListener('popstate', heard);
		addEventListener('hashchange', heard);
	}
});

mount(App, { target: document.body, props: { workbench } });
void workbench.start();
