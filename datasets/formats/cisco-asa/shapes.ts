import { Template } from './template.ts';

/** How an end is written: `1.2.3.4/80`, `inside:1.2.3.4/80`, or `inside/1.2.3.4(80)`. */
export type EndStyle = 'bare' | 'colon' | 'slash';

/** What becomes of a message, and how it is worded. */
export interface Shape {
	table: 'firewall' | 'sessions' | 'host';
	templates: readonly Template[];
	src: EndStyle;
	dst: EndStyle;
	/** What the message says of itself, where no part of it does. */
	proto: string | null;
	action: string | null;
	direction: 'in' | 'out' | null;
	/** For what is a row of `host`. */
	category: string | null;
}

type Rest = Partial<Omit<Shape, 'table' | 'templates'>>;

function shape(table: Shape['table'], templates: readonly string[], rest: Rest = {}): Shape {
	return {
		table,
		templates: templates.map((template) => new Template(template)),
		src: 'colon',
		dst: 'colon',
		proto: null,
		action: null,
		direction: null,
		category: null,
		...rest
	};
}

const bare = { src: 'bare', dst: 'bare' } as const;
const slash = { src: 'slash', dst: 'slash' } as const;
const deny = { action: 'deny' } as const;
const denyIn = { ...deny, direction: 'in' } as const;

const byRule = shape(
	'firewall',
	[
		'Deny inbound {proto} src {src} dst {dst} (type {type}, code {code})',
		'Deny inbound {proto} src {src} dst {dst}',
		'Deny {proto} src {src} dst {dst} (type {type}, code {code}) by access-group "{rule}"',
		'Deny {proto} src {src} dst {dst} by access-group "{rule}"'
	],
	deny
);

const listed = shape(
	'firewall',
	[
		"access-list {rule} {action} {proto} for user '{user}' {src} -> {dst} hit-cnt {hits} ",
		'access-list {rule} {action} {proto} for user {user} {src} -> {dst} hit-cnt {hits} ',
		'access-list {rule} {action} {proto} {src} -> {dst} hit-cnt {hits} '
	],
	slash
);

const icmp = 'faddr {src} gaddr {mapped} laddr {dst}';

const built = shape('firewall', ['Built {direction} {proto} connection {uid} for {src} to {dst}'], {
	action: 'allow'
});

const tornDown = shape('sessions', [
	'Teardown {proto} connection {uid} for {src} to {dst} duration {duration} bytes {bytes} {reason}',
	'Teardown {proto} connection {uid} for {src} to {dst} duration {duration} bytes {bytes}'
]);

const deniedIcmp = shape(
	'firewall',
	['Denied {proto} type={type}, code={code} from {src} on interface {interface}'],
	{ ...bare, ...denyIn }
);

const translated = { category: 'translation', dst: 'bare' } as const;

/** The messages that are more than text, by their number. */
export const shapes: ReadonlyMap<number, Shape> = new Map([
	[
		106001,
		shape(
			'firewall',
			[
				'Inbound {proto} connection denied from {src} to {dst} flags {flags} on interface {interface}'
			],
			{ ...bare, ...denyIn }
		)
	],
	[
		106006,
		shape('firewall', ['Deny inbound {proto} from {src} to {dst} on interface {interface}'], {
			...bare,
			...denyIn
		})
	],
	[
		106007,
		shape('firewall', ['Deny inbound {proto} from {src} to {dst} due to {reason}'], {
			...bare,
			...denyIn
		})
	],
	[106010, { ...byRule, direction: 'in' }],
	[106014, { ...byRule, direction: 'in' }],
	[
		106012,
		shape('firewall', ['Deny {proto} from {src} to {dst}, IP options: {reason}'], {
			...bare,
			...deny
		})
	],
	[
		106015,
		shape(
			'firewall',
			['Deny {proto} (no connection) from {src} to {dst} flags {flags} on interface {interface}'],
			{ ...bare, ...deny }
		)
	],
	[
		106016,
		shape('firewall', ['Deny IP spoof from ({src}) to {dst} on interface {interface}'], {
			...bare,
			...deny
		})
	],
	[
		106021,
		shape(
			'firewall',
			['Deny {proto} reverse path check from {src} to {dst} on interface {interface}'],
			{ ...bare, ...deny }
		)
	],
	[106023, byRule],
	[106100, listed],
	[106102, listed],
	[106103, listed],
	[302013, built],
	[302014, tornDown],
	[302015, built],
	[302016, tornDown],
	[
		302020,
		shape(
			'firewall',
			[
				`Built {direction} ICMP connection for ${icmp} type {type} code {code}`,
				`Built {direction} ICMP connection for ${icmp}`
			],
			{ ...bare, proto: 'icmp', action: 'allow' }
		)
	],
	[
		302021,
		shape(
			'sessions',
			[
				`Teardown ICMP connection for ${icmp} type {type} code {code}`,
				`Teardown ICMP connection for ${icmp}`
			],
			{ ...bare, proto: 'icmp' }
		)
	],
	[
		305011,
		shape('host', ['Built {kind} {proto} translation from {src} to {mapped}'], {
			...translated,
			action: 'built'
		})
	],
	[
		305012,
		shape(
			'host',
			['Teardown {kind} {proto} translation from {src} to {mapped} duration {duration}'],
			{ ...translated, action: 'teardown' }
		)
	],
	[313001, deniedIcmp],
	[313008, deniedIcmp],
	[
		605004,
		shape('host', ['Login denied from {src} to {dst} for user "{user}"'], {
			src: 'bare',
			action: 'denied',
			category: 'login'
		})
	],
	[
		605005,
		shape('host', ['Login permitted from {src} to {dst} for user "{user}"'], {
			src: 'bare',
			action: 'permitted',
			category: 'login'
		})
	],
	[
		710002,
		shape('firewall', ['{proto} access permitted from {src} to {dst}'], {
			src: 'bare',
			action: 'allow',
			direction: 'in'
		})
	],
	[
		710003,
		shape('firewall', ['{proto} access denied by ACL from {src} to {dst}'], {
			src: 'bare',
			...denyIn
		})
	],
	[
		710005,
		shape('firewall', ['{proto} request discarded from {src} to {dst}'], {
			src: 'bare',
			action: 'drop',
			direction: 'in'
		})
	]
]);

/** Who any other message is about: of remote access and of administrators. */
export const about = shape(
	'host',
	[
		'Group <{kind}> User <{user}> IP <{src}>',
		'TunnelGroup <{rule}> GroupPolicy <{kind}> User <{user}> IP <{src}>',
		"User '{user}' executed "
	],
	bare
);
