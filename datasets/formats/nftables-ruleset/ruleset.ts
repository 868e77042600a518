import { isV6, readNetwork, type Network } from '#lib/cidr.ts';
import { everything, type Match } from '../../policy/match.ts';
import type { Action } from '../../policy/rows.ts';
import { Walk, type Chain, type Item } from '../../policy/walk.ts';

/** Families whose packets a host filters. */
export type Family = 'ip' | 'ip6' | 'inet';

/** A chain that packets meet by themselves. */
export interface Base {
	family: Family;
	hook: string;
	chain: Chain;
	/** The chains of its table, which its rules may lead to. */
	chains: ReadonlyMap<string, Chain>;
}

const every4 = readNetwork('0.0.0.0/0')!;
const every6 = readNetwork('::/0')!;
const scopes: Readonly<Record<Family, Match>> = {
	ip: { ...everything, src: every4 },
	ip6: { ...everything, src: every6 },
	inet: everything
};

/** The hooks that packets from elsewhere meet: for the device, and through it. */
const met = ['input', 'forward'] as const;
const OTHER_FAMILY = 'of the other family of addresses, input and forward are devices of their own';
const APART =
	'input and forward are devices of their own here: give the address of the device to have one order';

/**
 * Gives the rules of base chains their rows. Two chains at one hook for the same packets must both accept them, which
 * the first match cannot say: they are left without rows. Answers sentences for the receipt, and whether a rule was
 * left out that may decide.
 */
export function resolve(
	bases: readonly Base[],
	host: string | null
): { notes: string[]; incomplete: boolean } {
	const alone = met.flatMap((hook) => withoutOverlap(bases.filter((base) => base.hook === hook)));
	const walker = new Walker();
	const address = host === null ? null : readNetwork(host);
	const notes: string[] = [];
	if (address?.isHost) {
		const [own, other]: [Family, Family] = isV6(address) ? ['ip6', 'ip'] : ['ip', 'ip6'];
		walker.together(
			alone.filter(({ family }) => family !== other),
			own,
			address,
			host!
		);
		const rest = alone.filter(({ family }) => family !== own);
		if (rest.length > 0) notes.push(...walker.apart(rest, host, other));
	} else notes.push(...walker.apart(alone, host, null));
	return { notes, incomplete: walker.incomplete || alone.length < deciding(bases).length };
}

/** Chains at the hooks that decide about something. */
function deciding(bases: readonly Base[]): Base[] {
	return bases.filter(({ hook, chain }) => met.some((one) => one === hook) && !isNeutral(chain));
}

/** A chain that accepts whatever it meets. */
function isNeutral({ items, policy }: Chain): boolean {
	return policy?.action === 'allow' && items.every(({ step }) => step === null || isSilent(step));
}

function isSilent({ branches, problem, mayDecide }: NonNullable<Item['step']>): boolean {
	if (problem !== null) return !mayDecide;
	return branches.every(({ verdict }) => verdict.kind === 'action' && verdict.action === 'allow');
}

/** The chains of one hook where each packet meets one of them; the others are explained. */
function withoutOverlap(bases: readonly Base[]): Base[] {
	const left = bases.length > 1 ? bases.filter(({ chain }) => !isNeutral(chain)) : [...bases];
	for (const base of bases)
		if (!left.includes(base))
			explain(base.chain, 'beside another chain at its hook, it decides nothing');
	const overlap = left.some((a, i) => left.some((b, j) => i < j && meet(a.family, b.family)));
	if (!overlap) return left;
	for (const { hook, chain } of left)
		explain(
			chain,
			`several chains at hook ${hook}: a packet must pass all of them, which no order can say`
		);
	return [];
}

function meet(a: Family, b: Family): boolean {
	return a === 'inet' || b === 'inet' || a === b;
}

function explain({ items, policy }: Chain, reason: string): void {
	for (const item of items) item.reason ??= item.step?.problem ?? reason;
	if (policy !== null) policy.item.reason ??= reason;
}

class Walker {
	incomplete = false;
	#position = 0;

	/** Input and forward in one order: first what is for the address of the device, then what goes through. */
	together(bases: readonly Base[], family: Family, address: Network, device: string): void {
		const scope = scopes[family];
		for (const base of at(bases, 'input')) this.#walk(base, device, { ...scope, dst: address });
		for (const base of at(bases, 'forward')) this.#walk(base, device, scope);
	}

	/** Without an address, a hook stands for the device if the other has no rules, else for itself alone. */
	apart(bases: readonly Base[], host: string | null, family: Family | null): string[] {
		const withRules = met.filter((hook) =>
			at(bases, hook).some(({ chain }) => chain.items.length > 0)
		);
		const isOne = withRules.length === 1 && family === null;
		for (const hook of met) {
			const device = isOne ? host : [host, hook].filter((part) => part !== null).join(' ');
			this.#position = 0;
			for (const base of at(bases, hook)) {
				if (isOne && hook !== withRules[0])
					explain(
						base.chain,
						`without the address of the device, ${hook} has no place beside the hook that has rules`
					);
				else this.#walk(base, device, scopes[family ?? base.family]);
			}
		}
		if (isOne || bases.length === 0) return [];
		return [family === null ? APART : OTHER_FAMILY];
	}

	#walk({ chain, chains }: Base, device: string | null, scope: Match): void {
		const walk = new Walk(chains);
		walk.position = this.#position;
		walk.chain(chain, device, scope);
		this.#position = walk.position;
		this.incomplete ||= walk.incomplete;
	}
}

function at(bases: readonly Base[], hook: string): Base[] {
	return bases.filter((base) => base.hook === hook);
}

/** The action of a policy; null where the word is none. */
export function policyAction(word: string): Action | null {
	return word === 'accept' ? 'allow' : word === 'drop' ? 'drop' : null;
}
