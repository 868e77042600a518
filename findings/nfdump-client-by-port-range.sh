#!/usr/bin/env bash
# Versions:  nfdump 1.7.1 (Debian 1.7.1-2+deb12u1); needs python3.
# Behaviour: `-B` guesses which end is the client. nfdump(1) names one condition, a source port under 1024 and a
#            destination port over it; two more are in force: ends are exchanged too where the lower port is the
#            source and 32768 or 49152 lies between the two. A service on such a port is thereby made the client
#            of its own client. Counters are exchanged with the ends, and the TCP flags are not: the service that
#            refused a connection with RST stands there as the one that sent a SYN. A datagram that nobody answered
#            gets for its source the end that never sent a packet, with 0 packets out of it.
# Source:    run here; `-B` in nfdump(1): "src port < 1024 and dst port > 1024".
# Seen:      sent:                                      nfdump -B: source, destination, flags, packets out, back
#            SYN 192.0.2.1 29762 > 192.0.2.10 52420, RST back   192.0.2.10 52420 192.0.2.1 29762 ......S. 1 1
#            UDP 192.0.2.1 29762 > 192.0.2.13 32768             192.0.2.13 32768 192.0.2.1 29762 ........ 0 1
#            UDP 192.0.2.1 40000 > 192.0.2.14 52420             192.0.2.14 52420 192.0.2.1 40000 ........ 0 1
#            UDP 192.0.2.1 29762 > 192.0.2.11 32767             as it was sent, 1 0
#            UDP 192.0.2.1 32768 > 192.0.2.12 49151             as it was sent, 1 0
set -eu
export LC_ALL=C
need() {
	dpkg-query -W -f='${Version}' "$1" >/dev/null 2>&1 ||
		apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 || true
	here=$(dpkg-query -W -f='${Version}' "$1" 2>/dev/null || true)
	[ "$here" = "$2" ] || { echo "this shows $1 $2, and here is: ${here:-none}"; exit 1; }
}
need nfdump 1.7.1-2+deb12u1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >capture.py <<'CAPTURE'
import socket, struct

def checksum(data):
	data += b'\0' * (len(data) % 2)
	total = sum(struct.unpack(f'!{len(data) // 2}H', data))
	while total >> 16: total = (total & 0xffff) + (total >> 16)
	return ~total & 0xffff

def packet(src, dst, protocol, segment, place):
	"""An Ethernet frame; the checksum of the segment stands at `place`."""
	ends = socket.inet_aton(src) + socket.inet_aton(dst)
	check = checksum(ends + struct.pack('!xBH', protocol, len(segment)) + segment)
	segment = segment[:place] + struct.pack('!H', check) + segment[place + 2:]
	header = struct.pack('!BBHHHBBH', 0x45, 0, 20 + len(segment), 1, 0x4000, 64, protocol, 0) + ends
	header = header[:10] + struct.pack('!H', checksum(header)) + header[12:]
	return b'\2\0\0\0\0\2\2\0\0\0\0\1\x08\0' + header + segment

def tcp(src, sport, dst, dport, flags, seq, ack):
	return packet(src, dst, 6, struct.pack('!HHIIBBHHH', sport, dport, seq, ack, 0x50, flags, 65535, 0, 0), 16)

def udp(src, sport, dst, dport):
	return packet(src, dst, 17, struct.pack('!HHHH', sport, dport, 28, 0) + b'q' * 20, 6)

client = '192.0.2.1'
packets = [
	tcp(client, 29762, '192.0.2.10', 52420, 0x02, 1000, 0),
	tcp('192.0.2.10', 52420, client, 29762, 0x14, 0, 1001),
	udp(client, 29762, '192.0.2.11', 32767),
	udp(client, 32768, '192.0.2.12', 49151),
	udp(client, 29762, '192.0.2.13', 32768),
	udp(client, 40000, '192.0.2.14', 52420)
]
with open('flows.pcap', 'wb') as file:
	file.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
	for i, frame in enumerate(packets):
		file.write(struct.pack('<IIII', 1767225600, i * 10000, len(frame), len(frame)) + frame)
CAPTURE
python3 capture.py
mkdir flows
timeout 60 nfpcapd -r flows.pcap -l flows -t 3600 >/dev/null 2>&1
printed() {
	timeout 60 nfdump -q -R flows "$1" -o 'fmt:%sa %sp %da %dp %flg %ipkt %opkt' | tr -s ' ' | sed 's/^ //; s/ $//' | sort
}
sent='192.0.2.1 29762 192.0.2.10 52420 ......S. 1 1
192.0.2.1 29762 192.0.2.11 32767 ........ 1 0
192.0.2.1 29762 192.0.2.13 32768 ........ 1 0
192.0.2.1 32768 192.0.2.12 49151 ........ 1 0
192.0.2.1 40000 192.0.2.14 52420 ........ 1 0'
guessed='192.0.2.1 29762 192.0.2.11 32767 ........ 1 0
192.0.2.1 32768 192.0.2.12 49151 ........ 1 0
192.0.2.10 52420 192.0.2.1 29762 ......S. 1 1
192.0.2.13 32768 192.0.2.1 29762 ........ 0 1
192.0.2.14 52420 192.0.2.1 40000 ........ 0 1'
printf -- '-b, as they were sent:\n%s\n-B, the client guessed:\n%s\n' "$(printed -b)" "$(printed -B)"
if [ "$(printed -b)" = "$(sort <<<"$sent")" ] && [ "$(printed -B)" = "$(sort <<<"$guessed")" ]; then
	echo 'as it was found'
else
	echo 'no longer as it was found'
	exit 1
fi
