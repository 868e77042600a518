import type { Head } from '../format.ts';

/** What `look` finds in a head, found once: every format asks of the same head. */
export function perHead<T>(look: (head: Head) => T): (head: Head) => T {
	const found = new WeakMap<Head, T>();
	return (head) => {
		if (!found.has(head)) found.set(head, look(head));
		return found.get(head)!;
	};
}
