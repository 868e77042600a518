#!/usr/bin/env bash
# Versions:  argus 3.0.8.2 (Debian argus-server 2:3.0.8.2-2.2, argus-client 1:3.0.8.2-6.1+b3); needs python3.
# Behaviour: a TCP connection over IPv6 of which no SYN was captured is printed turned round, with its ports left where
#            they were: addresses and packet counts change sides and the ports do not, so that neither end that the row
#            names ever existed. It is so for every pair of addresses and of ports that was tried, in whichever order
#            of size, whether one side was captured or both. Nothing in the row sets it apart: `?` in the direction
#            means no more than that the initiator is unknown. The same packets over IPv4 come out right, and so do
#            those over IPv6 once the SYN is there.
# Source:    run here; ra(1) describes `?` in dir, and says nothing of addresses that leave their ports.
# Seen:      captured, the first of each:        argus and ra:
#            2001:db8::1:1 1179 > 2001:db8::2:2 3389   2001:db8::2:2,1179,<?>,2001:db8::1:1,3389,3,3   both sides
#            2001:db8::1:1 1179 > 2001:db8::2:2 3389   2001:db8::2:2,1179,<?,2001:db8::1:1,3389,0,3    one side
#            192.0.2.1 1179 > 192.0.2.2 3389           192.0.2.1,1179,<?>,192.0.2.2,3389,3,3           IPv4
#            2001:db8::1:1 1179 > 2001:db8::2:2 3389   2001:db8::1:1,1179,->,2001:db8::2:2,3389,4,4    with its SYN
set -eu
need() {
	dpkg-query -W -f='${Version}' "$1" >/dev/null 2>&1 ||
		apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 || true
	here=$(dpkg-query -W -f='${Version}' "$1" 2>/dev/null || true)
	[ "$here" = "$2" ] || { echo "this shows $1 $2, and here is: ${here:-none}"; exit 1; }
}
need argus-server 2:3.0.8.2-2.2
need argus-client 1:3.0.8.2-6.1+b3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >captures.py <<'CAPTURES'
import socket, struct

def checksum(data):
	data += b'\0' * (len(data) % 2)
	total = sum(struct.unpack(f'!{len(data) // 2}H', data))
	while total >> 16: total = (total & 0xffff) + (total >> 16)
	return ~total & 0xffff

def tcp(sender, receiver, flags, seq, ack, payload):
	(src, sport), (dst, dport) = sender, receiver
	six = ':' in src
	family = socket.AF_INET6 if six else socket.AF_INET
	ends = socket.inet_pton(family, src) + socket.inet_pton(family, dst)
	head = lambda check: struct.pack('!HHIIBBHHH', sport, dport, seq, ack, 0x50, flags, 65535, check, 0)
	length = 20 + len(payload)
	pseudo = ends + (struct.pack('!IxxxB', length, 6) if six else struct.pack('!xBH', 6, length))
	segment = head(checksum(pseudo + head(0) + payload)) + payload
	if six: return b'\2\0\0\0\0\2\2\0\0\0\0\1\x86\xdd' + struct.pack('!IHBB', 6 << 28, length, 6, 64) + ends + segment
	header = struct.pack('!BBHHHBBH', 0x45, 0, 20 + length, 1, 0x4000, 64, 6, 0) + ends
	header = header[:10] + struct.pack('!H', checksum(header)) + header[12:]
	return b'\2\0\0\0\0\2\2\0\0\0\0\1\x08\0' + header + segment

def write(name, packets):
	with open(name, 'wb') as file:
		file.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
		for i, packet in enumerate(packets):
			file.write(struct.pack('<IIII', 1767225600, i * 10000, len(packet), len(packet)) + packet)

def data(client, server):
	"""Three requests of ten bytes, each with an answer of twenty."""
	for i in range(3):
		yield tcp(client, server, 0x18, 1001 + 10 * i, 5001 + 20 * i, b'q' * 10)
		yield tcp(server, client, 0x18, 5001 + 20 * i, 1011 + 10 * i, b'a' * 20)

def opening(client, server):
	return [tcp(client, server, 0x02, 1000, 0, b''), tcp(server, client, 0x12, 5000, 1001, b'')]

low, high = '2001:db8::1:1', '2001:db8::2:2'
client, server = (low, 1179), (high, 3389)
write('both-sides.pcap', data(client, server))
write('one-side.pcap', list(data(client, server))[::2])
write('other-order.pcap', data((high, 50000), (low, 443)))
write('ipv4.pcap', data(('192.0.2.1', 1179), ('192.0.2.2', 3389)))
write('with-its-syn.pcap', opening(client, server) + list(data(client, server)))
CAPTURES
python3 captures.py
row() {
	timeout 60 argus -F /dev/null -X -r "$1.pcap" -w - 2>/dev/null |
		timeout 60 ra -F /dev/null -r - -n -u -c , -s saddr,sport,dir,daddr,dport,spkts,dpkts - tcp | tr -d ' ' | tail -n 1
}
asSeen=yes
expect() {
	seen=$(row "$1")
	printf '%-13s %s\n' "$1" "$seen"
	[ "$seen" = "$2" ] || asSeen=no
}
expect both-sides '2001:db8::2:2,1179,<?>,2001:db8::1:1,3389,3,3'
expect one-side '2001:db8::2:2,1179,<?,2001:db8::1:1,3389,0,3'
expect other-order '2001:db8::1:1,50000,<?>,2001:db8::2:2,443,3,3'
expect ipv4 '192.0.2.1,1179,<?>,192.0.2.2,3389,3,3'
expect with-its-syn '2001:db8::1:1,1179,->,2001:db8::2:2,3389,4,4'
if [ "$asSeen" = yes ]; then
	echo 'as it was found'
else
	echo 'no longer as it was found'
	exit 1
fi
