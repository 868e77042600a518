import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from './support/read-bytes.ts';

const rulesets = {
	'iptables-save':
		'*filter\n:INPUT DROP [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n',
	'nftables-ruleset':
		'table ip filter {\n\tchain input {\n\t\ttype filter hook input priority 0; policy drop;\n\t}\n}\n'
};

it.each(Object.entries(rulesets))(
	'the receipt of a ruleset says that the device’s own addresses are missing, and how to give them: %s',
	async (as, text) => {
		const notesFor = async (host: string) =>
			(await readBytes(bytesOf(text), { settings: { as, host } })).receipt.notes.join('\n');
		const said =
			/the device's own addresses are not told, .* give them as host when the rules are read, as gw,192\.0\.2\.1,/;
		expect(await notesFor('gw')).toMatch(said);
		expect(await notesFor('gw,10.9.0.1')).not.toMatch(/own addresses/);
	}
);
