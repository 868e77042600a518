/** Name of the case of the analyst's own files; every other case is the incident of that name. */
export const OWN = 'own';

const CASE = 'case';
const INCIDENT = 'incident';

/** The case that an address names; null where it names none. */
export function caseNamedIn({ searchParams }: URL): string | null {
	return searchParams.get(INCIDENT) ?? searchParams.get(CASE);
}

/** The address with another case in it; all else that it says stays, a recipe in its fragment too. */
export function addressOfCase(name: string, address: URL): URL {
	const changed = addressOfNoCase(address);
	if (name === OWN) changed.searchParams.set(CASE, OWN);
	else changed.searchParams.set(INCIDENT, name);
	return changed;
}

/** The address for somebody else, who has not the same files: whose case it was is left out. */
export function addressForOthers(address: URL): URL {
	return caseNamedIn(address) === OWN ? addressOfNoCase(address) : address;
}

function addressOfNoCase(address: URL): URL {
	const changed = new URL(address);
	changed.searchParams.delete(CASE);
	changed.searchParams.delete(INCIDENT);
	return changed;
}
