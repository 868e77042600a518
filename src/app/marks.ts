/** Names of the user timings (W3C User Timing) that the page leaves, for the bench to read. */
export const marks = {
	/** The database answers. */
	engine: 'lookdeeper engine',
	/** The sources of the first visit are in it. */
	sources: 'lookdeeper sources',
	/** One run over one alert, as a measure. */
	run: 'lookdeeper run'
} as const;
