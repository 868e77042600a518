/** What a drawing needs to look the same without the page's styles. */
const kept = [
	'fill',
	'fill-opacity',
	'stroke',
	'stroke-width',
	'stroke-opacity',
	'stroke-linejoin',
	'stroke-dasharray',
	'font-family',
	'font-size',
	'font-weight',
	'font-variant-numeric',
	'text-anchor'
];

/**
 * A drawing as a text that stands for itself: its colours are those that the page shows, on the page's ground.
 * Elements with `data-aside` are left out.
 * @param styleOf what the page makes of an element
 */
export function copiedSvg(
	svg: SVGSVGElement,
	styleOf: (element: Element) => CSSStyleDeclaration,
	ground: string
): string {
	const copy = svg.cloneNode(true) as SVGSVGElement;
	inline(svg, copy, styleOf);
	for (const aside of copy.querySelectorAll('[data-aside], style')) aside.remove();
	const back = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'rect');
	for (const [name, value] of [
		['width', '100%'],
		['height', '100%'],
		['fill', ground]
	])
		back.setAttribute(name!, value!);
	copy.prepend(back);
	copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
	return new XMLSerializer().serializeToString(copy);
}

function inline(
	from: Element,
	to: Element,
	styleOf: (element: Element) => CSSStyleDeclaration
): void {
	const style = styleOf(from);
	to.removeAttribute('class');
	to.removeAttribute('style');
	for (const name of kept) {
		const value = style.getPropertyValue(name);
		if (value !== '') to.setAttribute(name, value);
	}
	if (from.tagName.toLowerCase() === 'svg') to.setAttribute('overflow', 'visible');
	const copies = [...to.children];
	[...from.children].forEach((child, i) => inline(child, copies[i]!, styleOf));
}
