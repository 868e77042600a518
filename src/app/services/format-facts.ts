/** What the page says of a format. */
export interface FormatFacts {
	name: string;
	title: string;
	/** Whether it does not itself know what its columns mean. */
	mappable: boolean;
}

/** All formats. They come with their readers, which the page needs for nothing else, and so not with the page. */
export async function formatFacts(): Promise<FormatFacts[]> {
	const { formats } = await import('#datasets/index.ts');
	return formats.map(({ name, title, mappable = false }) => ({ name, title, mappable }));
}
