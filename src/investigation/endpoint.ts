/** An address with its port, as `192.0.2.1:443` or `[2001:db8::1]:443`. */
export function endpoint(address: string | null, port: number | null): string {
	if (address === null) return port === null ? 'unknown' : `unknown:${port}`;
	if (port === null) return address;
	return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
