/** What is made at the first call, and the same from then on; what fails is tried again. */
export function onDemand<Made>(make: () => Promise<Made>): () => Promise<Made> {
	let made: Promise<Made> | null = null;
	return () => {
		made ??= make().catch((error: unknown) => {
			made = null;
			throw error;
		});
		return made;
	};
}
