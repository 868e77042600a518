/** What comes behind so many bytes. */
export async function* behind(
	count: number,
	chunks: AsyncIterable<Uint8Array>
): AsyncGenerator<Uint8Array> {
	let left = count;
	for await (const chunk of chunks) {
		if (left < chunk.length) yield chunk.subarray(left);
		left = Math.max(0, left - chunk.length);
	}
}
