import { countText } from '#lib/format-number.ts';
import type { HeaderFields } from './fields.ts';

/** What nobody here reads further. */
export function data(fields: HeaderFields): null {
	fields.is('data', 'Data');
	const { left } = fields;
	fields.summary = countText(left, 'byte');
	if (left > 0) fields.raw('data.data', 'Bytes', left);
	return null;
}
