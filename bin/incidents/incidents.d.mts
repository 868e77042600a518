import type { Incident } from '../../datasets/incidents/incident.ts';

/** Every incident: its manifest, and the bytes of its sources by path within its folder. */
export function buildIncidents(): { manifest: Incident; files: Map<string, Uint8Array> }[];
