import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { PostgreSQL, schemaCompletionSource, sql } from '@codemirror/lang-sql';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { sqlSchema } from './sql-schema.ts';

/** What is offered at the mark `|` of a statement. */
async function offeredAt(marked: string) {
	const config = { dialect: PostgreSQL, schema: sqlSchema() };
	const position = marked.indexOf('|');
	const state = EditorState.create({ doc: marked.replace('|', ''), extensions: [sql(config)] });
	const context = new CompletionContext(state, position, true);
	const result = (await schemaCompletionSource(config)(context)) as CompletionResult;
	return new Map(result.options.map((option) => [option.label, option]));
}

describe('completion of SQL', () => {
	it('says of a column what its values are of and what they mean there', async () => {
		const offered = await offeredAt('SELECT sessions.| FROM sessions');
		expect(offered.get('dst_bytes')).toMatchObject({
			detail: 'bytes',
			info: 'payload bytes of the responder'
		});
		expect(offered.get('src_ip')).toMatchObject({ detail: 'address' });
	});

	it('says of a table which data it is', async () => {
		const offered = await offeredAt('FROM |');
		expect(offered.get('firewall')).toMatchObject({
			detail: 'session',
			info: 'what a firewall decided'
		});
	});

	it('knows the alert that is asked about', async () => {
		const offered = await offeredAt('FROM sessions WHERE dst_ip = alert.|');
		expect(offered.get('signature')).toMatchObject({ detail: 'signature' });
	});
});
