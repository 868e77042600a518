/** An inflater of the platform, many times as fast as one in JavaScript; it knows a gzip of one member alone. */
type Platform = new (format: 'gzip') => GenericTransformStream;

/**
 * The decompressed bytes of a gzip by the platform's own inflater, up to where it cannot go on: at a damage,
 * at the end of the first member of several, or at once where there is no such inflater.
 * @returns whether all of it was read
 */
export async function* inflated(
	raw: AsyncIterable<Uint8Array>
): AsyncGenerator<Uint8Array, boolean> {
	const platform = (globalThis as { DecompressionStream?: Platform }).DecompressionStream;
	if (platform === undefined) return false;
	const { readable, writable } = new platform('gzip');
	const reader = (readable as ReadableStream<Uint8Array>).getReader();
	const feeding = feed(raw, (writable as WritableStream<Uint8Array>).getWriter());
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return await feeding;
			yield value;
		}
	} catch {
		return false;
	} finally {
		await reader.cancel().catch(() => undefined);
		await feeding;
	}
}

/** True where the inflater took all of it. */
async function feed(
	raw: AsyncIterable<Uint8Array>,
	writer: WritableStreamDefaultWriter<Uint8Array>
): Promise<boolean> {
	try {
		for await (const chunk of raw) {
			await writer.ready;
			// The platform may still work on a piece when the next is asked for, which then takes its place.
			await writer.write(chunk.slice());
		}
		await writer.close();
		return true;
	} catch {
		return false;
	}
}
