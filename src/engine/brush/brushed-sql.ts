import { areSmall, limitedRows, pageOfRows, type RowPage } from '../sql/bounded-rows.ts';
import { inTotalOrder } from '../sql/last-order.ts';
import { PART } from './summed-select.ts';
import type { Brushed } from './time-parts.ts';

/** Stand in a statement for the ends of any brush; no column of anybody is called so. */
const [FIRST, LAST] = ['"first brushed part"', '"last brushed part"'];

/** The condition that holds the parts of a brush, in a statement for {@link BrushedSql}. */
export const BRUSHED = `${PART} BETWEEN ${FIRST} AND ${LAST}`;

type Bounds = Pick<Brushed, 'from' | 'to'>;

/**
 * A statement over sums for any brush. It is read once: to find out at each move how its rows are put in order, or
 * to have the database look for a row that is too large where none can be, takes longer than the answer.
 */
export class BrushedSql {
	readonly #rows: string;
	readonly #inOrder: string;
	readonly #areSmall: boolean;

	/**
	 * @param rows with {@link BRUSHED} as the condition on the parts
	 * @param types of its columns, as DESCRIBE says them
	 */
	constructor(rows: string, types: readonly string[]) {
		this.#rows = rows;
		this.#inOrder = inTotalOrder(rows, types.length);
		this.#areSmall = areSmall(types);
	}

	/** Some of the rows that a brush holds, or what is asked around all of them. */
	of(brushed: Bounds, { limit, offset, around }: RowPage): string {
		const page = { limit, offset };
		if (around !== undefined) return pageOfRows(around(withBounds(this.#rows, brushed)), page);
		const rows = withBounds(this.#inOrder, brushed);
		return this.#areSmall ? limitedRows(rows, page) : pageOfRows(rows, page);
	}
}

function withBounds(sql: string, { from, to }: Bounds): string {
	return sql.replaceAll(FIRST, String(from)).replaceAll(LAST, String(to));
}
