import * as v from 'valibot';
import type { Storage } from '../../services/storage.ts';

/** The setting that says when each shipped recipe was at hand last. */
export const SHIPPED_USED = 'shipped recipes used';

const times = v.record(v.string(), v.string());

/** By the id of each, in ISO 8601. @throws what the storage throws */
export async function shippedUse(storage: Storage): Promise<Record<string, string>> {
	return (await storage.setting(SHIPPED_USED, (kept) => v.parse(times, kept))) ?? {};
}

export async function noteShippedUse(storage: Storage, id: string, at: string): Promise<void> {
	await storage.keepSetting(SHIPPED_USED, { ...(await shippedUse(storage)), [id]: at });
}
