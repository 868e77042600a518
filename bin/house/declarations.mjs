import ts from 'typescript';

/** Lines of the named functions, methods, accessors and named arrows. */
export function functionsOf(files) {
	const found = files.flatMap(({ path, trees }) =>
		trees.flatMap(functionsIn).map((one) => ({ ...one, path }))
	);
	const lines = found.map((one) => one.lines).sort((a, b) => a - b);
	const at = (share) => lines[Math.min(lines.length - 1, Math.floor(lines.length * share))];
	const over = found.filter((one) => one.lines > 60).map(({ path, name }) => `${path} ${name}`);
	return {
		count: lines.length,
		lines: { median: at(0.5), p90: at(0.9), p99: at(0.99), max: lines.at(-1) },
		over_60: over
	};
}

function functionsIn(tree) {
	const found = [];
	const visit = (node) => {
		const name = nameOf(node);
		if (name !== null) found.push({ name, lines: linesOf(node, tree) });
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return found;
}

function nameOf(node) {
	const named =
		ts.isFunctionDeclaration(node) ||
		ts.isMethodDeclaration(node) ||
		ts.isConstructorDeclaration(node) ||
		ts.isAccessor(node);
	if (named && node.body !== undefined) return node.name?.getText() ?? 'constructor';
	const holder = ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node);
	if (!holder || node.initializer === undefined) return null;
	const { initializer } = node;
	const isFunction = ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer);
	return isFunction ? node.name.getText() : null;
}

function linesOf(node, tree) {
	const line = (position) => tree.getLineAndCharacterOfPosition(position).line;
	return line(node.end) - line(node.getStart(tree)) + 1;
}

/** Classes with more members than so many; fields and constructors count. */
export function classesOf(files, most) {
	const found = [];
	for (const { path, trees } of files) {
		const visit = (node) => {
			if (ts.isClassLike(node) && node.members.length > most)
				found.push({ class: `${path} ${node.name?.text}`, members: node.members.length });
			ts.forEachChild(node, visit);
		};
		trees.forEach(visit);
	}
	return found.sort((a, b) => b.members - a.members);
}

/** How many exported declarations there are, and the share of them that has a doc comment. */
export function exportsOf(files) {
	const all = files.flatMap(({ trees }) =>
		trees.flatMap(({ statements }) => statements.filter(isExported))
	);
	const commented = all.filter((statement) => ts.getJSDocCommentsAndTags(statement).length > 0);
	return {
		count: all.length,
		commented: Math.round((commented.length / all.length) * 1000) / 1000
	};
}

function isExported(statement) {
	const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : [];
	return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}
