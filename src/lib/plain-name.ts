/** A name by its letters and digits alone, in lower case: `Review-By` and `review_by` are the same. */
export function plainName(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
