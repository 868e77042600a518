import { describe, expect, it } from 'vitest';
import { actionOf } from './prefix.ts';

describe('the action that a log prefix names', () => {
	it.each([
		['[UFW BLOCK]', 'deny'],
		['[UFW ALLOW]', 'allow'],
		['[UFW LIMIT BLOCK]', 'deny'],
		['IPTABLES-DROP:', 'drop'],
		['filter_IN_public_REJECT: ', 'reject'],
		['Shorewall:net2fw:DROP:', 'drop'],
		['iptables denied: ', 'deny'],
		['STATE_INVALID_DROP: ', 'drop']
	])('%s is %s', (prefix, action) => expect(actionOf(prefix)).toBe(action));

	it.each(['', '[UFW AUDIT]', '[UFW AUDIT INVALID]', 'FORWARDFW ', 'INPUT packet', 'dropbox'])(
		'%j names none',
		(prefix) => expect(actionOf(prefix)).toBeNull()
	);

	it.each(['ACCEPT-DROP', 'not allowed', 'constructor'])('%j does not settle it', (prefix) =>
		expect(actionOf(prefix)).toBeNull()
	);
});
