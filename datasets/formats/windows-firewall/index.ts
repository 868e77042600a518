import type { Format, Head, Recognition } from '../../format.ts';
import { w3cFields } from '../../records/w3c/w3c.ts';
import { open } from './rows.ts';

/**
 * `pfirewall.log` of the firewall of Windows (learn.microsoft.com, "Interpreting the Windows Firewall log"),
 * from Windows XP, which opens and closes connections, to those that let packets pass or drop them.
 */
const format: Format = {
	name: 'windows-firewall',
	title: 'Windows Firewall log (pfirewall.log)',
	tables: ['firewall', 'host'],
	cannotKnow: [
		'the machine, unless it is given at import: the log never names it',
		'the zone of the times, which are local to the machine',
		'the rule that let a packet pass or dropped it',
		'the program that sent or received it, beyond the number of its process where the log has that',
		'the interface',
		'the size of what was allowed: the log has it of dropped packets alone',
		'what was not logged: successful connections are left out unless logging them is switched on'
	],
	recognise,
	open
};

export default format;

const telling = ['action', 'protocol', 'src-ip', 'dst-ip', 'src-port', 'dst-port'];

function recognise(head: Head): Recognition | null {
	const named = w3cFields(head.lines).some((names) =>
		telling.every((name) => names.includes(name))
	);
	if (!named) return null;
	return {
		confidence: 0.97,
		because: 'a #Fields line that names action, protocol, src-ip and dst-ip'
	};
}
