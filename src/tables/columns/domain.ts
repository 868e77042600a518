/** What a value is, so that it can be looked for wherever else such a value stands. */
export type Meaning =
	| 'address'
	| 'port'
	| 'community id'
	| 'signature'
	| 'user'
	| 'host name'
	| 'url'
	| 'file'
	| 'user agent'
	| 'session id'
	| 'hash';

export interface DomainDefinition {
	/** What values of the domain are, as a clause. */
	meaning: string;
	/** What its values are looked for as in other columns; none where nothing else has such values. */
	sought: readonly Meaning[];
	/** True for numbers that name something: they are written without separators. */
	names: boolean;
	/** Last words of names of columns that are no event table's, by which they are of the domain. */
	endings: readonly string[];
}

function domain(
	meaning: string,
	rest: Partial<Omit<DomainDefinition, 'meaning'>> = {}
): DomainDefinition {
	return { meaning, sought: [], names: false, endings: [], ...rest };
}

function sought(meaning: string, ...kinds: Meaning[]): DomainDefinition {
	return domain(meaning, { sought: kinds });
}

/** What the values of a column are of. Each column of an event table is of one domain. */
export const domains = {
	time: domain('moment in UTC, microseconds'),
	duration: domain('seconds'),
	address: sought('IP address, canonical', 'address'),
	network: domain('network in CIDR, or any'),
	port: domain('port, or type and code of ICMP', { sought: ['port'], names: true }),
	'port bound': domain('first or last port of a range', { names: true }),
	protocol: domain('IP protocol, lower-case name'),
	'community id': sought('Community ID version 1', 'community id'),
	'host name': sought('name of a machine', 'host name'),
	machine: sought('name or address of a machine', 'host name', 'address'),
	indicator: sought('address, network, domain, URL or hash', 'address', 'host name', 'url', 'hash'),
	user: sought('account', 'user'),
	url: sought('URL or a part of one', 'url'),
	file: sought('file or object', 'file'),
	'user agent': sought('program of a web client', 'user agent'),
	'session id': sought('sensor’s own id of a session', 'session id'),
	hash: sought('hash in hexadecimal', 'hash'),
	signature: sought('message of a rule', 'signature'),
	id: domain('what names one thing among its like', { names: true, endings: ['id', 'offset'] }),
	order: domain('place in an order, from the first', { names: true }),
	level: domain('step of a scale'),
	code: domain('number that a protocol gives a meaning'),
	count: domain('how many'),
	bytes: domain('number of bytes'),
	yes: domain('true or false; null where it is not known'),
	action: domain('allow, deny, drop or reject'),
	word: domain('one of a few words'),
	name: domain('name of a thing'),
	text: domain('text')
} satisfies Record<string, DomainDefinition>;

export type Domain = keyof typeof domains;

/** Names and hashes are the same in either case of their letters. */
export const caseless: readonly Meaning[] = ['host name', 'hash'];
