import { mount } from 'svelte';
import { schemaStatements } from '#engine/store/schema.ts';
import { openWasmEngine } from '#engine/duckdb/wasm.ts';
import Gallery from './Gallery.svelte';
import { fillingStatements } from './rows.ts';
import { variableStatements } from './scenes.ts';

async function open(): Promise<void> {
	const engine = await openWasmEngine('memory');
	const connection = await engine.connect();
	for (const sql of [...schemaStatements(), ...fillingStatements(), ...variableStatements])
		await connection.query(sql);
	const gallery = mount(Gallery, { target: document.body, props: { connection } });
	await gallery.drawn();
	document.documentElement.dataset.drawn = '';
}

void open();
