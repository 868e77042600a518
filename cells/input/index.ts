import {
	choice,
	commonSpec,
	names,
	naming,
	notValid,
	required,
	text,
	valuesOf
} from '../attributes.ts';
import type { Block, CellKind, CellSpec } from '../cell.ts';
import { parameterTypes, type Parameter } from '../parameter.ts';

const attributes = {
	type: choice('what its value is: number where nothing is said', {
		words: parameterTypes,
		absent: 'number',
		what: 'type'
	}),
	default: required(text('its value until the analyst sets another'), '3'),
	label: text('what it is called on the page; its name where nothing is said'),
	choices: names('values to offer, separated by commas'),
	path: naming(
		'path',
		names('paths between whose steps it stands; above the paths where it names none')
	)
};

/** A value that can be set. */
export interface InputSpec extends CellSpec {
	parameter: Parameter;
}

/** A parameter that stands among the cells; they read it by `getvariable`, and those that do are asked anew. */
export default {
	name: 'input',
	title: 'Input',
	meaning: 'a value that the analyst sets; cells read it by getvariable and its name',
	attributes,
	draft: { language: 'text', body: '' },
	read,
	ask: () => null,
	parameter: ({ parameter }) => parameter
} satisfies CellKind<InputSpec>;

function read(block: Block): InputSpec {
	const { type, default: given, label, choices, path } = valuesOf(attributes, block);
	const spec = commonSpec(block, { path });
	if (!/^[a-z][a-z0-9_]*$/.test(spec.id))
		throw notValid(`an input is named in lower case, digits and underscores: ${spec.id}`);
	const words = { label: label ?? spec.id, default: given ?? '', choices };
	return { ...spec, parameter: { name: spec.id, type, ...words, inPlace: true } };
}
