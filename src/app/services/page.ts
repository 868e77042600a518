export interface Page {
	offset: number;
	limit: number;
	/** Whether it is wanted once more after it failed: what was stopped runs only then. */
	again?: boolean;
	/** What ends it. */
	signal?: AbortSignal;
}
