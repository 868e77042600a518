import { flushSync, type Component } from 'svelte';
import { expect, vi } from 'vitest';
import type { CellKind } from '#cells/cell.ts';
import type { Picked, ShownCell, ShownState, Viewed } from '#cells/shown.ts';
import type { PageOfRows } from '#ui/paged-rows.svelte.ts';
import type { Bench } from './evidence.ts';
import { show, textOf } from './show.ts';

interface Given {
	kind: CellKind;
	view: Component<never>;
	sql: string;
	attributes?: Record<string, string>;
	state?: ShownState;
	/** The row that the statement reads as `alert`, as a statement. */
	alert?: string;
	/** What is waited for before each question to the database. */
	before?: () => Promise<void>;
}

/** A cell named `drawn` as its view shows it, asking a real database; with all that was asked and picked. */
export function showCell(bench: Bench, given: Given) {
	const { kind, view, sql, attributes = {}, alert, before } = given;
	const block = {
		id: 'drawn',
		attributes: new Map(Object.entries(attributes)),
		body: sql,
		line: 1
	};
	const row = alert ?? 'SELECT NULL::TIMESTAMP AS ts';
	const asked = vi.fn(async (statement: string, { offset, limit }: PageOfRows) => {
		await before?.();
		return bench.connection.query(
			`SELECT given.* FROM (${row}) AS alert, LATERAL (\n${statement}\n) AS given LIMIT ${limit} OFFSET ${offset}`
		);
	});
	const picked: Picked[] = [];
	const select = (one: Picked) => () => void picked.push(one);
	const cell = $state<ShownCell>({
		spec: kind.read(block),
		state: given.state ?? 'done',
		value: null,
		failure: null
	});
	const props: Viewed = { cell, ask: asked, set: vi.fn(), select, packet: vi.fn() };
	return {
		page: show(view as Component<Viewed & Record<string, unknown>>, props as never),
		asked,
		cell,
		picked
	};
}

/** Waits for a text. */
export async function said(page: HTMLElement, words: string): Promise<void> {
	await vi.waitFor(
		() => {
			flushSync();
			expect(textOf(page)).toContain(words);
		},
		{ timeout: 15_000 }
	);
}
