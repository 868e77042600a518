/** What a browser says of itself. */
export interface BrowserAccount {
	userAgent: string;
	/** Absent in those that do not tell their brands. */
	userAgentData?: { brands: readonly { brand: string; version: string }[] };
}

/** Name and version where the browser gives both, else its whole account of itself. */
export function browserWords({ userAgent, userAgentData }: BrowserAccount): string {
	// One brand is made up by the browser, so that nobody relies on the list: it has other characters than letters.
	const brands = userAgentData?.brands.filter(({ brand }) => /^[A-Za-z ]+$/.test(brand)) ?? [];
	if (brands.length === 0) return userAgent;
	return brands.map(({ brand, version }) => `${brand} ${version}`).join(', ');
}
