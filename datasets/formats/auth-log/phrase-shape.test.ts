import { expect, it } from 'vitest';
import { accountPhrases } from './account-phrases.ts';
import { loginPhrases } from './login-phrases.ts';
import { phraseShape } from './phrase-shape.ts';
import { sshPhrases } from './ssh-phrases.ts';

const all = [...sshPhrases, ...accountPhrases, ...Object.values(loginPhrases).flat()];

it.each(all)('every group of $shape has a name', (phrase) => {
	const { shape, parts } = phraseShape(phrase);
	const groups = new RegExp(`${shape.source}|`).exec('')!.length - 1;
	expect(parts).toHaveLength(groups);
	expect(new Set(parts).size).toBe(parts.length);
});

it('a phrase says what its groups name, in their order', () => {
	const { shape, parts } = phraseShape({
		shape: /^(?<user>\w+) at (?:the )?\((?<ip>\S+)\)$/,
		is: ['a', null]
	});
	expect(parts).toEqual(['user', 'ip']);
	expect([...shape.exec('root at the (192.0.2.1)')!]).toEqual([
		'root at the (192.0.2.1)',
		'root',
		'192.0.2.1'
	]);
});
