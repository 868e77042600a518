import { Failure } from '#lib/failure.ts';
import type { Incident, IncidentFact } from './incident.ts';

/** Every folder here is an incident; the bytes of its sources are fetched by whoever needs them. */
const manifests = import.meta.glob<Incident>('./*/incident.json', {
	eager: true,
	import: 'default'
});
const stories = import.meta.glob<string>('./*/story.md', {
	eager: true,
	query: '?raw',
	import: 'default'
});

/** All incidents, by name. */
export const incidents: readonly Incident[] = Object.values(manifests).sort((a, b) =>
	a.name < b.name ? -1 : 1
);

/** The incident of that name; a `usage` failure that lists the names where there is none. */
export function incidentNamed(name: string): Incident {
	const incident = incidents.find((candidate) => candidate.name === name);
	if (incident !== undefined) return incident;
	const known = incidents.map((candidate) => candidate.name).join(', ');
	throw new Failure('usage', `incident not known: ${name}; known are ${known}`);
}

/** What happened, as Markdown: told minute by minute, with what is known and what is invented. */
export function storyOf(incident: Incident): string {
	const story = stories[`./${incident.name}/story.md`];
	if (story === undefined)
		throw new Failure('defect', `incident without a story: ${incident.name}`);
	return story;
}

/** The fact that covers a record of a source, or null where the incident has no such record. */
export function factOf(incident: Incident, source: string, record: number): IncidentFact | null {
	const covers = (fact: IncidentFact) =>
		fact.source === source &&
		fact.records.some(([first, last]) => record >= first && record <= last);
	return incident.facts.find(covers) ?? null;
}
