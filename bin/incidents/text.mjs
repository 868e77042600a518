const encoder = new TextEncoder();

export function bytesOf(text) {
	return encoder.encode(text);
}
