/** Addresses of which a device keeps some for itself and sends others on, whichever its own are. */
const shared = String.raw`'^(22[4-9]\.|23[0-9]\.|255\.255\.255\.255$|169\.254\.|ff[0-9a-f]{2}:|fe[89ab][0-9a-f]:)'`;
const toDevice = `'prerouting input'`;
const through = `'prerouting forward postrouting'`;

/** What the stages of a way say together: what the first says that does not allow, else that all allow. */
function said(hooks: string): string {
	return `arg_min(action, stage + CASE action WHEN 'allow' THEN 1e9 ELSE 0 END)
			FILTER (WHERE hook IS NULL OR contains(coalesce(way, ${hooks}), hook))`;
}

/**
 * `policy_action` is what a device does with the packet that opens a connection. Within a stage the first matching
 * rule by position decides, and each stage of the packet's way must allow it. Which way that is follows from the
 * device's own addresses: those that its name consists of, and those that `assets` has under its name. Where they are
 * not known, ways that differ make the answer `unknown`; so does a rule that asks for a protocol or port where the
 * caller gives none, and a device that has rules at hooks, but none for this family of addresses. Null where the
 * device has no rule about the packet.
 *
 * `policy_way` is the hooks that a packet meets; none between two addresses of the device, null where it is not known.
 */
export const policyMacros: readonly string[] = [
	String.raw`CREATE MACRO policy_way(own, from_ip, to_ip) AS CASE
		WHEN contains(own, ',' || to_ip || ',') THEN CASE WHEN contains(own, ',' || from_ip || ',') THEN '' ELSE ${toDevice} END
		WHEN contains(own, ',' || from_ip || ',') THEN 'output postrouting'
		WHEN regexp_matches(own, CASE WHEN contains(to_ip, ':') THEN ',[0-9a-f]*:[0-9a-f:.]*,' ELSE ',[0-9]+(\.[0-9]+){3},' END)
			AND NOT regexp_matches(to_ip, ${shared}) THEN ${through} END`,
	`CREATE MACRO policy_action(on_device, from_ip, to_ip, with_proto, to_port) AS coalesce((
		SELECT CASE WHEN ${said(toDevice)} IS NOT DISTINCT FROM ${said(through)} THEN ${said(toDevice)} ELSE 'unknown' END
		FROM (
			SELECT p.hook, coalesce(p.stage, 0) AS stage,
				policy_way(concat(',', on_device, ',', (SELECT string_agg(a.ip, ',') FROM assets AS a WHERE a.hostname = on_device), ','),
					from_ip, to_ip) AS way,
				arg_min(CASE
					WHEN (p.proto IS NOT NULL AND with_proto IS NULL) OR (p.port_from IS NOT NULL AND to_port IS NULL)
					THEN 'unknown' ELSE p.action END, p.position) AS action
			FROM policy AS p
			WHERE p.device IS NOT DISTINCT FROM on_device
				AND coalesce(p.family, 'both') <> CASE WHEN contains(from_ip, ':') THEN 'ip' ELSE 'ip6' END
				AND in_cidr(from_ip, p.src) AND in_cidr(to_ip, p.dst)
				AND coalesce(p.proto = with_proto, true)
				AND coalesce(to_port BETWEEN p.port_from AND p.port_to, true)
			GROUP BY ALL)
	), (SELECT CASE WHEN bool_or(p.hook IS NOT NULL) THEN 'unknown' END
		FROM policy AS p WHERE p.device IS NOT DISTINCT FROM on_device))`
];
