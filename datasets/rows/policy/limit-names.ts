/**
 * What a column of a table of rules may say that `policy` has no column for: that the rule is in force, that it is not,
 * that it is about fewer packets or times than the rest of it says, or about the contrary; nothing about packets
 * (`idle`); or what is not known.
 */
export type LimitKind = 'on' | 'off' | 'narrows' | 'contrary' | 'idle' | 'unknown';

/** What people write about a rule, or count of it. */
const idle =
	/^(?:(?:rule |policy )?(?:id|uid|uuid|guid|name|title|label|index|key)|comments?|descriptions?|remarks?|notes?|rationale|justification|purpose|reason|sections?|tags?|colou?r|hits?|hit counts?|packets|bytes|sessions|counters?|rule usage|usage|log|logs|logging|log (?:setting|level|forwarding|start|end|traffic)|track|risk|severity|tickets?|change|change (?:request|ticket|id)|request|request id|owner|rule owner|author|administrator|requester|requestor|approver|contact|created|modified|updated|changed|edited|approved|requested|audited(?: at| on)?|last audit(?:ed)?|audit date|reviewed(?: at| on)?|last review(?:ed)?|review date|(?:created|modified|updated|changed|edited|added|imported|approved|requested|reviewed|audited|owned) (?:by|at|on|date|time|user)(?: user| name)?|(?:last|first) (?:hit|used|seen|match|modified|updated|changed)(?: at| on| by| date| time)?|(?:creation|modification|hit) (?:date|time))$/;

const on =
	/^(?:is |rule |policy |admin |config )*(?:enabled?|active|activated|in force|live|status|state|enabled disabled|active inactive)$/;
const off =
	/^(?:is |rule |policy |admin )*(?:disabled?|inactive|deactivated|suspended|off|shutdown)$/;
const contrary = /^(?:.* )?(?:negated?|negation|not|inverted?|invert|exclude[ds]?|except)(?: .*)?$/;

/** Words of which one makes a column narrow its rules. */
const narrowing = new Set(
	`zone zones interface interfaces intf intfs iface ifaces if ifname nic inbound outbound ingress egress
	direction dir schedule schedules scheduled time times timerange hours days weekday weekdays day calendar
	expiry expires expire expiration expired until valid validity begin begins start starts end ends before after
	user users username usernames group groups identity identities principal principals role roles account
	application applications app apps appid url urls domain domains fqdn hostname
	src source sources dst dest destination destinations from to host hosts address addresses ip ips network networks
	port ports sport srcport dport dstport proto protocol protocols service services object objects
	negate vlan vlans vrf vsys vdom router instance context vpn tunnel community target targets gateway gateways
	device devices firewall firewalls fw install installed vm chain chains hook list acl ruleset rulebase
	ctstate conntrack established flags icmp icmptype geo geoip country countries region regions location
	hip posture family ipversion af dscp tos ttl mark marks mac sgt limit rate quota condition conditions
	match matches criteria constraint constraints restriction restrictions filter filters content`.split(
		/\s+/
	)
);

/** Names that people write as one word. */
const joined =
	/^(?:(?:src|source|dst|dest|destination|from|to|in|out|inbound|outbound)(?:zones?|intfs?|interfaces?|ifaces?|if|ports?|users?|groups?|addrs?|address|addresses|ips?|nets?|networks?|vlan|regions?|country|countries)|timeranges?|timewindow|validfrom|validto|validuntil|usergroups?|appids?|urlcategor(?:y|ies)|securitygroups?|servicegroups?|ipversion|addressfamily|installon|virtualrouter|connstate)$/;

const switches: readonly (readonly [RegExp, LimitKind])[] = [
	[idle, 'idle'],
	[on, 'on'],
	[off, 'off'],
	[contrary, 'contrary']
];

/** Objects of JSON in which everything is about the rule itself. */
const around =
	/^(?:(?:rule|policy|meta|metadata|config|general|settings|properties|attributes|data)\.)+/i;

/** What a column says by its name, whatever the case and however its words are parted. */
export function meaningOf(name: string): LimitKind {
	const words = wordsOf(name);
	const text = words.join(' ');
	const known = switches.find(([names]) => names.test(text) || names.test(spaced(text)));
	if (known !== undefined) return known[1];
	const narrows = words.some((word) => narrowing.has(word)) || joined.test(words.join(''));
	return narrows ? 'narrows' : 'unknown';
}

function wordsOf(name: string): string[] {
	return name
		.replace(around, '')
		.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
}

/** `isenabled`, `ruleid` and `lasthit` as they are said. */
function spaced(text: string): string {
	return text.replace(/^(is|rule|policy|admin|last|first|hit|created|modified)(?=\p{L})/u, '$1 ');
}
