import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import type { Parameter } from './parameter.ts';
import { expectAccessible, find, show, textOf } from '#test/support/show.ts';
import ParameterField from './ParameterField.svelte';

const window: Parameter = {
	name: 'window',
	type: 'interval',
	label: 'Time around the alert',
	default: '1 hour',
	choices: ['1 hour', '2 hours'],
	inPlace: false
};

function change(element: HTMLInputElement | HTMLSelectElement, value: string) {
	element.value = value;
	element.dispatchEvent(new Event('change', { bubbles: true }));
	flushSync();
}

/** The field of the window, which has `1 hour`. */
function windowField(onchange: (value: string) => void): HTMLElement {
	return show(ParameterField, { parameter: window, value: '1 hour', failure: null, onchange });
}

test('a value is chosen from those that the recipe offers', () => {
	const onchange = vi.fn();
	const page = windowField(onchange);
	change(find(page, 'select') as HTMLSelectElement, '2 hours');
	expect(onchange.mock.calls).toEqual([['2 hours']]);
});

test('any other value may be typed', () => {
	const onchange = vi.fn();
	const page = windowField(onchange);
	const select = find(page, 'select') as HTMLSelectElement;
	change(select, select.options[select.options.length - 1]!.value);
	expect(onchange).not.toHaveBeenCalled();
	change(find(page, 'input') as HTMLInputElement, '45 minutes');
	expect(onchange.mock.calls).toEqual([['45 minutes']]);
});

test('what the database says against a value stands at the value', async () => {
	const page = show(ParameterField, {
		parameter: window,
		value: 'soon',
		failure: 'could not convert "soon"',
		onchange: vi.fn()
	});
	const input = find(page, 'input');
	expect(input.getAttribute('aria-invalid')).toBe('true');
	const described = page.querySelector(`#${CSS.escape(input.getAttribute('aria-describedby')!)}`);
	expect(textOf(described)).toBe('Not taken as interval: could not convert "soon"');
	await expectAccessible(page);
});

test('yes and no are a box to tick', () => {
	const onchange = vi.fn();
	const parameter: Parameter = { ...window, type: 'boolean', choices: [] };
	const page = show(ParameterField, { parameter, value: 'false', failure: null, onchange });
	find(page, 'input[type=checkbox]').click();
	expect(onchange.mock.calls).toEqual([['true']]);
});

test('a range of time is two moments, each changed by itself', () => {
	const onchange = vi.fn();
	const parameter: Parameter = { ...window, type: 'time range', choices: [] };
	const value = '2007-01-15 03:00/2007-01-15 04:00';
	const page = show(ParameterField, { parameter, value, failure: null, onchange });
	change(find(page, 'input[aria-label*="to, in UTC"]') as HTMLInputElement, '2007-01-15 05:00');
	expect(onchange.mock.calls).toEqual([['2007-01-15 03:00/2007-01-15 05:00']]);
});
