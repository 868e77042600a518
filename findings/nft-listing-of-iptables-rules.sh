#!/usr/bin/env bash
# Versions:  nftables 1.0.6 (Debian 1.0.6-2+deb12u2) over rules of iptables 1.8.9 (Debian 1.8.9-2, nf_tables); needs
#            root, for a network namespace of its own.
# Behaviour: rules that iptables keeps in nf_tables lose what they say on the way through nft, and how much depends on
#            the form that is asked for. A comment is left out of the text with no trace, while nft has a word for
#            comments; JSON tells that there is one and not what it says. The prefix of LOG is in the text and not in
#            JSON, which has the name of the target alone. A quotation mark inside the prefix is printed as it is, so
#            that the listing cannot be read again. iptables itself prints all of it, with the mark escaped.
# Source:    run here; nft(8) gives `comment` as a part of every rule, and `xt` as the stand-in for what could not be
#            translated, which says that there is something: in the text there is no `xt` here.
# Seen:      iptables -S: -A INPUT -p tcp -m tcp --dport 22 -m comment --comment "change 4711" -j ACCEPT
#                         -A INPUT -j LOG --log-prefix "said \"no\" "
#            nft:         tcp dport 22 counter packets 0 bytes 0 accept
#                         counter packets 0 bytes 0 log prefix "said "no" "
#            nft -j:      {"xt": {"type": "match", "name": "comment"}} {"xt": {"type": "target", "name": "LOG"}}
#            nft -c -f:   Error: No symbol type information
set -eu
need() {
	dpkg-query -W -f='${Version}' "$1" >/dev/null 2>&1 ||
		apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 || true
	here=$(dpkg-query -W -f='${Version}' "$1" 2>/dev/null || true)
	[ "$here" = "$2" ] || { echo "this shows $1 $2, and here is: ${here:-none}"; exit 1; }
}
need nftables 1.0.6-2+deb12u2
need iptables 1.8.9-2
[ "$(id -u)" = 0 ] || { echo 'this needs root, for a network namespace of its own'; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >inside.sh <<'INSIDE'
set -eu
iptables-nft -A INPUT -p tcp --dport 22 -m comment --comment 'change 4711' -j ACCEPT
iptables-nft -A INPUT -j LOG --log-prefix 'said "no" '
iptables-nft -S INPUT | grep -e '-A'
nft list ruleset 2>/dev/null >printed.nft
grep counter printed.nft | tr -s '\t ' ' '
nft -j list ruleset 2>/dev/null | grep -o '{"xt": {[^}]*}}' | paste -sd ' '
nft -c -f printed.nft 2>&1 | grep -o 'Error: .*' || echo 'read again'
INSIDE
seen=$(timeout 60 unshare --net bash inside.sh)
echo "$seen"
found='-A INPUT -p tcp -m tcp --dport 22 -m comment --comment "change 4711" -j ACCEPT
-A INPUT -j LOG --log-prefix "said \"no\" "
 tcp dport 22 counter packets 0 bytes 0 accept
 counter packets 0 bytes 0 log prefix "said "no" "
{"xt": {"type": "match", "name": "comment"}} {"xt": {"type": "target", "name": "LOG"}}
Error: No symbol type information'
if [ "$seen" = "$found" ]; then
	echo 'as it was found'
else
	echo 'no longer as it was found'
	exit 1
fi
