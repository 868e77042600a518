import type { AddressRange } from '#lib/address-range.ts';
import { commonAddresses, hasAll, meet, type Box, type Family } from './box.ts';
import type { FlatEntry } from './flatten.ts';
import type { PortRange } from './match.ts';
import type { Own } from './own.ts';
import type { Hook, Translation } from './ruleset.ts';

/** An entry that turns packets to another target. */
export interface Turning extends FlatEntry {
	to: Translation;
}

/** Whether packets come to another target, or may. */
export function isTurned({ to, action }: FlatEntry): boolean {
	return to !== null || action === 'unknown';
}

/** Where packets go whose target was changed; null where it is not known which addresses are the device's own. */
export function hookBehind({ box, to }: Turning, own: Own): Hook | null {
	if (to.toDevice) return 'input';
	const targets = to.dst ?? box.dst;
	const known = own.addresses[familyOf(box, targets)];
	if (targets === null || known === null) return null;
	if (hasAll(known, targets)) return 'input';
	return commonAddresses(targets, known).length === 0 ? 'forward' : null;
}

function familyOf({ family }: Box, targets: readonly AddressRange[] | null): Family {
	return family ?? (targets?.[0]?.isV6 ? 'ip6' : 'ip');
}

/** What an entry about changed targets says, told by the targets that the packets came with. */
export function asTheyCame(entry: FlatEntry, { box, to }: Turning, own: Own): FlatEntry[] {
	const toOther = to.toDevice || to.dst !== null;
	const { dst, ports } = entry.box;
	const came: Box = {
		...entry.box,
		dst: toOther ? null : dst,
		ports: to.ports === null ? ports : null
	};
	const found = meet(came, box);
	if (found === null) return [];
	const targets = to.dst ?? own.addresses[familyOf(found, null)];
	const held = [
		!toOther || dst === null ? true : targets === null ? null : isOneOf(targets, dst),
		to.ports === null || ports === null ? true : isPortOf(to.ports, ports)
	];
	if (held.includes(false)) return [];
	return [{ ...entry, box: found, isCertain: entry.isCertain && !held.includes(null) }];
}

/** Whether a target that is one of `targets` is meant; null where it is for some of them. */
function isOneOf(targets: readonly AddressRange[], meant: readonly AddressRange[]): boolean | null {
	if (commonAddresses(targets, meant).length === 0) return false;
	return hasAll(meant, targets) ? true : null;
}

function isPortOf({ from, to }: PortRange, meant: readonly PortRange[]): boolean | null {
	if (meant.some((range) => range.from <= from && to <= range.to)) return true;
	return meant.some((range) => range.from <= to && from <= range.to) ? null : false;
}
