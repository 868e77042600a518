import { copiedSvg } from './copied-svg.ts';

function textOf(svg: SVGSVGElement): string {
	const ground = getComputedStyle(document.documentElement).backgroundColor;
	return copiedSvg(svg, (element) => getComputedStyle(element), ground);
}

/** Puts a drawing on the clipboard as text. @throws where the browser does not let it be copied */
export function copySvg(svg: SVGSVGElement): Promise<void> {
	return navigator.clipboard.writeText(textOf(svg));
}

/** Puts it there as a picture of twice the size that it has on the page. @throws as {@link copySvg} */
export async function copyPng(svg: SVGSVGElement): Promise<void> {
	const { width, height } = svg.viewBox.baseVal;
	const url = URL.createObjectURL(new Blob([textOf(svg)], { type: 'image/svg+xml' }));
	try {
		const image = new Image();
		image.src = url;
		await image.decode();
		const canvas = document.createElement('canvas');
		[canvas.width, canvas.height] = [width * 2, height * 2];
		canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
		const png = await new Promise<Blob | null>((done) => canvas.toBlob(done));
		await navigator.clipboard.write([new ClipboardItem({ 'image/png': png! })]);
	} finally {
		URL.revokeObjectURL(url);
	}
}
