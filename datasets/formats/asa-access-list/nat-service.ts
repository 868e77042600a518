import { Failure } from '#lib/failure.ts';
import type { PortRange } from '../../rows/policy/match.ts';
import type { AsaDefinitions } from './definitions.ts';
import { everyService, portOf, protocolOf, type Service } from './matches.ts';
import type { AsaWords } from './words.ts';

/** The packets whose ports a translation is about, and what it makes of them. */
export interface NatService {
	proto: string | null;
	/** The ports that packets come with; null for all of them. */
	ports: readonly PortRange[] | null;
	/** What is added to a port; null where that is not known. */
	shift: number | null;
	/** False where the translation asks for source ports too, of which no flow tells. */
	isCertain: boolean;
}

export const everyPort: NatService = { proto: null, ports: null, shift: 0, isCertain: true };
const unknownPorts: NatService = { ...everyPort, shift: null, isCertain: false };

/** `service tcp real mapped`, from behind its first word. */
export function takePortPair(words: AsaWords): NatService {
	const proto = protocolOf(words.take());
	const [real, mapped] = [portOf(words.take()), portOf(words.take())];
	const ports = [{ from: mapped, to: mapped }];
	return { proto, ports, shift: real - mapped, isCertain: true };
}

/** Two services by the names of their objects: what stands for packets from the source of a rule, and to it. */
export interface NatServices {
	/** For packets from the source to the destination. */
	there: NatService;
	/** For packets to the source of the rule. */
	back: NatService;
}

export const bothWays: NatServices = { there: everyPort, back: everyPort };

/** `service real mapped`, from behind its first word: objects of which each has source or destination ports. */
export function takeServicePair(words: AsaWords, definitions: AsaDefinitions): NatServices {
	const [one, other] = [serviceOf(words.take(), definitions), serviceOf(words.take(), definitions)];
	if (one === null || other === null || one.proto !== other.proto)
		return { there: unknownPorts, back: unknownPorts };
	return {
		there: pairOf(one.proto, one.ports, other.ports, one.sources),
		back: pairOf(one.proto, other.sources, one.sources, other.ports)
	};
}

function serviceOf(name: string, definitions: AsaDefinitions): Service | null {
	if (name === 'any') return everyService;
	try {
		const found = definitions.services('object', name);
		return found.length === 1 ? found[0]! : null;
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		return null;
	}
}

function pairOf(
	proto: string | null,
	ports: readonly PortRange[] | null,
	to: readonly PortRange[] | null,
	sources: readonly PortRange[] | null
): NatService {
	return { proto, ports, shift: portShift(ports, to), isCertain: sources === null };
}

function portShift(
	from: readonly PortRange[] | null,
	to: readonly PortRange[] | null
): number | null {
	if (from === null && to === null) return 0;
	if (from?.length !== 1 || to?.length !== 1) return null;
	const [[one], [other]] = [from, to];
	return one!.to - one!.from === other!.to - other!.from ? other!.from - one!.from : null;
}
