import { allPackets, meet, type Box, type Family } from './box.ts';
import { WayBudget } from './budget.ts';
import { flatten, type FlatEntry } from './flatten.ts';
import type { Own } from './own.ts';
import { afterNat, passagesOf, type Passage } from './passages.ts';
import type { Base, Hook, Ruleset } from './ruleset.ts';
import { settled } from './settle.ts';
import { asTheyCame, hookBehind, isTurned, type Turning } from './translate.ts';

/** A list of entries of which the first decides; each stage of a packet's way must allow it. */
export interface Stage {
	hook: Hook;
	family: Family | null;
	base: Base;
	entries: FlatEntry[];
	/** True where it is about the answer to the packet. */
	isAnswer: boolean;
}

/** The stages of a ruleset in the order in which packets meet them, and their answers behind them. */
export function stagesOf(ruleset: Ruleset, own: Own): Stage[] {
	return new Composition(ruleset, own).stages();
}

class Composition {
	readonly #ruleset: Ruleset;
	readonly #own: Own;
	readonly #budget = new WayBudget();

	constructor(ruleset: Ruleset, own: Own) {
		this.#ruleset = ruleset;
		this.#own = own;
	}

	stages(): Stage[] {
		const { nat, before, behind, answers } = passagesOf(this.#ruleset.bases);
		const turned = this.#turned(nat);
		const opening = turned.length === 0 ? [...before, ...behind] : before;
		const stages = [
			...opening.flatMap((passage) => this.#plain(passage)),
			...(turned.length === 0 ? [] : this.#behind(nat[0]!, behind, turned))
		];
		return [...stages, ...answers.flatMap((passage) => this.#answer(passage, turned, stages))];
	}

	#behind(nat: Passage, behind: readonly Passage[], turned: readonly FlatEntry[]): Stage[] {
		return [
			...this.#unknown(nat.base, turned),
			...behind.flatMap((passage) => this.#turnedStage(passage, turned)),
			...behind.flatMap((passage) => this.#shielded(passage, turned))
		];
	}

	/** What comes back is of interest where something goes: a way on which nothing is allowed has no answers. */
	#answer(passage: Passage, turned: readonly FlatEntry[], stages: readonly Stage[]): Stage[] {
		const isShut = stages.some(
			({ hook, family, entries }) =>
				hook === passage.hook &&
				family === passage.base.family &&
				entries.every(({ action }) => action !== 'allow')
		);
		if (turned.length === 0 || passage.hook === 'output')
			return isShut ? [] : this.#plain(passage).filter(isOfUse);
		return [
			...this.#turnedStage(passage, turned),
			...this.#shielded(passage, turned).filter(isOfUse)
		];
	}

	#flat({ base, isAnswer }: Passage, translated: boolean): FlatEntry[] {
		const { untracks } = this.#ruleset;
		const box: Box = { ...allPackets, family: base.family };
		const place = { hook: base.hook, own: this.#own, translated, untracks, isAnswer };
		const entries = flatten(base, box, place, this.#budget);
		return base.isNarrow ? entries.map((entry) => ({ ...entry, isCertain: false })) : entries;
	}

	#plain(passage: Passage): Stage[] {
		return this.#asStage(
			passage,
			this.#flat(passage, false).map((entry) => afterNat(entry, passage.base))
		);
	}

	/** A chain of nat that lets everything through says nothing about who may pass. */
	#asStage({ base, hook, isAnswer }: Passage, entries: readonly FlatEntry[]): Stage[] {
		const everything = allowing({ ...allPackets, family: base.family });
		const found = settled(base.isNarrow ? [...entries, everything] : entries, this.#budget);
		if (base.isNat && found.every(({ action }) => action === 'allow')) return [];
		return [{ hook, family: base.family, base, entries: found, isAnswer }];
	}

	/** What translations before the choice between input and forward say; none where nothing is translated. */
	#turned(nat: readonly Passage[]): FlatEntry[] {
		const lists = nat
			.map((passage) => settled(this.#flat(passage, false), this.#budget))
			.filter((entries) => entries.some(isTurned));
		const [only] = lists;
		if (lists.length < 2) return only ?? [];
		// A packet that the first does not translate meets the next: which of them it is would be one question more.
		return lists.flatMap((entries) =>
			entries
				.filter(isTurned)
				.map((entry): FlatEntry => ({ ...entry, action: 'unknown', to: null }))
		);
	}

	/** Packets of which it is not known what their target becomes. */
	#unknown(base: Base, turned: readonly FlatEntry[]): Stage[] {
		const entries = turned.map((entry): FlatEntry => {
			if (!isTurned(entry)) return allowing(entry.box);
			const isKnown = entry.to !== null && hookBehind(entry as Turning, this.#own) !== null;
			return isKnown ? allowing(entry.box) : { ...entry, action: 'unknown', to: null };
		});
		if (entries.every(({ action }) => action === 'allow')) return [];
		return [{ hook: 'prerouting', family: base.family, base, entries, isAnswer: false }];
	}

	/** What a chain says of packets whose target was changed, by the target that they came with. */
	#turnedStage(passage: Passage, turned: readonly FlatEntry[]): Stage[] {
		const { base, isAnswer } = passage;
		if (base.isNat || passage.hook === 'output') return [];
		const flat = this.#flat(passage, true);
		const entries = turned.flatMap((entry): FlatEntry[] => {
			const hook = entry.to === null ? null : hookBehind(entry as Turning, this.#own);
			if (hook === null || !passage.isMetBy(hook)) return [allowing(entry.box)];
			return flat.flatMap((one) => asTheyCame(one, entry as Turning, this.#own));
		});
		const found = settled(entries, this.#budget);
		if (found.every(({ action }) => action === 'allow')) return [];
		return [{ hook: 'prerouting', family: base.family, base, entries: found, isAnswer }];
	}

	/** What a chain says of the other packets. */
	#shielded(passage: Passage, turned: readonly FlatEntry[]): Stage[] {
		const { base, hook } = passage;
		const flat = this.#flat(passage, false).map((entry) => afterNat(entry, base));
		if (hook === 'output') return this.#asStage(passage, flat);
		const last = turned.findLastIndex(isTurned);
		const before = turned.slice(0, last + 1).flatMap((entry): FlatEntry[] => {
			// Postrouting is met by packets of the device itself too, which no translation of prerouting is about.
			if (isTurned(entry)) return [{ ...allowing(entry.box), isCertain: hook !== 'postrouting' }];
			return flat.flatMap((one) => {
				const box = meet(one.box, entry.box);
				return box === null ? [] : [{ ...one, box }];
			});
		});
		return this.#asStage(passage, [...before, ...flat]);
	}
}

function isOfUse({ entries }: Stage): boolean {
	return entries.some(({ action }) => action !== 'allow');
}

function allowing(box: Box): FlatEntry {
	return { box, action: 'allow', to: null, isCertain: true, item: null, comment: null };
}
