import { describe, expect, it } from 'vitest';
import { recognise, headOf } from '#intake/reading/recognise.ts';
import { bytesOf } from '#lib/bytes.ts';

/** What a table is read as: its header and its rows. */
function readAs(...lines: string[]): string {
	return recognise(headOf(bytesOf(`${lines.join('\n')}\n`), true), null).format.name;
}

describe('a list of bans is intel, never a register of accepted risks:', () => {
	it.each([
		['ip,reason,expires', '192.0.2.7,ssh brute force,2026-02-01', '192.0.2.8,scan,2026-02-02'],
		['IP Address;Ban reason;Banned at', '192.0.2.7;sshd;2026-02-01 10:00:00'],
		['ip,jail,bantime', '192.0.2.7,sshd,600'],
		['address,reason,timeout', '192.0.2.7,scan,1h'],
		['ip,decision,reason,expires', '192.0.2.7,ban,scan,2026-02-01'],
		['ip,comment,action,expires', '192.0.2.7,scan,block,2026-02-01'],
		['ip,hostname,block reason,blocked until', '192.0.2.7,scanner.example,scan,2026-02-01'],
		[
			'id,source,ip,reason,action,country,as,events_count,expiration,simulated,alert_id',
			'7,crowdsec,Ip:203.0.113.50,crowdsecurity/ssh-slow-bf,ban,,,11,3h53m36.7s,false,7'
		]
	])('%s', (...lines) => expect(readAs(...lines)).toBe('intel-list'));
});

describe('an inventory stays one, whoever approved it:', () => {
	it.each([
		['ip,hostname,owner,approved', '192.0.2.7,www1,web team,yes'],
		['ip,hostname,role,owner,review date,description', '192.0.2.7,www1,web,web team,2026-06-01,x'],
		['ip,hostname,owner,os,blocked', '192.0.2.7,www1,web team,Debian,no']
	])('%s', (...lines) => expect(readAs(...lines)).toBe('asset-csv'));
});

describe('a register of accepted risks says who accepted what, until when it is looked at again:', () => {
	it.each([
		['ip,decision,reason,expires', '192.0.2.7,accepted,needed by the console,2026-06-30'],
		['asset,rationale,control,review by', '192.0.2.7,needed,firewall,2026-06-30'],
		['host,port,treatment,justification,expiry date', 'www1,80,mitigated,needed,2026-06-30']
	])('%s', (...lines) => expect(readAs(...lines)).toBe('accepted-risk-csv'));
});

describe('a table that may be of two kinds, or of none, is left to whoever knows:', () => {
	it.each([
		['ip,comment', '192.0.2.7,scanner'],
		['ip,reason', '192.0.2.7,scanner'],
		['ip,description,expires', '192.0.2.7,scanner,2026-06-30'],
		['ip,reason,expires,owner', '192.0.2.7,scan,2026-06-30,web team'],
		['ip,reason,expires,approved by', '192.0.2.7,scan,2026-06-30,web team'],
		['ip,owner,rationale,review date,service', '192.0.2.7,web team,needed,2026-06-30,http'],
		['host,reason,until', 'www1,moved,2026-06-30']
	])('%s', (...lines) => expect(readAs(...lines)).toBe('delimited'));
});
