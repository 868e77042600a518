#!/usr/bin/env bash
# Versions:  nftables 1.0.6 (Debian 1.0.6-2+deb12u2); needs root, for a network namespace of its own, and tzdata.
# Behaviour: `nft list ruleset` prints the hours of a rule in the zone of whoever prints it, and names no zone, in
#            JSON neither: one ruleset in one kernel is another text on the machine of an administrator and in a
#            report made under UTC. The day of the week is not moved with the hours: what was entered in Tokyo as
#            Monday, 02:00 to 04:00, is listed under UTC as Monday, 17:00 to 19:00, where that time is on Sunday.
#            West of Greenwich an hour that falls on the day before comes out as a number of seven digits, also where
#            it was entered there, and nft refuses what it has printed itself.
# Source:    run here; nft(8) calls an hour a string in 24-hour format and names no zone. Later releases are said to
#            mend the negative offset: https://github.com/vyos/vyos-build/pull/501
# Seen:      entered under Asia/Tokyo: meta day "Monday" meta hour "02:00"-"04:00" drop | meta hour "12:00"-"20:00" accept
#            Asia/Tokyo:       meta day "Monday" meta hour "02:00"-"04:00" drop | meta hour "12:00"-"20:00" accept
#            UTC:              meta day "Monday" meta hour "17:00"-"19:00" drop | meta hour "03:00"-"11:00" accept
#            America/Phoenix:  meta day "Monday" meta hour "10:00"-"12:00" drop
#                              meta hour "1193042:28:16"-"04:00" accept
#            read again under America/Phoenix: Error: wrong time format
set -eu
need() {
	dpkg-query -W -f='${Version}' "$1" >/dev/null 2>&1 ||
		apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 || true
	here=$(dpkg-query -W -f='${Version}' "$1" 2>/dev/null || true)
	[ "$here" = "$2" ] || { echo "this shows $1 $2, and here is: ${here:-none}"; exit 1; }
}
need nftables 1.0.6-2+deb12u2
[ "$(id -u)" = 0 ] || { echo 'this needs root, for a network namespace of its own'; exit 1; }
[ -e /usr/share/zoneinfo/Asia/Tokyo ] || { echo 'this needs the zones of tzdata'; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >rules.nft <<'RULES'
table inet door {
	chain night {
		meta day "Monday" meta hour "02:00"-"04:00" drop
		meta hour "12:00"-"20:00" accept
	}
}
RULES
cat >inside.sh <<'INSIDE'
set -eu
TZ=Asia/Tokyo nft -f rules.nft
for zone in Asia/Tokyo UTC America/Phoenix; do
	echo "$zone: $(TZ=$zone nft list ruleset | grep meta | tr -d '\t' | paste -sd '|')"
	echo "$zone, JSON: $(TZ=$zone nft -j list ruleset | grep -o '"range": \[[^]]*\]' | paste -sd ' ')"
done
TZ=America/Phoenix nft list ruleset >printed.nft
TZ=America/Phoenix nft -c -f printed.nft 2>&1 | grep -o 'Error: .*' || echo 'read again'
INSIDE
seen=$(timeout 60 unshare --net bash inside.sh)
echo "$seen"
found='Asia/Tokyo: meta day "Monday" meta hour "02:00"-"04:00" drop|meta hour "12:00"-"20:00" accept
Asia/Tokyo, JSON: "range": ["02:00", "04:00"] "range": ["12:00", "20:00"]
UTC: meta day "Monday" meta hour "17:00"-"19:00" drop|meta hour "03:00"-"11:00" accept
UTC, JSON: "range": ["17:00", "19:00"] "range": ["03:00", "11:00"]
America/Phoenix: meta day "Monday" meta hour "10:00"-"12:00" drop|meta hour "1193042:28:16"-"04:00" accept
America/Phoenix, JSON: "range": ["10:00", "12:00"] "range": ["1193042:28:16", "04:00"]
Error: wrong time format'
if [ "$seen" = "$found" ]; then
	echo 'as it was found'
else
	echo 'no longer as it was found'
	exit 1
fi
