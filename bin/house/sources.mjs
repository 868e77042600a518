import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const rooms = ['src', 'cells', 'datasets'];

/** The sources without tests and samples, parsed; of a component its scripts, at their own lines. */
export function sourceFiles() {
	const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...rooms], {
		encoding: 'utf8',
		maxBuffer: 1e8
	});
	return listed
		.split('\n')
		.filter((path) => /\.(ts|svelte)$/.test(path) && !/\.test\.ts$|\/samples\//.test(path))
		.filter((path) => existsSync(path))
		.sort()
		.map((path) => ({ path, tree: treeOf(path, readFileSync(path, 'utf8')) }));
}

function treeOf(path, text) {
	const code = path.endsWith('.svelte') ? scriptsOf(text) : text;
	return ts.createSourceFile(`${path}.ts`, code, ts.ScriptTarget.Latest, true);
}

/** Only what stands between script tags; every other character but a line end is a blank. */
function scriptsOf(text) {
	let code = '';
	let at = 0;
	for (const { index, 0: whole, 1: head, 2: body } of text.matchAll(
		/(<script[^>]*>)([\s\S]*?)<\/script>/g
	)) {
		const start = index + head.length;
		code += blank(text.slice(at, start)) + body;
		at = index + whole.length - '</script>'.length;
	}
	return code + blank(text.slice(at));
}

function blank(text) {
	return text.replace(/[^\n]/g, ' ');
}
