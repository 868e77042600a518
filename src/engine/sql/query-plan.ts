/** One operator of how a statement was run. */
export interface PlanStep {
	/** The engine's name of it, as `HASH_JOIN`. */
	operator: string;
	/** The table that it reads; null where it reads none. */
	table: string | null;
	/** What it does it by: conditions, keys, expressions, each in the engine's words. */
	by: readonly { what: string; words: string }[];
	/** Rows that it gave; null where the engine does not say. */
	rows: number | null;
	/** Seconds in it alone, of all threads; null where the engine does not say. */
	seconds: number | null;
	/** How deep it stands: what it reads is one deeper, and behind it. */
	depth: number;
}

export interface QueryPlan {
	steps: readonly PlanStep[];
	/** Of all its operators together. */
	seconds: number;
	/** What the engine wrote. */
	words: string;
}

/** Runs a statement once and tells how: `readPlan` reads the answer. */
export function planSql(sql: string): string {
	return `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`;
}

type Node = Readonly<Record<string, unknown>>;

/** Said of everything, and of no use beside what was measured. */
const unsaid = new Set(['Table', 'Estimated Cardinality', 'Type', 'Function', '__order_by_info__']);

/** @param words what the engine gave for `planSql`, which is JSON; null where that is no plan */
export function readPlan(words: string): QueryPlan | null {
	const root = parsed(words);
	if (root === null) return null;
	const steps = childrenOf(root).flatMap((child) => stepsIn(child, 0));
	const seconds = steps.reduce((sum, step) => sum + (step.seconds ?? 0), 0);
	return { steps, seconds, words };
}

function parsed(words: string): Node | null {
	try {
		const found: unknown = JSON.parse(words);
		return isNode(found) ? found : null;
	} catch {
		return null;
	}
}

function stepsIn(node: Node, depth: number): PlanStep[] {
	const operator = textOf(node.operator_name ?? node.operator_type).trim();
	// It stands for the asking itself.
	const isAsking = operator === 'EXPLAIN_ANALYZE';
	const deeper = childrenOf(node).flatMap((child) => stepsIn(child, isAsking ? depth : depth + 1));
	return isAsking ? deeper : [stepOf(node, operator, depth), ...deeper];
}

function stepOf(node: Node, operator: string, depth: number): PlanStep {
	const said = isNode(node.extra_info) ? node.extra_info : {};
	return {
		operator,
		table:
			textOf(said.Table ?? (/_SCAN|^RANGE|^UNNEST/.test(operator) ? said.Function : '')) || null,
		by: Object.entries(said)
			.filter(([what]) => !unsaid.has(what))
			.map(([what, value]) => ({ what, words: textOf(value) }))
			.filter(({ words }) => words !== ''),
		rows: numberOf(node.operator_cardinality),
		seconds: numberOf(node.operator_timing),
		depth
	};
}

function childrenOf(node: Node): Node[] {
	return Array.isArray(node.children) ? node.children.filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
	if (Array.isArray(value)) return value.map(textOf).join(', ');
	return typeof value === 'string' ? value.replace(/\s*\n\s*/g, ', ') : '';
}

function numberOf(value: unknown): number | null {
	return typeof value === 'number' ? value : null;
}
