import { allNames } from './words.ts';

/** What the English text of a security event calls what the event itself names otherwise. */
const labels: Readonly<Record<string, string>> = {
	'Source Network Address': 'IpAddress',
	'Client Address': 'IpAddress',
	'Source Port': 'IpPort',
	'Client Port': 'IpPort',
	'New Process Name': 'NewProcessName',
	'Creator Process Name': 'ParentProcessName',
	'Caller Process Name': 'ProcessName',
	'Process Name': 'ProcessName',
	'Process Command Line': 'CommandLine',
	'Logon Account': 'TargetUserName',
	'Logon Type': 'LogonType',
	'Error Code': 'Status',
	'Result Code': 'Status',
	'Failure Code': 'Status',
	'Object Name': 'ObjectName',
	'Service File Name': 'ServiceFileName',
	'Source Workstation': 'Workstation',
	'Workstation Name': 'WorkstationName'
};

const known = new Set(allNames);
/** Lines that are looked at; no event that is read here has more. */
const MOST_LINES = 200;
const LONGEST_LABEL = 48;

/**
 * What the text of an event says in lines of `Label: value`, by the names that the event itself would use. Sections
 * are headed by a label alone; an account is that of the subject or of the one that it is done to.
 */
export function messageData(message: string): Map<string, string> {
	const data = new Map<string, string>();
	let section = '';
	for (const line of message.split(/\r?\n/, MOST_LINES)) {
		const colon = line.indexOf(':');
		if (colon < 0 || colon > LONGEST_LABEL) continue;
		const label = line.slice(0, colon).trim();
		const value = line.slice(colon + 1).trim();
		if (value === '' && !/^\s/.test(line)) section = label;
		const name = nameOf(label, section);
		if (name !== null && value !== '' && !data.has(name)) data.set(name, value);
	}
	return data;
}

function nameOf(label: string, section: string): string | null {
	if (label === 'Account Name')
		return /Subject$/.test(section) && !section.startsWith('Target')
			? 'SubjectUserName'
			: 'TargetUserName';
	if (Object.hasOwn(labels, label)) return labels[label]!;
	return known.has(label) ? label : null;
}
