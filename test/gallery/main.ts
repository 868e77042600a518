import { mount } from 'svelte';
import { schemaStatements } from '#engine/store/schema.ts';
import { openWasmEngine } from '#engine/duckdb/wasm.ts';
import { bringParsers } from '#recipe/parsers.ts';
import { fillingStatements } from './rows.ts';

async function open(): Promise<void> {
	await bringParsers();
	// The scenes are read from recipes as soon as they are here.
	const { variableStatements } = await import('./scenes.ts');
	const { default: Gallery } = await import('./Gallery.svelte');
	const engine = await openWasmEngine('memory');
	const connection = await engine.connect();
	for (const sql of [...schemaStatements(), ...fillingStatements(), ...variableStatements])
		await connection.query(sql);
	const gallery = mount(Gallery, { target: document.body, props: { connection } });
	await gallery.drawn();
	document.documentElement.dataset.drawn = '';
}

void open();
