import { readRange } from '#lib/address-range.ts';
import { canonicalAddress } from '#lib/address.ts';
import { bytesOf } from '#lib/bytes.ts';
import { readNetwork } from '#lib/cidr.ts';
import { TimeReader } from '#lib/time-reader.ts';
import { Zone } from '#lib/zone.ts';
import type { Domain } from '#tables/columns/domain.ts';
import { actionIn } from '../rows/firewall/action-words.ts';
import { readIndicator, refanged } from '../rows/intel/indicator.ts';
import { anyTime } from './any-time.ts';

/** A column of a source, and some of its values as text. */
export interface SampledColumn {
	name: string;
	/** Values that are there; a sample of them. */
	values: readonly string[];
}

/** Of the values of a column, how many must be of a kind for the column to be of that kind. */
const MOST = 0.8;

/** Whether the values of a column are of a kind; false where there are none. */
export function holds({ values }: SampledColumn, is: (value: string) => boolean): boolean {
	return values.length > 0 && values.filter(is).length >= MOST * values.length;
}

type Test = (value: string) => boolean;

/** What a column of an event holds, by its domain: its name alone does not say enough. */
const ofEvents: Readonly<Partial<Record<Domain, Test>>> = {
	time: isTime,
	address: isAddress,
	port: isPort
};

/** The same of a table of facts that stand, whose readers take an address with its network, and ports by name. */
const ofFacts: Readonly<Partial<Record<Domain, Test>>> = {
	time: isTime,
	address: isMachine,
	network: isPlace,
	order: isPosition,
	action: (value) => actionIn(value) !== null,
	indicator: isIndicator
};

/** Whether a value may stand in a column of that domain; null where any may. */
export function testOf(domain: Domain, standing: boolean): Test | null {
	return (standing ? ofFacts : ofEvents)[domain] ?? null;
}

export function isAddress(value: string): boolean {
	return canonicalAddress(value) !== null;
}

/** An address of a machine, behind which its network may be written. */
function isMachine(value: string): boolean {
	const network = readNetwork(value.trim());
	return network !== null && (network.isHost || network.masked);
}

/** What a rule may be about: networks, ranges, or any. */
function isPlace(value: string): boolean {
	return value
		.split(/[,;\n]/)
		.map((name) => name.trim())
		.every((name) => isAny(name) || readNetwork(name) !== null || readRange(name) !== null);
}

function isAny(value: string): boolean {
	return /^(?:any|all|\*)$/i.test(value);
}

function isIndicator(value: string): boolean {
	return readIndicator(refanged(value.trim())) !== null;
}

function isPort(value: string): boolean {
	return /^\d{1,5}$/.test(value) && Number(value) <= 65_535;
}

/** The place of a rule among others. */
function isPosition(value: string): boolean {
	return /^\d{1,9}$/.test(value);
}

const EARLIEST = Date.UTC(1990) * 1000;
const LATEST = Date.UTC(2100) * 1000;

/** A number is a time only where it lies within living memory. */
export function isTime(value: string): boolean {
	const bytes = bytesOf(value);
	const reader = new TimeReader(new Zone('UTC'), null, LATEST / 1e6);
	const time = anyTime(reader, bytes, 0, bytes.length);
	return time !== null && Number(time) > EARLIEST && Number(time) < LATEST;
}
