import { textOf } from '#lib/bytes.ts';
import type { Message } from '../../format.ts';

/** Bytes in which a device's message says what it is. */
const REACH = 120;

/** How the messages of devices begin that write neither a priority nor a program. */
const shapes = [
	// Cisco IOS: a sequence number, its own time, and %FACILITY-SEVERITY-MNEMONIC.
	/^(?:\d+: )?(?:[*.]?[A-Z][a-z]{2} +\d+ (?:\d{4} )?[\d:.]+(?: \S+)?: )?%[A-Z][A-Z0-9_-]*-[0-7]-[A-Z0-9_]+:/,
	// NetScaler: its own time, and which of its packet engines wrote.
	/^\d\d\/\d\d\/\d{4}:\d\d:\d\d:\d\d +\S+ +\S+ +\S+ *:/,
	// Meraki: seconds since 1970, the name of the device, and the kind of event.
	/^1?\d{9}\.\d{1,9} \S+ (?:events|urls|flows|ids-alerts|security_event|ip_flow_start|ip_flow_end|airmarshal_events|(?:vpn_|cellular_|bridge_anyconnect_client_vpn_)?firewall)\b/
];

/** Whether what stands behind a machine's name is a message of such a device. */
export function isOfDevice({ bytes, hostStart, hostEnd, start, end }: Message): boolean {
	if (hostEnd <= hostStart) return false;
	const text = textOf(bytes, start, Math.min(end, start + REACH));
	return shapes.some((shape) => shape.test(text));
}
