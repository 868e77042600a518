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
		['STATE_INVALID_DROP: ', 'drop'],
		['policy DROP: ', 'drop'],
		['nft reject in: ', 'reject'],
		['[WAN_LOCAL-D-4000]', 'drop'],
		['[WAN_LOCAL-4000-D]', 'drop'],
		['[WAN_IN-default-R]', 'reject'],
		['[ipv4-FWD-filter-10-A]', 'allow'],
		['[LAN_IN-A-2001] DESCR="Block all but this" ', 'allow']
	])('%s is %s', (prefix, action) => expect(actionOf(prefix)).toBe(action));

	it.each([
		'',
		'[UFW AUDIT]',
		'[UFW AUDIT INVALID]',
		'FORWARDFW ',
		'INPUT packet',
		'dropbox',
		'[LAN-IN-RET-7]',
		'[PREROUTING-DNAT-3] DESCR="Allow web" '
	])('%j names none', (prefix) => expect(actionOf(prefix)).toBeNull());

	it.each(['ACCEPT-DROP', 'not allowed', 'constructor'])('%j does not settle it', (prefix) =>
		expect(actionOf(prefix)).toBeNull()
	);
});
