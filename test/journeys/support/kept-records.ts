import type { Visit } from './visit.ts';

/** A page of the same origin that is not Lookdeeper, from which records can be put into what the browser keeps. */
export async function besidePage(visit: Visit): Promise<void> {
	await visit.page.route('**/beside.html', (route) =>
		route.fulfill({ contentType: 'text/html', body: '<title>beside</title>' })
	);
	await visit.open('beside.html');
}

/** Puts records into the browser's database, whatever they are. */
export function putRecords(visit: Visit, records: Record<string, unknown[]>): Promise<void> {
	return visit.page.evaluate(async (given) => {
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open('lookdeeper');
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(opening.error!);
		});
		for (const [place, values] of Object.entries(given)) {
			const tx = db.transaction(place, 'readwrite');
			for (const value of values) tx.objectStore(place).put(value);
			await new Promise((resolve) => (tx.oncomplete = resolve));
		}
		db.close();
	}, records);
}

/** The records that the browser keeps in one place. */
export function keptRecords<T>(visit: Visit, place: string): Promise<T[]> {
	return visit.page.evaluate(async (name) => {
		const done = <R>(request: IDBRequest<R>) =>
			new Promise<R>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error!);
			});
		const db = await done(indexedDB.open('lookdeeper'));
		const all = await done(db.transaction(name).objectStore(name).getAll());
		db.close();
		return all;
	}, place);
}
