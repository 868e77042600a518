/** Addresses of which a device keeps some for itself and sends others on, whichever its own are. */
const shared = String.raw`'^(22[4-9]\.|23[0-9]\.|255\.255\.255\.255$|169\.254\.|ff[0-9a-f]{2}:|fe[89ab][0-9a-f]:)'`;

/** What the stages of a way say together: what the first says that does not allow, else that all allow. */
function said(hooks: string): string {
	return `arg_min(action, stage + CASE action WHEN 'allow' THEN 1e9 ELSE 0 END)
			FILTER (WHERE hook IS NULL OR contains('${hooks}', hook))`;
}

/** What rulesets say together: which of two holds that differ, and so whose each of them is, nobody has said. */
function agreed(way: string): string {
	return `CASE WHEN min(${way}) <> max(${way}) THEN 'unknown' ELSE min(${way}) END AS ${way}`;
}

/**
 * What is known of devices, whichever packet is asked about: rows without a position among the rules. A list that an
 * interface asks is named after its device and the interface.
 */
const facts = `SELECT DISTINCT device, hook, own_ips FROM policy
					UNION ALL BY NAME SELECT device, ip AS own_ips FROM assets JOIN (SELECT DISTINCT device,
						unnest([device, CASE WHEN hook IS NOT NULL THEN split_part(device, ' ', 1) END]) AS hostname
						FROM policy) AS named USING (hostname)`;

/** Whether a rule is about both addresses: in a list, so that `in_cidr` stands there once, which costs most of the planning. */
const meets = `list_bool_and([{ip: from_ip, cidr: p.src}, {ip: to_ip, cidr: p.dst}]
						.list_transform(lambda side: coalesce(in_cidr(side.ip, side.cidr), false)))`;

/**
 * `policy_action` is what a device does with the packet that opens a connection. Within a stage the first matching
 * rule by position decides, and each stage of the packet's way must allow it. Which way that is follows from the
 * device's own addresses: those that came with its rules (`own_ips`), and those that `assets` has under its name.
 * Where they are not known, ways that differ make the answer `unknown`; so does a rule that asks for a protocol or
 * port where the caller gives none, a packet to or from a device whose rules do not say which ways they are about, a
 * device that has rules at hooks, but none for this family of addresses, and two sources under one name, or under
 * none, that say otherwise. Null where the device has no rule about the packet.
 *
 * `is_policy_of` is whether rules (their `device` and `own_ips`) are those of a firewall by the name that its log has;
 * null where they do not tell.
 *
 * To plan it costs more than to answer it: hence one sub-query that is joined to the flows, not one for each table.
 */
export const policyMacros: readonly string[] = [
	// By its name, by that of a list that one of its interfaces asks, or by an address of its own.
	`CREATE MACRO is_policy_of(on_device, own_ips, firewall) AS starts_with(lower(on_device) || ' ', lower(firewall) || ' ')
		OR list_contains(string_split(own_ips, ','), lower(firewall))`,
	`CREATE MACRO policy_action(on_device, from_ip, to_ip, with_proto, to_port) AS (
		SELECT CASE WHEN hooked THEN coalesce(CASE
			WHEN contains(own, ',' || to_ip || ',') THEN CASE WHEN NOT contains(own, ',' || from_ip || ',') THEN inward END
			WHEN contains(own, ',' || from_ip || ',') THEN outward
			WHEN inward = through OR (contains(own, CASE WHEN contains(to_ip, ':') THEN ':' ELSE '.' END)
				AND NOT regexp_matches(to_ip, ${shared})) THEN through END, 'unknown')
			WHEN contains(own, ',' || to_ip || ',') OR contains(own, ',' || from_ip || ',') THEN 'unknown' ELSE through END
		FROM (
			SELECT bool_or(hooked) AS hooked, concat(',', string_agg(own_ips, ','), ',') AS own,
				${agreed('inward')}, ${agreed('through')}, ${agreed('outward')}
			FROM (
			SELECT bool_or(hook IS NOT NULL) AS hooked, string_agg(own_ips, ',') AS own_ips,
				${said('prerouting input')} AS inward, ${said('prerouting forward postrouting')} AS through,
				${said('output postrouting')} AS outward
			FROM (
				SELECT p.source_id, p.hook, coalesce(p.stage, 0) AS stage, p.own_ips,
					arg_min(CASE
						WHEN (p.proto IS NOT NULL AND with_proto IS NULL) OR (p.port_from IS NOT NULL AND to_port IS NULL)
						THEN 'unknown' ELSE p.action END, p.position) AS action
				FROM (FROM policy UNION ALL BY NAME ${facts}) AS p
				WHERE p.device IS NOT DISTINCT FROM on_device
					AND coalesce(p.family, 'both') <> CASE WHEN contains(from_ip, ':') THEN 'ip' ELSE 'ip6' END
					AND (p.position IS NULL OR ${meets})
					AND coalesce(p.proto = lower(with_proto), true)
					AND coalesce(to_port BETWEEN p.port_from AND p.port_to, true)
				GROUP BY ALL)
			GROUP BY source_id)))`
];
