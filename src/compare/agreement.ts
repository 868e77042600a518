/** The two paths over every alert. */
export interface Agreement {
	alerts: number;
	/** Titles of the two paths, the shorter first. */
	paths: [short: string, long: string];
	/** One field per pair of verdicts that occurs, most alerts first. */
	fields: AgreementField[];
	/** Milliseconds of the machine over all alerts, by path in the order of `paths`. */
	ms: [number, number];
}

export interface AgreementField {
	short: string;
	long: string;
	alerts: number;
	/** The first hundred. */
	alertIds: string[];
}
