import { formats } from './index.ts';

/** What is said of a format to who does not read with it. */
export interface FormatFacts {
	name: string;
	title: string;
	/** Whether it does not itself know what its columns mean. */
	mappable: boolean;
}

/** Of all formats, by name. */
export const formatFacts: readonly FormatFacts[] = formats.map(
	({ name, title, mappable = false }) => ({ name, title, mappable })
);
