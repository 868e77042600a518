import ts from 'typescript';

/** Lines of the named functions, methods, accessors and named arrows. */
export function functionsOf(files) {
	const found = files.flatMap(({ path, tree }) =>
		functionsIn(tree).map((one) => ({ ...one, path }))
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
	for (const { path, tree } of files) {
		const visit = (node) => {
			if (ts.isClassLike(node) && node.members.length > most)
				found.push({ class: `${path} ${node.name?.text}`, members: node.members.length });
			ts.forEachChild(node, visit);
		};
		visit(tree);
	}
	return found.sort((a, b) => b.members - a.members);
}

/** How many exported declarations have a doc comment, and the types whose name two folders export. */
export function exportsOf(files) {
	const all = files.flatMap(({ path, tree }) =>
		tree.statements.filter(isExported).map((statement) => ({ path, statement }))
	);
	const commented = all.filter(({ statement }) => ts.getJSDocCommentsAndTags(statement).length > 0);
	return {
		count: all.length,
		commented: Math.round((commented.length / all.length) * 1000) / 1000,
		types_in_two_rooms: twice(all)
	};
}

function isExported(statement) {
	const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : [];
	return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function twice(all) {
	const rooms = new Map();
	for (const { path, statement } of all) {
		const isType =
			ts.isInterfaceDeclaration(statement) ||
			ts.isTypeAliasDeclaration(statement) ||
			ts.isClassDeclaration(statement);
		if (!isType) continue;
		const paths = rooms.get(statement.name.text) ?? [];
		rooms.set(statement.name.text, [...paths, path]);
	}
	return [...rooms]
		.filter(([, paths]) => paths.length > 1)
		.map(([name, paths]) => ({ name, paths }));
}
