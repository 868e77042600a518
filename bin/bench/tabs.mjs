import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE = 100;
/** Ticks of the processor's clock in a second, as Linux tells them to programs. */
const TICKS = 100;

/**
 * Watches the tabs of the browser whose profile lies in a folder. `end` answers the largest one's peak of memory
 * in megabytes, and seconds of the processor of all; null where the system does not tell.
 */
export function watchTabs(folder) {
	const before = cpuOf(tabsOf(folder));
	let peak = 0;
	const timer = setInterval(() => {
		for (const { id } of tabsOf(folder)) peak = Math.max(peak, residentOf(id));
	}, SAMPLE);
	return {
		end() {
			clearInterval(timer);
			const tabs = tabsOf(folder);
			if (tabs.length === 0) return { peak: null, cpu: null };
			return { peak: Math.round(peak), cpu: cpuOf(tabs) - before };
		}
	};
}

function tabsOf(folder) {
	const all = processes();
	const browser = all.find(({ line }) => line.includes(`--user-data-dir=${folder}`));
	const isOurs = ({ parent }) => {
		if (parent === browser?.id) return true;
		const above = all.find(({ id }) => id === parent);
		return above !== undefined && isOurs(above);
	};
	return all.filter((process) => process.line.includes('--type=renderer') && isOurs(process));
}

function processes() {
	try {
		const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
		return ids.flatMap((id) => processOf(id) ?? []);
	} catch {
		return [];
	}
}

/** Null for one that has ended meanwhile. */
function processOf(id) {
	try {
		const line = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
		// What is behind the name, which is in brackets and may hold anything.
		const facts = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1).split(' ');
		const ticks = Number(facts[11]) + Number(facts[12]);
		return { id, line, parent: facts[1], cpu: ticks / TICKS };
	} catch {
		return null;
	}
}

function cpuOf(tabs) {
	return tabs.reduce((sum, { cpu }) => sum + cpu, 0);
}

/** Megabytes of memory that a process has; 0 where it has ended. */
function residentOf(id) {
	try {
		const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'));
		return Number(kilobytes) / 1000;
	} catch {
		return 0;
	}
}
