import type { Receipt } from '#intake/record/receipt.ts';
import { EditorView } from '@codemirror/view';
import { flushSync } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { click, expectAccessible, find, press, settled, show, textOf } from '#test/support/show.ts';
import {
	agreement,
	alertRow,
	alone,
	answered,
	deferred,
	done,
	notebook,
	reading,
	refused,
	resultOf,
	unanswered
} from '#test/support/page-samples.ts';
import { StandInServices } from '#test/support/stand-in-services.svelte.ts';
import type { Source } from '../services/source.ts';
import App from './App.svelte';
import { keptDeferred } from '../places/deeper/kept-deferred.ts';
import { keptPins } from '../places/evidence/kept-pins.ts';

function open(change: (workbench: StandInServices) => void = () => undefined, zone?: string) {
	const workbench = new StandInServices(zone);
	change(workbench);
	return { workbench, page: show(App, { workbench }) };
}

async function openWithDeferred() {
	const opened = open();
	await opened.workbench.kept.of(keptDeferred).keep(deferred);
	await Promise.all(opened.workbench.places.loads.map((load) => load()));
	return opened;
}

function goTo(page: HTMLElement, place: string) {
	click(page, 'nav button', place);
}

/** Presses x on a value of a table: one that is no more than these words, or else one that holds them. */
function menuOf(root: ParentNode, words: string): HTMLElement {
	const cells = [...root.querySelectorAll<HTMLElement>('[data-line] [role=gridcell]')];
	const cell =
		cells.find((each) => textOf(each) === words) ??
		find(root, '[data-line] [role=gridcell]', words);
	cell.focus();
	press(cell, 'x');
	return cell;
}

const triage = '[data-path="triage"]';
const deepDive = '[data-path="deep-dive"]';

describe('the two lanes', () => {
	test('show every step of each path with its question, outcome, reason and cost', () => {
		const { page } = open();
		const steps = [...page.querySelectorAll(`${triage} [data-cell]`)];
		expect(steps.length).toBe(resultOf().paths[0]!.steps.length);
		const first = steps.find((step) => step.getAttribute('data-cell') === 'firewalls')!;
		expect(textOf(first)).toContain('What did the firewalls log for this source?');
		expect(textOf(first)).toContain('clear');
		expect(textOf(first)).toContain('2 firewall records of this source: 0 allowed, 2 denied');
		expect(textOf(first)).toContain('2 rows');
		expect(first.getAttribute('data-outcome')).toBe('clear');
		expect(first.getAttribute('data-state')).toBe('done');
		expect(first.getAttribute('data-runs')).toBe('1');
	});

	test('end in a verdict each', () => {
		const { page } = open();
		expect(find(page, `${triage} [data-verdict]`).dataset.verdict).toBe('disregard');
		expect(find(page, `${deepDive} [data-verdict]`).dataset.verdict).toBe('suspicious');
		expect(textOf(find(page, triage))).toContain('it would be insufficient data');
	});

	test('say nothing of how the recipe fits where it is written for the alert and has its data', () => {
		expect(textOf(open().page)).not.toContain('written for');
	});

	test('say plainly that the recipe was not written for the alert, and lead to the one for any', () => {
		const { page, workbench } = open((bench) => {
			bench.alerts = { ...bench.alerts, current: bench.alerts.rows[1]! };
		});
		expect(textOf(find(page, 'main [role=status]'))).toBe(
			'Note: This recipe was not written for this alert: it is written for “*DROP*Block Listed*”, ' +
				'“*DSHIELD*”, and this is “MS-SQL Worm propagation attempt” (1:2003). It runs all the same. ' +
				'Open the recipe for any alert'
		);
		click(page, 'main [role=status] button', 'Open the recipe for any alert');
		expect(workbench.log).toContain('open recipe');
	});

	test('say that it cannot be told where the alert does not name its rule', () => {
		const { page } = open((bench) => {
			bench.recipe = { ...bench.recipe, notebook: { ...notebook, appliesTo: ['1:2003'] } };
			bench.alerts = { ...bench.alerts, current: { ...alertRow, sid: null } };
		});
		expect(textOf(find(page, 'main [role=status]'))).toContain(
			'Whether this recipe is written for this alert cannot be told: it is written for 1:2003, and ' +
				'the alert has no rule id.'
		);
	});

	test('say above the verdicts what the recipe needs and nobody loaded', () => {
		const { page } = open((bench) => {
			const missing = [{ table: 'firewall', columns: null }] as const;
			bench.investigation = done({ ...resultOf(), missing });
		});
		const [note, verdict] = page.querySelectorAll('main [role=status], main [data-verdict]');
		expect(textOf(note!)).toBe(
			'Note: Nothing is loaded of firewall, which the recipe needs. The verdicts stand without it.'
		);
		expect(verdict!.hasAttribute('data-verdict')).toBe(true);
	});

	test('keep the alert in sight', () => {
		const { page } = open();
		const alert = textOf(find(page, '[aria-label="The alert"]'));
		expect(alert).toContain('2007-01-15 03:17:36 UTC');
		expect(alert).toContain('203.0.113.203:1272 → 192.0.2.28:4899');
	});

	test('wait for their answers before anything was asked', () => {
		const { page } = open((workbench) => {
			workbench.investigation = {
				state: 'idle',
				isBusy: false,
				result: null,
				comparison: null,
				alone
			};
		});
		const states = [...page.querySelectorAll('[data-path] [data-cell]')].map((step) =>
			step.getAttribute('data-state')
		);
		expect(new Set(states)).toEqual(new Set(['waiting']));
		expect(textOf(find(page, triage))).toContain('no verdict yet');
	});

	test('have nothing that keeps anyone out', async () => {
		const { page } = open();
		await expectAccessible(page);
	});
});

describe('what is of an earlier run', () => {
	const earlier = { at: alertRow.ts!, differs: ['window 1 hour'] };

	test('is no verdict: it stands below, dated and named', () => {
		const { page } = open((bench) => {
			const old = { ...earlier, outcome: 'disregard', because: 'the port is closed', rows: null };
			const none = { verdict: null, because: null, concluded: false, partial: true };
			bench.investigation = done(resultOf((path) => ({ ...path, ...none, earlier: old })));
		});
		expect(find(page, `${triage} .verdict`).hasAttribute('data-verdict')).toBe(false);
		expect(textOf(find(page, `${triage} .conclusion [data-earlier]`))).toContain(
			'Earlier, of the run at 2007-01-15 03:17:36 UTC, window 1 hour disregard the port is closed'
		);
	});

	test('is said of a comparison, and of the counts over every alert', () => {
		const { page } = open((bench) => {
			const state = done(resultOf());
			bench.investigation = { ...state, comparison: { ...state.comparison!, earlier } };
			const every = { agreement, agreementState: 'stale', agreementEarlier: earlier } as const;
			bench.alerts = { ...bench.alerts, ...every };
		});
		const of = 'of the run at 2007-01-15 03:17:36 UTC, window 1 hour';
		expect(textOf(find(page, '.comparison [data-earlier]'))).toContain(`This comparison is ${of}`);
		click(page, 'nav button', 'Alerts');
		expect(textOf(find(page, '.every [data-earlier]'))).toBe(`The counts below are ${of}.`);
	});
});

describe('a step', () => {
	function withFirst(change: Parameters<typeof answered>[1]) {
		return resultOf((path) => ({
			...path,
			partial: true,
			steps: path.steps.map((step, i) => (i === 0 ? answered(step, change) : step))
		}));
	}

	function openWith(change: Parameters<typeof answered>[1]) {
		return open((workbench) => (workbench.investigation = done(withFirst(change)))).page;
	}

	test('that was lowered says what its SQL says and why it does not count', () => {
		const page = openWith({
			outcome: 'unknown',
			said: 'clear',
			lowered: ['fw-1: the firewall records stop at 02:47:36 UTC']
		});
		const step = textOf(find(page, `${triage} [data-cell]`));
		expect(step).toContain('Its SQL says clear; it counts as unknown');
		expect(step).toContain('the firewall records stop at 02:47:36 UTC');
	});

	test('that is unknown by its own word says beside it what was missing', () => {
		const page = openWith({
			outcome: 'unknown',
			said: 'unknown',
			because: 'no rule says anything',
			lowered: ['no policy records are loaded']
		});
		const step = textOf(find(page, `${triage} [data-cell]`));
		expect(step).toContain('no rule says anything no policy records are loaded');
		expect(step).not.toContain('Its SQL says');
	});

	test('that is clear though it did not see all that it reads says why it need not', () => {
		const moment = 'it is about one request';
		const page = openWith({ outcome: 'clear', said: 'clear', moment });
		expect(textOf(find(page, `${triage} [data-cell]`))).toContain(
			'It need only see the alert’s moment: it is about one request.'
		);
	});

	test('that failed says why once, in its editor where that is open', async () => {
		const failure = { message: 'no column statuz in web', position: 3 };
		const page = openWith({ ...unanswered, state: 'failed', failure });
		const step = find(page, `${triage} [data-cell]`);
		const said = () => textOf(step).split('no column statuz in web').length - 1;
		expect(said()).toBe(1);
		click(step, 'button', 'SQL');
		expect(said()).toBe(1);
		click(step, 'button', 'Edit');
		await settled();
		expect(said()).toBe(1);
		click(step, 'button', 'Leave as it was');
		await settled();
		expect(said()).toBe(1);
	});

	test('that failed keeps its last good answer, marked as old', () => {
		const page = openWith({
			...unanswered,
			state: 'failed',
			failure: { message: 'no column: acton', position: 3 }
		});
		const step = find(page, `${triage} [data-cell]`);
		expect(textOf(step)).toContain('Failed: no column: acton');
		expect(step.hasAttribute('data-outcome')).toBe(false);
		expect(textOf(find(step, '[data-earlier]'))).toContain(
			'Earlier, of the run at 2007-01-15 03:17:36 UTC, window 1 hour clear'
		);
	});

	test('that made the database stop answering says when, and is run again only by a button', () => {
		const { page, workbench } = open((bench) => {
			const stopped = { ...unanswered, state: 'stopped', triedAt: alertRow.ts } as const;
			bench.investigation = done(withFirst(stopped));
		});
		const step = find(page, `${triage} [data-cell]`);
		expect(textOf(step)).toContain(
			'Stopped at 2007-01-15 03:17:36 UTC: it did not end before it was cancelled, the database was lost or the page was left. It is not run again by itself.'
		);
		click(step, 'button', 'Run it anyway');
		expect(workbench.log).toContain(`run stopped ${step.getAttribute('data-cell')}`);
	});

	test('that is of an earlier run has a button to run', () => {
		const { page, workbench } = open((bench) => {
			bench.investigation = done(withFirst({ ...unanswered, state: 'stale' }));
		});
		click(find(page, `${triage} [data-cell]`), 'button', 'Run');
		expect(workbench.log).toContain('run');
	});

	test.each([
		['stale', 'not asked again yet'],
		['cancelled', 'cancelled'],
		['running', 'running'],
		['not needed', 'not asked']
	] as const)('that is %s says so', (state, words) => {
		expect(textOf(find(openWith({ state }), `${triage} [data-cell]`))).toContain(words);
	});

	test('that did not run says why', () => {
		const notRun = 'not asked: the verdict was decided after step 3';
		const page = openWith({ state: 'not needed', notRun, outcome: null, because: null });
		expect(textOf(find(page, `${triage} [data-cell]`))).toContain(notRun);
	});

	test('that is unknown and may stay open says why it may', () => {
		const open = 'it decides nothing';
		const page = openWith({ outcome: 'unknown', open });
		expect(textOf(find(page, `${triage} [data-cell]`))).toContain(`It may stay open: ${open}.`);
		expect(textOf(find(page, `${triage} .conclusion`))).toMatch(
			/Left open: “Is the port exposed, on paper\?”, since it decides nothing\./
		);
	});

	test('without a final answer leaves the verdict marked as not final', () => {
		const page = openWith({ state: 'cancelled', outcome: null });
		expect(textOf(find(page, `${triage} [data-verdict]`))).toContain(
			'not final: 1 step without an answer'
		);
	});

	test('a verdict that gave none says what it must return in its place, and no word stands there', () => {
		const message =
			'a verdict must return one row with outcome and because: it gave more than one row';
		const { page } = open((bench) => {
			const failure = { message, position: null };
			const none = {
				verdict: null,
				because: null,
				said: null,
				stableAfter: null,
				flips: [],
				failure
			};
			bench.investigation = done(resultOf((path) => ({ ...path, ...none })));
		});
		const conclusion = find(page, `${triage} .conclusion`);
		expect(textOf(conclusion)).toContain(message);
		expect(conclusion.querySelector('[data-verdict], .verdict')).toBeNull();
	});

	test('a verdict that no answer could change says so, and counts no step 0', () => {
		const { page } = open((bench) => {
			bench.investigation = done(resultOf((path) => ({ ...path, stableAfter: 0 })));
		});
		const text = textOf(page);
		expect(text).toContain('No answer could have changed it.');
		expect(text).not.toMatch(/step 0|0 of 0/);
	});

	test('a run of which no step is known yet counts none', () => {
		const { page } = open((bench) => {
			bench.investigation = {
				state: 'running',
				isBusy: true,
				result: null,
				comparison: null,
				alone
			};
		});
		expect(textOf(find(page, '[data-run]'))).toBe('Running');
	});

	test('says how much could not be read in the sources that it reads', () => {
		const rejects = [{ record: 3, reason: 'cut' }] as unknown as Receipt['rejects'];
		const { page } = open((bench) => {
			const [first, ...others] = bench.data.sources;
			const receipt = { ...first!.receipt!, source: 'fw.log', rejects };
			bench.data = { ...bench.data, sources: [{ ...first, receipt } as Source, ...others] };
		});
		expect(textOf(find(page, `${triage} [data-cell] .unread`))).toBe(
			'1 record of fw.log could not be read.'
		);
	});

	test('a run counts the steps that it has asked, and not those of the run before it', () => {
		const states = ['done', 'stale', 'cancelled', 'waiting'] as const;
		const result = resultOf((path) => ({
			...path,
			steps: path.steps.map((step, i) => ({ ...step, state: states[i % states.length]! }))
		}));
		const { page } = open((bench) => {
			bench.investigation = { state: 'running', isBusy: true, result, comparison: null, alone };
		});
		const steps = result.paths.flatMap((path) => path.steps);
		const asked = steps.filter(({ state }) => state === 'done').length;
		expect(textOf(find(page, '[data-run]'))).toBe(`Running, ${asked} of ${steps.length} steps`);
	});

	test('opens its SQL and its rows, and a row opens its bytes', async () => {
		const { page, workbench } = open();
		const step = find(page, `${triage} [data-cell="firewalls"]`);
		click(step, 'button', 'SQL');
		expect(textOf(step)).toContain("count(src_ip) FILTER (WHERE action = 'allow')");
		click(step, 'button', '2 rows');
		await settled();
		expect(workbench.log).toContain('rows firewalls');
		expect(textOf(find(step, '[role=grid]'))).toContain('03:17:36');
		click(step, '[role=gridcell]', '4899');
		await settled();
		const drawer = find(step, '.record');
		expect(textOf(drawer)).toContain('byte 4,096');
		expect(textOf(drawer)).toContain('0a1b2c3d4e5f6666');
		expect(textOf(drawer)).toContain('fw-1: DENY TCP');
		click(drawer, '[role=tab]', 'Hexadecimal');
		expect(textOf(drawer)).toContain('4a 61 6e 20 31 35 20 30');
	});

	test('whose rows came from a source that has no bytes here says so', async () => {
		const { page, workbench } = open((bench) => {
			const [source] = bench.data.sources;
			bench.data = { ...bench.data, sources: [{ ...source!, file: null }] };
		});
		const step = find(page, `${triage} [data-cell="firewalls"]`);
		click(step, 'button', '2 rows');
		await settled();
		expect(textOf(step)).toContain(
			'Arrow keys move, with Shift they select, Enter opens the row, x opens the menu of a value'
		);
		click(step, '[role=gridcell]', '4899');
		await settled();
		expect(textOf(find(step, '.record'))).toContain('The bytes of the source are not at hand.');
		menuOf(step, '48');
		const titles = [...document.querySelectorAll('[role^=menuitem]')].map(textOf);
		expect(titles).not.toContain('Open the bytes of the record');
		expect(workbench.log).not.toContain('bytes');
	});

	test('that lists rows says how many and opens them, and has no outcome', async () => {
		const { page, workbench } = open((bench) => {
			const listed = { outcome: null, said: null, because: null, rows: 3, ms: 4 };
			const result = resultOf((path, i) => {
				const listing = {
					...answered(path.steps[0]!, listed),
					cell: 'flow_packets',
					role: 'rows' as const
				};
				return i === 0 ? path : { ...path, steps: [listing, ...path.steps] };
			});
			bench.investigation = done(result);
		});
		const step = find(page, `${deepDive} [data-cell="flow_packets"]`);
		expect(step.hasAttribute('data-outcome')).toBe(false);
		expect(textOf(step)).toContain('3 rows');
		expect(textOf(step)).toContain('named flow_packets');
		expect(textOf(step)).not.toMatch(/clear|no answer/);
		click(step, 'button', '3 rows');
		await settled();
		expect(workbench.log).toContain('rows flow_packets');
		const comparison = find(page, '.comparison');
		expect(textOf(comparison)).toContain('Rows listednone3 in 1 query');
		const [triage, deep] = done(workbench.investigation.result!).comparison!.comparison.askedAlone;
		expect(textOf(comparison)).toContain(
			`What only ${triage!.title} asked Only it looked at the tables policy, assets, firewall, web, and at data of the types policy, transaction.`
		);
		expect(textOf(comparison)).toContain(`What only ${deep!.title} asked`);
		expect(textOf(comparison).split('What did the firewalls log for this source?')).toHaveLength(2);
		expect(find(comparison, 'g[role=button]', '3 rows, in 4 ms')).toBeTruthy();
		await expectAccessible(page);
	});

	test('that lists rows and failed says what was wrong, and that its rows are old', () => {
		const { page } = open((bench) => {
			const failure = { message: 'no table: packet', position: 14 };
			const earlier = { ...unanswered.earlier, outcome: null, because: null, rows: 3 };
			const told = { ...earlier, differs: ['other SQL'] };
			const change = { ...unanswered, state: 'failed', failure, earlier: told } as const;
			const result = resultOf((path, i) => {
				const listing = {
					...answered(path.steps[0]!, change),
					cell: 'flow_packets',
					role: 'rows' as const
				};
				return i === 0 ? path : { ...path, steps: [listing, ...path.steps] };
			});
			bench.investigation = done(result);
		});
		const step = textOf(find(page, `${deepDive} [data-cell="flow_packets"]`));
		expect(step).toContain('Failed: no table: packet');
		expect(step).toContain('Earlier, of the run at 2007-01-15 03:17:36 UTC, other SQL 3 rows');
		expect(textOf(find(page, `${deepDive} [data-verdict]`))).not.toContain('not final');
	});

	test('that stands on both paths says so in both lanes', () => {
		const { page } = open((workbench) => {
			workbench.investigation = done(
				resultOf((path, i) =>
					i === 0 ? path : { ...path, steps: [resultOf().paths[0]!.steps[0]!, ...path.steps] }
				)
			);
		});
		const cell = resultOf().paths[0]!.steps[0]!.cell;
		const twice = [...page.querySelectorAll(`[data-cell="${cell}"]`)];
		expect(twice).toHaveLength(2);
		for (const step of twice) expect(textOf(step)).toContain('in both paths');
	});
});

describe('the keys', () => {
	test('j and k walk down and up the lane, s and Enter open what the step rests on', async () => {
		const { page, workbench } = open();
		const cells = resultOf().paths[0]!.steps.map(({ cell }) => cell);
		const focused = () => document.activeElement?.getAttribute('data-cell');
		press(document.body, 'j');
		press(document.activeElement!, 'j');
		expect(focused()).toBe(cells[1]);
		press(document.activeElement!, 'k');
		expect(focused()).toBe(cells[0]);
		press(document.activeElement!, 's');
		press(document.activeElement!, 'Enter');
		await settled();
		expect(find(page, `[data-cell="${cells[0]}"] pre`)).toBeTruthy();
		expect(workbench.log).toContain(`rows ${cells[0]}`);
	});

	test('r runs, a point cancels, and letters that are typed are left alone', () => {
		const { page, workbench } = open();
		press(document.body, 'r');
		press(document.body, '.');
		press(find(page, 'select'), 'r');
		expect(workbench.log).toEqual(['run', 'cancel']);
	});

	test('? lists them, and Control K finds everything else', () => {
		const { workbench } = open();
		press(document.body, '?');
		expect(textOf(find(document, 'dialog'))).toContain('put the alert into the look-deeper file');
		click(document, 'dialog button', 'Close');
		press(document.body, 'k', { ctrlKey: true });
		const field = find(document, 'dialog input') as HTMLInputElement;
		field.value = 'sql worm';
		field.dispatchEvent(new Event('input', { bubbles: true }));
		flushSync();
		press(field, 'Enter');
		expect(workbench.log).toEqual(['pick 0a1b2c3d4e5f-2']);
	});

	test('u shows every time as the clocks of this machine have it, and in UTC again', async () => {
		const { page, workbench } = await openWithDeferred();
		const alert = () => textOf(find(page, '[aria-label="The alert"] .time'));
		const zone = () => textOf(find(page, 'nav [aria-pressed=true]'));
		expect([alert(), zone()]).toEqual(['2007-01-15 03:17:36 UTC', 'UTC']);
		press(document.body, 'u');
		expect([alert(), zone()]).toEqual(['2007-01-15 08:47:36 +05:30', 'Asia/Kolkata']);
		expect(find(page, '[aria-label="The alert"] .time').title).toBe(
			'2007-01-15 08:47:36.000000 +05:30 Asia/Kolkata'
		);
		expect(find(page, '[role=status]', 'Times are now shown in Asia/Kolkata.')).toBeTruthy();
		goTo(page, 'Alerts');
		const grid = textOf(find(page, '[role=grid]'));
		expect(grid).toContain('ts Asia/Kolkata');
		expect(grid).toContain('2007-01-15 +05:30 08:47:36');
		goTo(page, 'Deeper');
		expect(textOf(find(page, 'main'))).toContain('2007-01-15 08:47:36 +05:30 ·');
		goTo(page, 'Data');
		expect(textOf(find(page, 'main'))).toContain('2007-01-15 05:47:36 to 11:47:36 +05:30');
		expect(find(page, 'main [role=group]', 'over time in Asia/Kolkata')).toBeTruthy();
		press(document.body, 'u');
		expect([alert(), zone()]).toEqual(['2007-01-15 03:17:36 UTC', 'UTC']);
		await settled();
		expect(await workbench.kept.setting('zone', String)).toBe('utc');
		press(document.body, 'u');
		await settled();
		expect(await workbench.kept.setting('zone', String)).toBe('machine');
	});

	test('u says that there is no choice where this machine is in UTC', () => {
		const { page } = open(() => undefined, 'UTC');
		press(document.body, 'u');
		expect(textOf(page)).toContain('Times stay in UTC: this machine is in no other zone.');
		expect(textOf(find(page, 'nav'))).toContain('Times in UTC, the zone of this machine too.');
	});

	test('x opens the menu of a value with counts, and a table its rows, to their bytes and back', async () => {
		const { page, workbench } = open();
		goTo(page, 'Data');
		click(page, 'button', 'firewall');
		await settled();
		const cell = menuOf(page, '203.0.113.203');
		await settled();
		expect(textOf(find(document, '[role=menu] [data-item=sessions]'))).toContain(
			'sessions with 203.0.113.203 2'
		);
		click(document, '[role=menuitemcheckbox]', 'Only within 1 hour of the alert');
		expect(textOf(find(document, '[data-item=sessions]'))).toBe('sessions with 203.0.113.203 1');
		click(document, '[data-item=sessions]');
		await settled();
		expect(document.querySelector('[role=menu]')).toBeNull();
		const drawer = find(document, 'dialog', 'sessions with 203.0.113.203');
		expect(textOf(drawer)).toContain('1 row by src_ip or dst_ip, within 1 hour of the alert');
		click(drawer, 'button', 'SQL');
		expect(textOf(find(drawer, 'pre'))).toContain("'203.0.113.203'");
		menuOf(drawer, '4899');
		await settled();
		click(document, '[data-item=packets]');
		await settled();
		expect(textOf(find(drawer, 'h2'))).toBe('packets with 4899');
		click(drawer, 'button', 'Back to sessions');
		await settled();
		expect(document.activeElement).toBe(find(drawer, '[data-line] [role=gridcell]', '4899'));
		press(document.activeElement!, 'Enter');
		await settled();
		expect(textOf(find(drawer, '.record'))).toContain('fw-1.log');
		press(document.activeElement!, 'Escape');
		expect(drawer.querySelector('.record')).toBeNull();
		click(drawer, 'button', 'Close');
		await settled();
		expect(document.activeElement).toBe(cell);
		const [sessions, packets, ...others] = workbench.log.filter((words) =>
			words.startsWith('look')
		);
		expect(sessions).toMatch(/FROM "?sessions"?\s.*'203\.0\.113\.203'/s);
		expect(packets).toMatch(/FROM "?packets"?\s.*4899/s);
		expect(others).toEqual([]);
	});

	test('x on an absent value says so, and on what stands nowhere else offers to copy it', async () => {
		const { page, workbench } = open();
		goTo(page, 'Data');
		click(page, 'button', 'firewall');
		await settled();
		const titles = () => [...document.querySelectorAll('[role^=menuitem]')].map(textOf);
		menuOf(page, '·');
		const arranging = [
			'Only this',
			'Not this',
			'Count by this',
			'Sort by bytes, rising',
			'Sort by bytes, falling',
			'Only this, on all of the page'
		];
		expect(titles()).toEqual(['Absent: there is no value to look for', ...arranging]);
		press(document.activeElement!, 'Escape');
		menuOf(page, '48');
		expect(titles()).toEqual([
			'No other table has such values',
			...arranging.toSpliced(2, 0, 'From this on', 'Up to this'),
			'Open the bytes of the record',
			'Copy the value'
		]);
		expect(workbench.log).toEqual(['browse firewall']);
	});

	test('x on a time tells it as a moment of a clock, and not in microseconds', async () => {
		const { page } = open();
		goTo(page, 'Data');
		click(page, 'button', 'firewall');
		await settled();
		menuOf(page, '03:1');
		expect(textOf(find(document, '[role=menu]').parentElement)).toMatch(
			/2007-01-15 \d\d:\d\d:\d\d\.\d{6} UTC/
		);
	});

	test('x on a value of the alert leads to the alerts with it', async () => {
		const { page } = open();
		const address = find(page, '.alert [data-column=src_ip]');
		address.focus();
		press(address, 'x');
		click(document, '[role=menuitem]', 'Find it in the list of alerts');
		await settled();
		expect((find(page, 'input[type=search]') as HTMLInputElement).value).toBe('203.0.113.203');
		expect(textOf(find(page, 'main'))).toContain('1 of 2 alerts');
	});

	test('x where no value has the focus says what to do', () => {
		const { page } = open();
		press(document.body, 'x');
		expect(textOf(page)).toContain('Put the focus on a value first');
	});

	/** Fills in why an alert is put off, and what wakes it. */
	async function putOff(reason: string, condition: string): Promise<void> {
		const field = find(document, 'dialog textarea') as HTMLTextAreaElement;
		field.value = reason;
		field.dispatchEvent(new Event('input', { bubbles: true }));
		const editorField = () => document.querySelector('dialog .cm-content');
		await expect.poll(editorField, { timeout: 20_000 }).toBeTruthy();
		const editor = EditorView.findFromDOM(find(document, 'dialog .cm-content'))!;
		editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: condition } });
		flushSync();
	}

	test('l puts the alert off, with a reason and a condition', async () => {
		const { workbench } = open();
		press(document.body, 'l');
		await putOff('no host log', 'SELECT 1 FROM host');
		find(document, 'dialog form').dispatchEvent(new Event('submit', { cancelable: true }));
		await expect
			.poll(() => workbench.kept.of(keptDeferred).all())
			.toMatchObject([{ reason: 'no host log', wake: 'SELECT 1 FROM host', alert: alertRow }]);
	});

	test('a condition that cannot be asked is told with its place, and put in at the second press alone', async () => {
		const { workbench } = open();
		const error = new Error('Catalog Error: Table with name hots does not exist!');
		workbench.refused = { word: 'hots', error };
		press(document.body, 'l');
		await putOff('later', 'SELECT 1 FROM hots');
		await expect
			.poll(() => textOf(find(document, 'dialog form')))
			.toContain('Cannot be asked: no table hots; the nearest name is host (line 1, column 15)');
		expect(textOf(find(document, 'dialog .cm-wrong'))).toBe('hots');
		const form = find(document, 'dialog form');
		form.dispatchEvent(new Event('submit', { cancelable: true }));
		await expect.poll(() => textOf(form)).toContain('Put in all the same');
		expect(await workbench.kept.of(keptDeferred).all()).toEqual([]);
		workbench.refused = null;
		form.dispatchEvent(new Event('submit', { cancelable: true }));
		await expect
			.poll(() => workbench.kept.of(keptDeferred).all())
			.toMatchObject([{ reason: 'later', wake: 'SELECT 1 FROM hots' }]);
	});
});

describe('the places', () => {
	test('data shows receipts that add up, with rejects and what was assumed', async () => {
		const { page } = open();
		goTo(page, 'Data');
		const entry = find(page, '[data-source="fw-1.log"]');
		click(entry, 'button', 'receipt');
		const text = textOf(entry);
		expect(text).toContain('630 = 628 firewall + 2 rejects');
		expect(text).toContain('because every line carries SRC= and DST=');
		expect(text).toContain('not an address: 300.1.1.1');
		expect(text).toContain('times carry no year');
		expect(text).toContain('synthetic');
		await expectAccessible(page);
	});

	test('data says nothing of what there is before that is counted', () => {
		const { page } = open((bench) => {
			bench.data = {
				...bench.data,
				sources: [reading],
				catalogue: {
					...bench.data.catalogue,
					tables: [],
					coverage: [],
					isCounted: false,
					isSettling: false
				}
			};
		});
		goTo(page, 'Data');
		expect(textOf(page)).toContain('Counted once all sources are read.');
		expect(textOf(page)).not.toContain('Without rows');
		expect(textOf(page)).not.toContain('Nothing that is loaded has a time');
	});

	test('data shows what was read while sessions and coverage are being worked out, and says so', () => {
		const { page } = open((bench) => {
			const { catalogue } = bench.data;
			bench.data = {
				...bench.data,
				catalogue: { ...catalogue, coverage: [], isCounted: false, isSettling: true }
			};
		});
		goTo(page, 'Data');
		expect(textOf(page)).toContain('628 rows');
		expect(textOf(page)).toContain('Coverage and the sessions of captures are being worked out.');
		expect(textOf(page)).not.toContain('Without rows');
	});

	test('data says why a source was refused and offers to read it otherwise', async () => {
		const { page, workbench } = open((bench) => {
			bench.data = { ...bench.data, sources: [refused, reading] };
		});
		goTo(page, 'Data');
		expect(textOf(find(page, '[data-source="notes.txt"]'))).toContain(
			'no format fits its first lines'
		);
		const others = find(page, '[data-source="notes.txt"] select') as HTMLSelectElement;
		// The formats come behind the page.
		await vi.waitFor(() => find(others, 'option[value="iptables"]'), 20_000);
		others.value = 'iptables';
		others.dispatchEvent(new Event('change', { bubbles: true }));
		expect(textOf(find(page, '[data-source="eve.json"]'))).toContain(
			'210 MB of 528 MB · 140 MB/s · 2.3 s left'
		);
		click(page, '[data-source="eve.json"] button', 'Cancel');
		expect(workbench.log).toEqual(['read again notes.txt {"as":"iptables"}', 'cancel reading']);
	});

	test('data browses an event table', async () => {
		const { page, workbench } = open();
		goTo(page, 'Data');
		click(page, 'button', 'firewall');
		await settled();
		expect(workbench.log).toEqual(['browse firewall']);
		expect(find(page, '[role=grid][aria-label="Rows of firewall"]')).toBeTruthy();
	});

	test('recipe shows prose, every SQL and the parameters, and sets one', async () => {
		const { page, workbench } = open();
		goTo(page, 'Recipe');
		expect(page.querySelectorAll('main pre').length).toBe(
			notebook.pieces.filter(({ type }) => type === 'cell').length
		);
		const choice = find(page, 'main select') as HTMLSelectElement;
		choice.value = '2 hours';
		choice.dispatchEvent(new Event('change', { bubbles: true }));
		expect(workbench.log).toEqual(['set window 2 hours']);
		await expectAccessible(page);
	});

	test('recipe says its tags, the alerts that it is for, and what it needs and is not loaded', () => {
		const { page } = open((bench) => {
			const needs = [...notebook.needs, { table: 'dns', columns: [] }] as const;
			bench.recipe = { ...bench.recipe, notebook: { ...notebook, needs } };
		});
		goTo(page, 'Recipe');
		const facts = textOf(find(page, 'main dl'));
		expect(facts).toContain('Tags block list, triage, network');
		expect(facts).toContain('Written for *DROP*Block Listed**DSHIELD*');
		expect(facts).toContain('alerts with ts, src_ip, dst_ip, dst_portdns: nothing is loaded');
	});

	test('a recipe from elsewhere is shown whole and runs only when told to', () => {
		const { page, workbench } = open((bench) => {
			bench.recipe = {
				...bench.recipe,
				incoming: { notebook, text: 'x', from: '', isChecked: true }
			};
		});
		expect(textOf(page)).toContain('It has not run: read it first.');
		expect(page.querySelector('[data-path]')).toBeNull();
		expect(workbench.log).toEqual([]);
		click(page, 'button', 'Run this recipe');
		click(page, 'button', 'Discard');
		expect(workbench.log).toEqual(['accept', 'discard']);
	});

	test('alerts are found by words and picked, and a field of the matrix leads to its alerts', async () => {
		const { page, workbench } = open((bench) => {
			bench.alerts = { ...bench.alerts, agreement, agreementState: 'done' };
		});
		goTo(page, 'Alerts');
		await expectAccessible(page);
		expect(textOf(page)).toContain('Both paths agree on 20 of 25 alerts');
		expect(textOf(page)).toContain('Beside these, and not counted:');
		click(page, 'button', '4 alerts: the recipe is not written for them');
		expect(textOf(find(page, '.pick'))).toContain('MS-SQL Worm');
		click(page, 'button', '1 alert: neither path could decide');
		expect(textOf(find(page, '.pick'))).toContain('DROP Dshield');
		click(page, 'button', '5 alerts: disregard against suspicious');
		click(page, '.pick', 'MS-SQL Worm');
		goTo(page, 'Alerts');
		const field = find(page, 'input[type=search]') as HTMLInputElement;
		field.value = 'dshield 4899';
		field.dispatchEvent(new Event('input', { bubbles: true }));
		flushSync();
		expect(textOf(find(page, 'main'))).toContain('1 of 2 alerts');
		click(page, '[role=gridcell]', 'Dshield');
		expect(workbench.log).toEqual(['pick 0a1b2c3d4e5f-2', `pick ${alertRow.alert_id}`]);
	});

	test('alerts show which of them the recipe is written for, and only those where asked', () => {
		const { page } = open();
		goTo(page, 'Alerts');
		const applies = () =>
			[...page.querySelectorAll('[role=gridcell]')]
				.map(textOf)
				.filter((text) => /^(yes|no)$/.test(text));
		expect(applies()).toEqual(['yes', 'no']);
		click(page, 'input[type=checkbox]');
		expect(textOf(find(page, 'main'))).toContain('1 of 2 alerts');
		expect(applies()).toEqual(['yes']);
	});

	test('alerts say nothing of that where the recipe does not', () => {
		const { page } = open((bench) => {
			bench.recipe = { ...bench.recipe, notebook: { ...notebook, appliesTo: [] } };
		});
		goTo(page, 'Alerts');
		expect(page.querySelector('main input[type=checkbox]')).toBeNull();
		expect(textOf(find(page, '[role=grid]'))).not.toContain('applies');
	});

	test('the look-deeper file says why, what was said then, and what woke', async () => {
		const { page, workbench } = await openWithDeferred();
		goTo(page, 'Deeper');
		const main = textOf(find(page, 'main'));
		expect(main).toContain('the host log of that night is missing');
		expect(main).toMatch(
			/Put off .*\. Proactive triage said then: insufficient data\. Reactive deep dive said then: \S/
		);
		expect(main).toContain('awake');
		click(page, 'button', 'Take back');
		await settled();
		expect(await workbench.kept.of(keptDeferred).all()).toEqual([]);
	});

	test('trusts name who answers for them and which steps lean on them', async () => {
		const { page } = open();
		goTo(page, 'Trusts');
		const main = textOf(find(page, 'main'));
		expect(main).toContain('owner Network operations');
		expect(main).toContain('What did the firewalls log for this source? (Proactive triage)');
		expect(main).toContain('Without it, Proactive triage would say insufficient data.');
		await expectAccessible(page);
	});

	test('without data there are three ways on', async () => {
		const { page, workbench } = open((bench) => {
			const catalogue = { ...bench.data.catalogue, tables: [], coverage: [] };
			bench.data = { ...bench.data, sources: [], catalogue, views: [] };
			bench.alerts = { ...bench.alerts, rows: [], count: 0, current: null };
			bench.investigation = { state: 'idle', isBusy: false, result: null, comparison: null, alone };
		});
		expect(textOf(page)).toContain('Choose files');
		expect(textOf(page)).toContain('Open a recipe file');
		click(page, 'main button', 'Block-listed source touched a host');
		expect(workbench.log).toEqual(['incident block-listed-source']);
		await expectAccessible(page);
	});
});

describe('files', () => {
	function drag(type: string, files: File[]) {
		const event = new Event(type, { bubbles: true, cancelable: true });
		Object.assign(event, { dataTransfer: { types: ['Files'], files } });
		window.dispatchEvent(event);
	}
	const drop = (files: File[]) => drag('drop', files);

	test('are made ready for once, where they are held over the page, and where data is shown', () => {
		const { page, workbench } = open();
		drag('dragenter', []);
		flushSync();
		drag('dragover', []);
		expect(workbench.expected).toBe(1);
		goTo(page, 'Data');
		expect(workbench.expected).toBe(2);
	});

	test('that are dropped are read, and a recipe among them is opened', async () => {
		const { page, workbench } = open();
		drop([
			new File(['a'], 'fw.log'),
			new File(['---\nlookdeeper: 1\n---\n'], 'mine.md'),
			new File(['# notes'], 'notes.md')
		]);
		const log = ['show recipe the file mine.md', 'add fw.log,notes.md'];
		// Pictures of the recipe ask on their own account.
		const done = () => workbench.log.filter((line) => !line.startsWith('ask '));
		await expect.poll(done, { timeout: 20_000 }).toEqual(log);
		await settled();
		expect(find(page, '[data-source]')).toBeTruthy();
	});

	test('text that is pasted is read, unless it is pasted into a field', () => {
		const { page, workbench } = open();
		const paste = (target: EventTarget) => {
			const event = new Event('paste', { bubbles: true, cancelable: true });
			const clipboardData = { files: [], getData: () => 'Jan 15 a line' };
			target.dispatchEvent(Object.assign(event, { clipboardData }));
		};
		goTo(page, 'Alerts');
		paste(find(page, 'input[type=search]'));
		paste(document.body);
		expect(workbench.log).toEqual(['paste Jan 15 a line']);
	});
});

test('a notice stays until it is dismissed', () => {
	const { page } = open((bench) => {
		bench.notices.say('failure', 'query failed: no table: fw');
	});
	expect(textOf(find(page, '[role=alert]'))).toContain('query failed: no table: fw');
	click(page, 'button', 'Dismiss');
	expect(textOf(page)).not.toContain('no table: fw');
});

describe('a tab that only reads', () => {
	const pin = {
		of: 'answer',
		workspace: 'own',
		alertId: alertRow.alert_id,
		id: 'a',
		at: '2026-01-02T03:04:05.678Z',
		cell: 'firewalls',
		question: 'What did the firewalls log?',
		sql: 'SELECT 1 FROM firewall',
		parameters: {},
		sources: [],
		note: '',
		outcome: 'clear',
		because: '2 records, both denied',
		rows: 2
	} as const;
	const off = (root: ParentNode, selector: string, words: string) => {
		const control = find(root, selector, words);
		return control.matches(':disabled') || control.closest('fieldset:disabled') !== null;
	};

	async function visited(role: 'reads' | 'writes') {
		const opened = open((bench) => {
			bench.case = { ...bench.case, role };
			bench.data = { ...bench.data, sources: [...bench.data.sources, refused] };
		});
		await opened.workbench.kept.of(keptPins).keep(pin);
		await Promise.all(opened.workbench.places.enters('own').map((enter) => enter()));
		await settled();
		return opened;
	}

	test.each(['reads', 'writes'] as const)(
		'has every control off that writes the case; one that %s it is as such',
		async (role) => {
			const { page } = await visited(role);
			const isOff = role === 'reads';
			const step = find(page, `${triage} [data-cell="firewalls"]`);
			click(step, 'button', 'SQL');
			expect(off(step, 'button', 'Edit')).toBe(isOff);
			expect(off(step, 'button[data-pins]', 'Pin')).toBe(isOff);
			expect(off(page, '[data-evidence] input', 'Note on')).toBe(isOff);
			expect(off(page, '[data-evidence] button', 'Unpin')).toBe(isOff);
			expect(off(page, '[aria-label="The alert"] select', '')).toBe(isOff);
			goTo(page, 'Data');
			expect(off(page, 'main button', 'Take out')).toBe(isOff);
			expect(off(page, 'main select', 'as another format')).toBe(isOff);
			click(page, 'main button', 'receipt');
			expect(off(page, 'main form button', 'Read again')).toBe(isOff);
			goTo(page, 'Recipe');
			expect(off(page, 'main button', 'Edit')).toBe(isOff);
			expect(off(page, 'main button', 'Open another recipe')).toBe(isOff);
			goTo(page, 'Trusts');
			click(page, 'main button', 'SQL that looks');
			expect(off(page, 'main button', 'Edit')).toBe(isOff);
			await expectAccessible(page);
		}
	);

	test('keeps what is written in an editor that is open, says why it cannot be applied, and applies nothing', async () => {
		const { page, workbench } = await visited('writes');
		const step = find(page, `${triage} [data-cell="firewalls"]`);
		click(step, 'button', 'SQL');
		click(step, 'button', 'Edit');
		await settled();
		workbench.case = { ...workbench.case, role: 'reads' };
		await settled();
		expect(textOf(step)).toContain('Another tab writes this case: take over to change it here.');
		expect(off(step, 'button', 'Apply and run')).toBe(true);
		expect(workbench.log.filter((line) => line.startsWith('edit'))).toEqual([]);
	});
});

test('while a case is brought back, nothing is said of what it has not, or of another tab', () => {
	const { page, workbench } = open((bench) => {
		bench.case = { ...bench.case, role: 'asking', isOpening: true };
		bench.data = { ...bench.data, sources: [], incident: null };
		bench.investigation = { state: 'idle', isBusy: false, result: null, comparison: null, alone };
	});
	const text = textOf(page);
	expect(text).toContain('Opening. What is kept of this case is brought back.');
	expect(text).toContain('The case is being opened');
	for (const untrue of ['There is no data yet', 'Reading only', 'No alert is picked'])
		expect(text).not.toContain(untrue);
	workbench.case = { ...workbench.case, role: 'writes', isOpening: false };
	flushSync();
	expect(textOf(page)).toContain('There is no data yet');
	expect(textOf(page)).not.toContain('Opening.');
});

test('files that were dropped are named while the database still starts, and nobody is asked how to begin', () => {
	const { page, workbench } = open((bench) => {
		bench.engine = { ...bench.engine, state: 'starting', version: null };
		bench.data = { ...bench.data, sources: [], incident: null };
	});
	expect(textOf(find(page, 'main'))).toContain('There is no data yet');
	workbench.arriving = ['conn.log', 'fw-1.log'];
	flushSync();
	expect(textOf(find(page, '.arriving'))).toBe(
		'2 files taken, to be read as soon as the database has started: conn.log, fw-1.log.'
	);
	expect(textOf(find(page, 'main'))).not.toContain('There is no data yet');
});
