import { merged, networksOf, rangeOf, without } from '#lib/address-range.ts';
import { contains, readNetwork, type Network } from '#lib/cidr.ts';
import type { AsaWords } from './words.ts';

/** The networks behind each interface, as its addresses and the routes tell them. */
export class InterfaceNets {
	readonly #nets = new Map<string, Network[]>();
	readonly #elsewhere = new Map<string, readonly Network[]>();

	/** Takes what stands behind `ip address` or `ipv6 address` of an interface. */
	address(name: string, { word, next }: AsaWords, names: ReadonlyMap<string, string>): void {
		this.#add(name, names.get(word) ?? word, next);
	}

	/** Takes what stands behind `route` or `ipv6 route`: the interface, and the network behind it. */
	route(words: AsaWords, names: ReadonlyMap<string, string>): void {
		const name = words.take();
		this.#add(name, names.get(words.word) ?? words.word, words.next);
	}

	#add(name: string, address: string, mask: string): void {
		const net = readNetwork(address.includes('/') ? address : `${address}/${mask}`);
		// That everything may be behind an interface does not say what is.
		if (name === '' || net === null || net.bits === 0) return;
		const nets = this.#nets.get(name);
		if (nets === undefined) this.#nets.set(name, [net]);
		else nets.push(net);
	}

	/** What comes in at other interfaces; the most specific network of an address says where it is. */
	elsewhere(name: string): readonly Network[] {
		const known = this.#elsewhere.get(name);
		if (known !== undefined) return known;
		const own = this.#nets.get(name) ?? [];
		const others = [...this.#nets].flatMap(([other, nets]) => (other === name ? [] : nets));
		const ranges = others.flatMap((net) => {
			const inside = own.filter((one) => contains(net, one)).map((one) => rangeOf(one));
			return without([rangeOf(net)], inside);
		});
		const found = merged(ranges).flatMap((range) => networksOf(range));
		this.#elsewhere.set(name, found);
		return found;
	}
}
