import type { SqlSpec } from '../cell.ts';

/** Which columns are what; null where that follows from their names. */
export interface NetworkNames {
	source: string | null;
	target: string | null;
	weight: string | null;
}

/** Who talked to whom in the rows of a statement. */
export interface NetworkSpec extends SqlSpec {
	named: NetworkNames;
}
