import { compile } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { visibleTexts } from '../bin/visible-text.mjs';

function written(content: string): string {
	const code = visibleTexts.markup({ content })?.code ?? content;
	compile(code, {});
	return code.replace(/import \{ visibleText[^;]*;/, '').replace('<script></script>', '');
}

describe('no component can show a text as it is', () => {
	it.each([
		['<p>{a}</p>', '<p>{textOfPage(a)}</p>'],
		['{#if a}{b}{:else}{c}{/if}', '{#if a}{textOfPage(b)}{:else}{textOfPage(c)}{/if}'],
		['{#each a as b (b)}<i>{b}</i>{:else}{c}{/each}', '{#each a as b (b)}<i>{textOfPage(b)}</i>{:else}{textOfPage(c)}{/each}'],
		['{#await a}{b}{:then c}{c}{:catch d}{d}{/await}', '{#await a}{textOfPage(b)}{:then c}{textOfPage(c)}{:catch d}{textOfPage(d)}{/await}'],
		['{#snippet a(b)}{b}{/snippet}{@render a(1)}', '{#snippet a(b)}{textOfPage(b)}{/snippet}{@render a(1)}'],
		['<svelte:head><title>{a} · b</title></svelte:head>', '<svelte:head><title>{textOfPage(a)} · b</title></svelte:head>'],
		['<svg><g aria-label={a}><text>{b}</text></g></svg>', '<svg><g aria-label={textOfPage(a)}><text>{textOfPage(b)}</text></g></svg>'],
		['<i {title}></i>', '<i title={textOfPage(title)}></i>'],
		['<i title="a {b} c"></i>', '<i title="a {textOfPage(b)} c"></i>'],
		['{#key a}<Part>{b}</Part>{/key}', '{#key a}<Part>{textOfPage(b)}</Part>{/key}']
	])('%s', (content, expected) => {
		expect(written(content)).toBe(expected);
	}); // prettier-ignore

	it('but what is edited, or given to another component or to the program, stays', () => {
		const content =
			'<textarea>{a}</textarea><input value={b} /><Part title={c} /><i data-key={d}></i>';
		expect(written(content)).toBe(content);
	});
});
