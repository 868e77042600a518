#!/usr/bin/env bash
# Versions:  tshark 4.0.17 (Debian 4.0.17-0+deb12u3); needs python3.
# Behaviour: where a packet of a TCP connection was not captured, `-z follow,tcp` puts a sentence of its own in the place
#            of the bytes that are missing, also in `raw` and `yaml`, which are for programs: 34 bytes in the place of 5,
#            a NUL at their end, as a piece like any other, of the side that sent. Nothing sets it apart from what
#            that side might have sent in these words. `yaml` gives it the number of the packet that acknowledged
#            what is missing and the time 0, and the times of the pieces that were sent are off by some hundred nanoseconds.
# Source:    run here; tshark(1) says of raw that it prints the data as hexadecimal.
# Seen:      of "one, " "two, " "three", the second of which is not in the file, raw prints
#            6f6e652c20
#            5b35206279746573206d697373696e6720696e20636170747572652066696c655d00     [5 bytes missing in capture file] NUL
#            7468726565
set -eu
version=4.0.17-0+deb12u3
dpkg-query -W -f='${Version}' tshark >/dev/null 2>&1 ||
	DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "tshark=$version" >/dev/null 2>&1 || true
here=$(dpkg-query -W -f='${Version}' tshark 2>/dev/null || true)
[ "$here" = "$version" ] || { echo "this shows tshark $version, and here is: ${here:-none}"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >captures.py <<'CAPTURES'
import struct

client, server = ('192.0.2.1', 40000), ('192.0.2.2', 9000)

def address(text):
	return bytes(map(int, text.split('.')))

def tcp(sender, receiver, seq, ack, flags, payload=b''):
	segment = struct.pack('!HHIIBBHHH', sender[1], receiver[1], seq, ack, 0x50, flags, 65535, 0, 0) + payload
	head = struct.pack('!BBHHHBBH', 0x45, 0, 20 + len(segment), 1, 0x4000, 64, 6, 0)
	return head + address(sender[0]) + address(receiver[0]) + segment

def write(name, packets):
	with open(name, 'wb') as file:
		file.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101))
		for i, packet in enumerate(packets):
			file.write(struct.pack('<IIII', 1767225600, i * 1000, len(packet), len(packet)) + packet)

packets = [
	tcp(client, server, 100, 0, 2),
	tcp(server, client, 500, 101, 18),
	tcp(client, server, 101, 501, 16),
	tcp(client, server, 101, 501, 24, b'one, '),
	tcp(client, server, 106, 501, 24, b'two, '),
	tcp(client, server, 111, 501, 24, b'three'),
	tcp(server, client, 501, 116, 24, b'done')
]
write('whole.pcap', packets)
write('gap.pcap', packets[:4] + packets[5:])
CAPTURES
python3 captures.py
pieces() {
	timeout 60 tshark -r "$1.pcap" -q -z follow,tcp,raw,0 2>/dev/null | grep -E '^[0-9a-f]+$'
}
asSeen=yes
expect() {
	seen=$(pieces "$1" | tr '\n' ' ')
	printf '%-6s %s\n' "$1" "$seen"
	[ "$seen" = "$2 " ] || asSeen=no
}
expect whole '6f6e652c20 74776f2c20 7468726565'
expect gap '6f6e652c20 5b35206279746573206d697373696e6720696e20636170747572652066696c655d00 7468726565'
if [ "$asSeen" = yes ]; then
	echo 'as it was found'
else
	echo 'no longer as it was found'
	exit 1
fi
