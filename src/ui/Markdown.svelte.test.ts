import { expect, test } from 'vitest';
import { show, textOf } from '#test/support/show.ts';
import Markdown from './Markdown.svelte';

function render(text: string): HTMLElement {
	return show(Markdown, { text, heading: 3 });
}

test('prose becomes elements', () => {
	const page = render(
		'# Title\n\nA *claim* of `fw-1`:\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |'
	);
	expect(textOf(page.querySelector('h3'))).toBe('Title');
	expect(textOf(page.querySelector('em'))).toBe('claim');
	expect(textOf(page.querySelector('code'))).toBe('fw-1');
	expect(page.querySelectorAll('li')).toHaveLength(2);
	expect([...page.querySelectorAll('td')].map(textOf)).toEqual(['1', '2']);
});

test('raw HTML is text, wherever it stands', () => {
	const page = render(
		'<script>alert(1)</script>\n\nbefore <img src=x onerror=alert(1)> after\n\n<style>*{}</style>'
	);
	expect(page.querySelector('script, img, style')).toBeNull();
	expect(textOf(page)).toContain('<script>alert(1)</script>');
	expect(textOf(page)).toContain('<img src=x onerror=alert(1)>');
});

test('a picture is never loaded', () => {
	const page = render('![a picture](http://192.0.2.1/x.png)');
	expect(page.querySelector('img')).toBeNull();
	expect(textOf(page)).toContain('image not loaded: a picture (http://192.0.2.1/x.png)');
});

test('a link shows where it leads, and does not tell where it was followed from', () => {
	const page = render('[harmless words](https://192.0.2.1/a)');
	const link = page.querySelector('a')!;
	expect(link.getAttribute('href')).toBe('https://192.0.2.1/a');
	expect(link.rel).toBe('noopener noreferrer nofollow');
	expect(textOf(page)).toContain('(https://192.0.2.1/a)');
});

test.each([
	'[x](javascript:alert(1))',
	'[x](JaVaScRiPt:alert(1))',
	'[x](data:text/html,hello)',
	'[x](//192.0.2.1/a)',
	'[x](vbscript:a)',
	'[x][r]\n\n[r]: javascript:alert(1)'
])('%s is not a link', (text) => {
	expect(render(text).querySelector('a')).toBeNull();
});
