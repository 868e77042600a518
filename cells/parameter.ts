/** A typed value that the analyst may change; checks read it by `getvariable`. */
export interface Parameter {
	name: string;
	type: ParameterType;
	label: string;
	/** As text; what the database casts to the type. */
	default: string;
	/** Values to offer; any other of the type may be typed. */
	choices: readonly string[];
	/** Whether it is set where it stands among the cells, and not above them. */
	inPlace: boolean;
}

/** `time range` is two moments with `/` between them, as ISO 8601 writes them. */
export const parameterTypes = [
	'interval',
	'integer',
	'number',
	'text',
	'boolean',
	'timestamp',
	'time range'
] as const;

export type ParameterType = (typeof parameterTypes)[number];
