/** Puts every text of a component, and every name of an element, through `visibleText`. */
export const visibleTexts: {
	name: string;
	markup: (source: { content: string; filename?: string }) => { code: string } | undefined;
};
