/** What a record says was done, in OCSF's words; where it also says that it failed, ` Failed` is put behind. */
const actions: Readonly<Record<string, string>> = {
	USER_LOGIN: 'Logon',
	USER_AUTH: 'Logon',
	USER_START: 'Logon',
	USER_END: 'Logoff',
	USER_LOGOUT: 'Logoff',
	USER_CMD: 'Launch',
	EXECVE: 'Launch',
	ADD_USER: 'Create',
	ADD_GROUP: 'Create',
	DEL_USER: 'Delete',
	DEL_GROUP: 'Delete',
	USER_CHAUTHTOK: 'Password Change',
	SERVICE_START: 'Start',
	SERVICE_STOP: 'Stop'
};

export function actionOf(types: readonly string[], failed: boolean): string | null {
	const type = types.find((name) => Object.hasOwn(actions, name));
	if (type === undefined) return null;
	return failed ? `${actions[type]} Failed` : actions[type]!;
}

/** Whose the address of a socket is that a system call names: the other side's, as client or as server. */
export type Peer = 'destination' | 'source';

/** By name, as auditd writes it where it enriches its log. */
const peers: Readonly<Record<string, Peer>> = {
	connect: 'destination',
	accept: 'source',
	accept4: 'source'
};

/** By architecture and number, as the kernel writes it: x86-64 and AArch64. */
const numbered: Readonly<Record<string, Peer>> = {
	'c000003e 42': 'destination',
	'c000003e 43': 'source',
	'c000003e 288': 'source',
	'c00000b7 203': 'destination',
	'c00000b7 202': 'source',
	'c00000b7 242': 'source'
};

/** Null for a call that names an address of its own, and for one that is not known here. */
export function peerOf(arch: string, number: string, name: string | null): Peer | null {
	const [table, key] = name === null ? [numbered, `${arch} ${number}`] : [peers, name];
	return Object.hasOwn(table, key) ? table[key]! : null;
}
