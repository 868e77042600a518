/** A piece of an endpoint: an address or a port, or what stands round them. */
export interface EndpointPart {
	is: 'address' | 'port' | 'sign';
	text: string;
}

/** An address with its port, as `192.0.2.1:443` or `[2001:db8::1]:443`, in its pieces. */
export function endpointParts(address: string | null, port: number | null): EndpointPart[] {
	const behind: EndpointPart[] =
		port === null ? [] : [sign(':'), { is: 'port', text: String(port) }];
	if (address === null) return [sign('unknown'), ...behind];
	const own: EndpointPart = { is: 'address', text: address };
	if (port === null || !address.includes(':')) return [own, ...behind];
	return [sign('['), own, sign(']'), ...behind];
}

function sign(text: string): EndpointPart {
	return { is: 'sign', text };
}

/** The same as one text. */
export function endpoint(address: string | null, port: number | null): string {
	return endpointParts(address, port)
		.map(({ text }) => text)
		.join('');
}
