import { expect, it } from 'vitest';
import { readyQuestion } from '#datasets/questions/index.ts';
import { fittingQuestions, tablesToLookAt } from './fitting-questions.ts';

function needing(name: string, needs: string) {
	return readyQuestion(
		name,
		`-- title: ${name}\n-- meaning: what there is\n-- needs: ${needs}\nSELECT 1`
	);
}

const agents = needing('agents', 'web.user_agent');
const ports = needing('ports', 'sessions or packets');

it('a question is offered where one of its needs is met, and else says what it needs', () => {
	const { fits, lacks } = fittingQuestions([agents, ports], ({ table }) => table === 'packets');
	expect(fits).toEqual([ports]);
	expect(lacks).toEqual([{ question: agents, needs: 'needs rows in web with user_agent' }]);
	const none = fittingQuestions([ports], () => false);
	expect(none.lacks[0]?.needs).toBe('needs rows in sessions, or rows in packets');
});

it('a question is not offered before it is known to fit', () => {
	expect(fittingQuestions([agents], () => null).fits).toEqual([]);
	expect(tablesToLookAt([agents, ports])).toEqual(['web']);
});
