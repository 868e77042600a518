#!/usr/bin/env bash
# Versions:  nfdump 1.7.1 (Debian 1.7.1-2+deb12u1), softflowd 1.1.0 (Debian 1.1.0-1+b1); needs python3.
# Behaviour: softflowd sends the type and code of an ICMPv6 message in field 139, whichever protocol it speaks. nfcapd
#            reads that field in IPFIX and passes over it in NetFlow 9, and the flow is stored with type 0 and code
#            0: not as absent. A ping, its answer and a destination unreachable are then the same, and a filter on the
#            type finds none of them. The datagrams below are shown as they went over the wire, and differ in nothing
#            that bears on it.
# Source:    run here; 139 is icmpTypeCodeIPv6 in IANA's registry of IPFIX elements; nfcapd(1) names no such gap.
# Seen:      field 139 as sent (type * 256 + code):  -v 9: 32768 33024 260      -v 10: 32768 33024 260
#            nfdump, type and code of each:          -v 9: 0 0 | 0 0 | 0 0      -v 10: 128 0 | 129 0 | 1 4
set -eu
need() {
	dpkg-query -W -f='${Version}' "$1" >/dev/null 2>&1 ||
		apt-get install -y --no-install-recommends "$1=$2" >/dev/null 2>&1 || true
	here=$(dpkg-query -W -f='${Version}' "$1" 2>/dev/null || true)
	[ "$here" = "$2" ] || { echo "this shows $1 $2, and here is: ${here:-none}"; exit 1; }
}
need nfdump 1.7.1-2+deb12u1
need softflowd 1.1.0-1+b1
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

def icmp(src, dst, kind, code, body):
	ends = socket.inet_pton(socket.AF_INET6, src) + socket.inet_pton(socket.AF_INET6, dst)
	message = lambda check: struct.pack('!BBH', kind, code, check) + body
	check = checksum(ends + struct.pack('!IxxxB', 4 + len(body), 58) + message(0))
	header = struct.pack('!IHBB', 6 << 28, 4 + len(body), 58, 64) + ends
	return b'\2\0\0\0\0\2\2\0\0\0\0\1\x86\xdd' + header + message(check)

a, b, c = '2001:db8::1:1', '2001:db8::2:2', '2001:db8::3:3'
ping = struct.pack('!HH', 1, 1) + b'q' * 16
packets = [
	icmp(a, b, 128, 0, ping),
	icmp(b, a, 129, 0, ping),
	icmp(a, c, 1, 4, b'\0' * 4 + struct.pack('!IHBB', 6 << 28, 8, 17, 64)
		+ socket.inet_pton(socket.AF_INET6, c) + socket.inet_pton(socket.AF_INET6, a)
		+ struct.pack('!HHHH', 40000, 50000, 8, 0))
]
with open('icmp.pcap', 'wb') as file:
	file.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
	for i, packet in enumerate(packets):
		file.write(struct.pack('<IIII', 1767225600 + i, 0, len(packet), len(packet)) + packet)
CAPTURE
cat >through.py <<'THROUGH'
"""Has softflowd send the capture, prints field 139 of each record, and hands the datagrams on to nfcapd unchanged."""
import os, signal, socket, struct, subprocess, sys, time

version = sys.argv[1]
sets, header = (0, 20) if version == '9' else (2, 16)

def free():
	taken = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
	taken.bind(('127.0.0.1', 0))
	return taken

def fields(data, templates):
	at = header
	while at + 4 <= len(data):
		kind, size = struct.unpack_from('!HH', data, at)
		body, at = data[at + 4:at + size], at + max(size, 4)
		if kind == sets: learn(body, templates)
		elif kind in templates: yield from values(body, templates[kind])

def learn(body, templates):
	at = 0
	while at + 4 <= len(body):
		name, count = struct.unpack_from('!HH', body, at)
		templates[name] = [struct.unpack_from('!HH', body, at + 4 + 4 * i) for i in range(count)]
		at += 4 + 4 * count

def values(body, template):
	size = sum(length for _, length in template)
	for start in range(0, len(body) - size + 1, size):
		at = start
		for name, length in template:
			if name == 139: yield int.from_bytes(body[at:at + length], 'big')
			at += length

store = f'store{version}'
os.mkdir(store)
probe = free()
port = probe.getsockname()[1]
probe.close()
collector = subprocess.Popen(['nfcapd', '-l', store, '-b', '127.0.0.1', '-p', str(port), '-t', '3600'],
	stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
time.sleep(2)
ours = free()
ours.settimeout(20)
sent = ['softflowd', '-d', '-r', 'icmp.pcap', '-v', version, '-c', 'none', '-p', os.path.abspath('pid'),
	'-n', f'127.0.0.1:{ours.getsockname()[1]}']
subprocess.run(sent, timeout=60, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
templates, seen = {}, []
while len(seen) < 3:
	data = ours.recv(65535)
	seen += fields(data, templates)
	ours.sendto(data, ('127.0.0.1', port))
time.sleep(1)
collector.send_signal(signal.SIGTERM)
collector.wait(timeout=30)
print(*seen)
THROUGH
python3 capture.py
asSeen=yes
expect() {
	sent=$(timeout 120 python3 through.py "$1")
	stored=$(timeout 60 nfdump -q -R "store$1" -o 'fmt:%it %ic' | tr -s ' ' | sed 's/^ //; s/ $//' | paste -sd '|')
	echo "-v $1: sent $sent, stored $stored"
	[ "$sent" = '32768 33024 260' ] && [ "$stored" = "$2" ] || asSeen=no
}
expect 9 '0 0|0 0|0 0'
expect 10 '128 0|129 0|1 4'
if [ "$asSeen" = yes ]; then
	echo 'as it was found'
else
	echo 'no longer as it was found'
	exit 1
fi
