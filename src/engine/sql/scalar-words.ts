/** Functions that make one value of the values of one row, always the same one. */
export const scalarFunctions: ReadonlySet<string> = new Set(
	`abs ceil coalesce concat contains date_part date_trunc day dayofweek dayname epoch epoch_ms epoch_us floor greatest
	hour ifnull in_cidr ip_num is_private isodow least left length lower minute month monthname nullif regexp_extract
	regexp_matches replace right round second split_part starts_with strftime substr substring time_bucket trim upper
	week year`.split(/\s+/)
);

/** Words of the grammar of a value. */
export const valueWords: ReadonlySet<string> = new Set(
	`and between case else end false ilike in is like not null or then true when`.split(/\s+/)
);

/** Words that are a type in front of a literal. */
export const literalTypes: ReadonlySet<string> = new Set(['date', 'interval', 'time', 'timestamp']);
