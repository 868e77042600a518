/** Names of the user timings (W3C User Timing) that the page leaves, for the bench to read. */
export const marks = {
	/** The database answers. */
	engine: 'lookdeeper engine',
	/** The sources of the first visit are in it. */
	sources: 'lookdeeper sources',
	/** After the database was lost, the sources are in another and the alerts are read from it. */
	back: 'lookdeeper back',
	/** One run over one alert, as a measure. */
	run: 'lookdeeper run',
	/** All parts of the page are here, and its server is not asked again. */
	whole: 'lookdeeper whole'
} as const;
