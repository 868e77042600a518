import { evenTimes, isoMillis, SECOND, windowsEvent } from './clock.mjs';
import { WEB } from './network.mjs';

/** What the agent on www1 reports of its own machine: events of a Windows server on a quiet night. */

const services = [
	'Background Intelligent Transfer Service',
	'WMI Performance Adapter',
	'Windows Installer',
	'Removable Storage',
	'Volume Shadow Copy'
];
const accounts = ['svc-backup', 'svc-monitor', 'svc-deploy'];

function security(kind, number, user, text) {
	return `Security: AUDIT_${kind}(${number}): Security: ${user}: WWW1: ${text}`;
}

/** One Windows event: what its log line says after the time, and how the manager rates it. */
const kinds = [
	{
		weight: 34,
		rule: [3, '18107', 'Windows Logon Success.', 'authentication_success'],
		event(random) {
			const user = random.pick(accounts);
			const text = `Successful Network Logon: User Name: ${user} Logon Type: 3`;
			return { number: '540', user, log: security('SUCCESS', 540, user, text) };
		}
	},
	{
		weight: 28,
		rule: [3, '18149', 'Windows User Logoff.', 'windows'],
		event(random) {
			const user = random.pick(accounts);
			const text = `User Logoff: User Name: ${user} Logon Type: 3`;
			return { number: '538', user, log: security('SUCCESS', 538, user, text) };
		}
	},
	{
		weight: 18,
		rule: [3, '100201', 'A service changed its state.', 'service_state'],
		event: (random) => serviceEvent(random.pick(services), random.pick(['running', 'stopped']))
	},
	{
		weight: 9,
		rule: [2, '1002', 'Unknown problem somewhere in the system.', 'errors'],
		event(random) {
			const share = random.between(81, 88);
			return systemEvent('WARNING', 2013, 'srv', `The D: disk is ${share} percent full.`);
		}
	},
	{
		weight: 6,
		rule: [4, '100204', 'A scheduled task ended with a warning.', 'task'],
		event: (random) =>
			systemEvent('WARNING', 4105, 'Backup', `${random.between(1, 4)} open files were skipped.`)
	},
	{
		weight: 4,
		rule: [5, '18103', 'Windows error event.', 'system_error'],
		event: () =>
			systemEvent('ERROR', 29, 'W32Time', 'No time source of the domain answered; will try again.')
	},
	{
		weight: 2,
		rule: [5, '18130', 'Logon Failure - Unknown user or bad password.', 'authentication_failed'],
		event(random) {
			const user = random.pick(accounts);
			const text = `Logon Failure: User Name: ${user} Logon Type: 2 Workstation Name: CONSOLE1`;
			return { number: '529', user, log: security('FAILURE', 529, user, text) };
		}
	}
];

function systemEvent(kind, number, program, text) {
	const log = `System: ${kind}(${number}): ${program}: (no user): no domain: WWW1: ${text}`;
	return { number: String(number), user: null, log };
}

/** Windows reports that a service entered a state. */
export function serviceEvent(service, state) {
	const text = `The ${service} service entered the ${state} state.`;
	return systemEvent('INFORMATION', 7036, 'Service Control Manager', text);
}

/** An event of the agent: `{ t, rule: [level, id, description, group], event, story }`. */
export function hostEvents(random) {
	return evenTimes(250, random).map((t) => {
		const kind = random.pickWeighted(kinds);
		return { t, rule: kind.rule, event: kind.event(random), story: null };
	});
}

/** One line of the alert log of the manager. */
export function hostLine({ t, rule, event }, count) {
	const [level, id, description, group] = rule;
	const data = { id: event.number, system_name: 'WWW1' };
	if (event.user !== null) data.dstuser = event.user;
	return JSON.stringify({
		timestamp: isoMillis(t),
		rule: { level, description, id, groups: [...new Set(['windows', group])] },
		agent: { id: '004', name: 'www1', ip: WEB },
		manager: { name: 'manager1' },
		id: `${Math.floor(t / SECOND)}.${count}`,
		full_log: `${windowsEvent(t)} WinEvtLog: ${event.log}`,
		decoder: { name: 'windows' },
		data,
		location: 'WinEvtLog'
	});
}
