#!/usr/bin/env bash
# Versions:  racluster 3.0.8.2 (Debian argus-client 1:3.0.8.2-6.1+b3) behind argus 3.0.8.2 (argus-server
#            2:3.0.8.2-2.2); needs python3.
# Behaviour: where flows of several hosts are added up because the host is not among the keys of `-m`, the row names
#            an address that no packet had: the bits that the hosts have in common, then zeros. Its length is not
#            printed, so that it is a host like any other; nor is it where the length was asked for, as in `-m
#            saddr/24`, in columns or with a separator, though the example in the manual has it (`192.168.0.0/16`).
#            Where the clients had one port, it stands beside that address as well; only where their ports differ
#            is there a 0.
# Source:    run here; racluster(1) has the example with the length, and says nothing of addresses that are left out.
# Seen:      captured:                            racluster -m proto daddr dport (and, of the first, saddr/24):
#            198.51.100.9 and .10, port 2000 each   198.51.100.8,2000,192.0.2.1,443,2
#                                                   198.51.100.0,2000,192.0.2.1,443,2
#            198.51.100.9 and .10, 1000 and 1001    198.51.100.8,0,192.0.2.1,443,2
#            2001:db8::9 and ::a, port 2000 each    2001:db8::,2000,2001:db8::1,443,2
#            198.51.100.9 twice, 1000 and 1001      198.51.100.9,0,192.0.2.1,443,2
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

def opened(clients, server):
	"""Each client asks, is accepted, and acknowledges that."""
	for client in clients:
		yield tcp(client, server, 0x02, 1000, 0, b'')
		yield tcp(server, client, 0x12, 5000, 1001, b'')
		yield tcp(client, server, 0x10, 1001, 5001, b'')

four, six = ('192.0.2.1', 443), ('2001:db8::1', 443)
write('one-port.pcap', opened([('198.51.100.9', 2000), ('198.51.100.10', 2000)], four))
write('two-ports.pcap', opened([('198.51.100.9', 1000), ('198.51.100.10', 1001)], four))
write('ipv6.pcap', opened([('2001:db8::9', 2000), ('2001:db8::a', 2000)], six))
write('one-host.pcap', opened([('198.51.100.9', 1000), ('198.51.100.9', 1001)], four))
CAPTURES
python3 captures.py
sum() {
	name=$1 && shift
	timeout 60 argus -F /dev/null -X -r "$name.pcap" -w - 2>/dev/null |
		timeout 60 racluster -F /dev/null -r - -n -u -c , -m "$@" -s saddr,sport,daddr,dport,trans - tcp | tail -n 1
}
asSeen=yes
expect() {
	wanted=$1 && shift
	seen=$(sum "$@")
	printf '%-9s -m %-28s %s\n' "$1" "${*:2}" "$seen"
	[ "$seen" = "$wanted" ] || asSeen=no
}
expect 198.51.100.8,2000,192.0.2.1,443,2 one-port proto daddr dport
expect 198.51.100.0,2000,192.0.2.1,443,2 one-port saddr/24 proto daddr dport
expect 198.51.100.8,0,192.0.2.1,443,2 two-ports proto daddr dport
expect 2001:db8::,2000,2001:db8::1,443,2 ipv6 proto daddr dport
expect 198.51.100.9,0,192.0.2.1,443,2 one-host proto daddr dport
if [ "$asSeen" = yes ]; then
	echo 'as it was found'
else
	echo 'no longer as it was found'
	exit 1
fi
