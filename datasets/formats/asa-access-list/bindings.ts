/** The place of a list that is asked at every interface, behind those of the interface. */
export const GLOBAL = 'global';

/** Where a device asks which list: the access-groups of its configuration. */
export class Bindings {
	/** The lists of each place, as `outside in`, in the order in which they were bound there. */
	readonly #lists = new Map<string, string[]>();
	/** The lists about packets to the device itself, by the place where they come in. */
	readonly #planes = new Map<string, string>();

	/** True where a list is bound to nothing. */
	get isEmpty(): boolean {
		return this.#lists.size + this.#planes.size === 0;
	}

	/** Interfaces that lists are bound to. */
	get interfaces(): Set<string> {
		const places = [...this.#lists.keys(), ...this.#planes.keys()];
		return new Set(places.filter((place) => place !== GLOBAL).map((place) => place.split(' ')[0]!));
	}

	/**
	 * @param place `outside in` or GLOBAL: where the device asks the list
	 * @param isPlane true where it is asked there about packets to the device itself
	 */
	bind(list: string, place: string, isPlane: boolean): void {
		if (isPlane) return void this.#planes.set(place, list);
		const bound = this.#lists.get(place);
		if (bound === undefined) this.#lists.set(place, [list]);
		else bound.push(list);
	}

	/** The list of each place that decides there who may pass: the last that was bound of those that can. */
	deciding(can: (list: string) => boolean): Map<string, string> {
		const deciding = new Map<string, string>();
		for (const [place, lists] of this.#lists) {
			const list = lists.findLast(can);
			if (list !== undefined) deciding.set(place, list);
		}
		return deciding;
	}

	/** Places where the list is asked about packets to the device itself. */
	planesOf(list: string): string[] {
		return [...this.#planes].flatMap(([place, bound]) => (bound === list ? [place] : []));
	}
}
