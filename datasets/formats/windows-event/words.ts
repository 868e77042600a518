import type { WindowsEvent } from './event.ts';

type Family = 'security' | 'sysmon' | 'eventlog' | 'services' | 'terminal';

/** Providers by the letters of their names: Event Viewer writes them in another way than the event does. */
const families: readonly (readonly [part: string, family: Family])[] = [
	['securityauditing', 'security'],
	['sysmon', 'sysmon'],
	['terminalserviceslocalsessionmanager', 'terminal'],
	['servicecontrolmanager', 'services'],
	['eventlog', 'eventlog']
];

/** What an event says was done, in OCSF's words. */
const actions: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
	security: {
		4624: 'Logon', 4625: 'Logon Failed', 4634: 'Logoff', 4647: 'Logoff', 4672: 'Assign Privileges',
		4688: 'Launch', 4689: 'Terminate', 4697: 'Create', 4698: 'Create', 4699: 'Delete',
		4720: 'Create', 4722: 'Enable', 4723: 'Password Change', 4724: 'Password Reset', 4725: 'Disable',
		4726: 'Delete', 4728: 'Add User', 4729: 'Remove User', 4732: 'Add User', 4733: 'Remove User',
		4740: 'Lock', 4756: 'Add User', 4757: 'Remove User', 4767: 'Unlock',
		4768: 'Authentication Ticket', 4769: 'Service Ticket Request', 4771: 'Preauth Failed',
		4776: 'Logon', 5152: 'Denied', 5156: 'Allowed', 5157: 'Denied'
	},
	sysmon: {
		1: 'Launch', 3: 'Open', 5: 'Terminate', 6: 'Load', 7: 'Load', 8: 'Inject', 10: 'Open',
		11: 'Create', 15: 'Create', 17: 'Create', 18: 'Open', 22: 'Query', 23: 'Delete', 26: 'Delete'
	},
	eventlog: { 1102: 'Clear', 104: 'Clear' },
	services: { 7045: 'Create' },
	terminal: { 21: 'Logon', 23: 'Logoff', 25: 'Logon' }
}; // prettier-ignore

/** Of these the event says by its status whether it succeeded. */
const byStatus = new Set(['4768', '4769', '4776']);

/** Of these the account is the one that was logged on or changed, and not the one that did it. */
const ofTarget = new Set(
	(
		'4624 4625 4648 4720 4722 4723 4724 4725 4726 4738 4740 4767 ' + '4768 4769 4770 4771 4776 4781'
	).split(' ')
);
/** Of these the text calls the account the subject. */
const ofItself = new Set(['4634', '4647']);
const ofMember = new Set('4728 4729 4732 4733 4756 4757'.split(' '));

/** The letters of a provider's name, and the family that they tell. */
interface Provider {
	provider: string;
	family: Family | null;
}

/** Providers that were met before; a hostile file may name ever new ones. */
const providers = new Map<string, Provider>();
const MOST_PROVIDERS = 256;

function providerOf(name: string): Provider {
	const known = providers.get(name);
	if (known !== undefined) return known;
	if (providers.size >= MOST_PROVIDERS) providers.clear();
	const provider = name.toLowerCase().replace(/[^a-z]/g, '');
	const family = families.find(([part]) => provider.includes(part))?.[1] ?? null;
	providers.set(name, { provider, family });
	return { provider, family };
}

export function familyOf(event: WindowsEvent): Family | null {
	const { provider, family } = providerOf(event.of('provider') ?? '');
	if (family !== null) return family;
	if (provider === '' && event.data.has('UtcTime')) return 'sysmon';
	return provider === '' && event.of('channel') === 'Security' ? 'security' : null;
}

export function actionOf(event: WindowsEvent, family: Family | null): string | null {
	const id = event.of('id') ?? '';
	if (family === null || !Object.hasOwn(actions[family], id))
		return family === 'sysmon' ? event.get('EventType', 'Operation') : null;
	const action = actions[family][id]!;
	if (family !== 'security' || !byStatus.has(id)) return action;
	const status = event.get('Status');
	if (status === null) return null;
	return Number(status) === 0 ? action : `${action} Failed`;
}

export function userOf(event: WindowsEvent, family: Family | null): string | null {
	const id = event.of('id') ?? '';
	if (family === 'security' && ofItself.has(id))
		return event.get('TargetUserName', 'SubjectUserName');
	if (family === 'security' && ofTarget.has(id)) return event.get('TargetUserName');
	if (family === 'security' && ofMember.has(id)) return event.get('MemberName', 'MemberSid');
	return event.get('User', 'SubjectUserName', 'SourceUser', 'TargetUserName', 'AccountName');
}

const levels: Readonly<Record<string, number>> = {
	critical: 1,
	error: 2,
	warning: 3,
	information: 4,
	info: 4,
	verbose: 5
};

/** Windows counts from 1 (critical) to 5 (verbose); 0 is what is always logged. */
export function severityOf(level: string | null): number | null {
	if (level === null) return null;
	if (/^\d{1,3}$/.test(level)) return Number(level);
	const word = level.toLowerCase();
	return Object.hasOwn(levels, word) ? levels[word]! : null;
}

/** What providers call the columns of `host`, the likeliest first. */
export const names = {
	process: ['Image', 'NewProcessName', 'SourceImage', 'ProcessName', 'Application'],
	parent: ['ParentImage', 'ParentProcessName'],
	path: [
		'TargetFilename', 'TargetObject', 'ImageLoaded', 'PipeName', 'TargetImage', 'ObjectName',
		'ServiceFileName', 'ImagePath', 'TaskName', 'RelativeTargetName', 'ShareName', 'Path'
	],
	client: ['IpAddress', 'ClientAddress', 'Address'],
	clientPort: ['IpPort', 'ClientPort'],
	source: ['SourceIp', 'SourceAddress'],
	sourcePort: ['SourcePort'],
	destination: ['DestinationIp', 'DestAddress'],
	destinationPort: ['DestinationPort', 'DestPort'],
	protocol: ['Protocol'],
	others: [
		'UtcTime', 'User', 'SubjectUserName', 'SubjectDomainName', 'SourceUser', 'TargetUserName',
		'TargetDomainName', 'AccountName', 'MemberName', 'MemberSid', 'Status', 'SubStatus', 'LogonType',
		'EventType', 'Operation', 'CommandLine', 'ParentCommandLine', 'Hashes', 'QueryName', 'QueryResults',
		'Workstation', 'WorkstationName', 'Initiated', 'ServiceName', 'ScriptBlockText', 'Details'
	]
} as const; // prettier-ignore

/** All names that are looked for. */
export const allNames: readonly string[] = [...new Set(Object.values(names).flat())];
