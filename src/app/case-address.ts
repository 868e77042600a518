import { FIRST_OWN } from './services/storage/first-own.ts';

/** Whether a case of that name is of the analyst's own; every other one is the incident of that name. */
export function isOwnCase(name: string): boolean {
	return name === FIRST_OWN || /^case-[0-9a-f]{8}$/.test(name);
}

const CASE = 'case';
const INCIDENT = 'incident';

/** The case that an address names; null where it names none. */
export function caseNamedIn({ searchParams }: URL): string | null {
	return searchParams.get(INCIDENT) ?? searchParams.get(CASE);
}

/** The address with another case in it; all else that it says stays, a recipe in its fragment too. */
export function addressOfCase(name: string, address: URL): URL {
	const changed = addressOfNoCase(address);
	if (isOwnCase(name)) changed.searchParams.set(CASE, name);
	else changed.searchParams.set(INCIDENT, name);
	return changed;
}

/** The address for somebody else, who has not the same files: whose case it was is left out. */
export function addressForOthers(address: URL): URL {
	const name = caseNamedIn(address);
	return name !== null && isOwnCase(name) ? addressOfNoCase(address) : address;
}

function addressOfNoCase(address: URL): URL {
	const changed = new URL(address);
	changed.searchParams.delete(CASE);
	changed.searchParams.delete(INCIDENT);
	return changed;
}
