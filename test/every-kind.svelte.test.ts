import { flushSync, mount, unmount } from 'svelte';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cellKinds } from '#cells/index.ts';
import { outlineOf } from './gallery/outline.ts';
import { fillingStatements } from './gallery/rows.ts';
import { scenes, shownIn, variableStatements } from './gallery/scenes.ts';
import type { Scene } from './gallery/scenes.ts';
import SceneView from './gallery/SceneView.svelte';
import { emptyBench, type Bench } from './support/evidence.ts';
import { expectAccessible, textOf } from './support/show.ts';

// What draws is loaded before anything is waited for.
import.meta.glob('../cells/*/*.svelte', { eager: true });

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
	for (const sql of [...fillingStatements(), ...variableStatements])
		await bench.connection.query(sql);
});
afterAll(() => bench.engine.close());

interface Drawn {
	scene: Scene;
	root: HTMLElement;
	close: () => Promise<void>;
}

/** What a scene comes to, once nothing of it changes any more, with the values behind a picture. */
async function drawn(scene: Scene): Promise<Drawn> {
	const root = document.body.appendChild(document.createElement('div'));
	const cell = await shownIn(bench.connection, scene);
	const { connection } = bench;
	const view = mount(SceneView, { target: root, props: { scene, cell, connection } });
	await still(root, view);
	view.become();
	await still(root, view);
	openValues(root);
	await still(root, view);
	const close = async () => {
		await unmount(view);
		root.remove();
	};
	return { scene, root, close };
}

async function still(root: HTMLElement, view: { isQuiet(): boolean }): Promise<void> {
	let before = '';
	await vi.waitFor(
		() => {
			flushSync();
			const now = root.innerHTML;
			const isSame = now === before;
			before = now;
			// What is still awaited says so.
			expect(view.isQuiet() && isSame && root.querySelector('.late') === null).toBe(true);
		},
		{ timeout: 20_000, interval: 15 }
	);
}

function openValues(root: HTMLElement): void {
	for (const button of root.querySelectorAll<HTMLElement>('button[aria-expanded=false]'))
		if (textOf(button) === 'Values') button.click();
}

describe.each(cellKinds)('a cell of the kind $name', ({ name }) => {
	const all: Drawn[] = [];

	beforeAll(async () => {
		for (const scene of scenes) if (scene.kind === name) all.push(await drawn(scene));
	}, 60_000);
	afterAll(async () => {
		for (const { close } of all) await close();
	}, 60_000);

	it('has a picture for each of its samples over no, one, many, null and hostile rows, and for each state', async () => {
		const lines = all.flatMap(({ scene, root }) => [
			`# ${scene.sample}: ${scene.title}`,
			...outlineOf(root),
			''
		]);
		await expect(lines.join('\n')).toMatchFileSnapshot(`gallery/pictures/${name}.txt`);
	});

	it('shows what looks like mark-up as text, and what nobody would see as its code', () => {
		const hostile = all.filter(({ scene }) => scene.title === 'hostile text');
		expect(hostile.length).toBeGreaterThan(0);
		for (const { root } of hostile) {
			expect(root.querySelector('img, script')).toBeNull();
			const words = [root, ...root.querySelectorAll('[aria-label], [title]')].map(
				(each) => `${each.getAttribute('aria-label')} ${each.getAttribute('title')}`
			);
			expect([root.textContent, ...words].join(' ')).not.toContain(String.fromCharCode(0x202e));
		}
	});

	it('keeps nobody out, drawn of one row or of nulls, failed, or with rows that are refused', async () => {
		const titles = ['one row', 'nulls', 'failed', 'rows refused'];
		const looked = all.filter(({ scene }) => titles.includes(scene.title));
		const last = looked.filter(({ scene }) => scene.sample === all.at(-1)!.scene.sample);
		for (const { root } of last) {
			// Between tests the page is emptied.
			document.body.replaceChildren(root);
			await expectAccessible(root);
		}
	});
});
