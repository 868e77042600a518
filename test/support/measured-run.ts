import { answers } from '#cells/facets.ts';
import { incidents } from '#datasets/incidents/index.ts';
import { recipeText } from '#datasets/recipes/index.ts';
import { Investigator } from '#investigation/investigator.ts';
import { Sweeper } from '#investigation/sweep.ts';
import { cellsOf, type Notebook } from '#notebook/notebook.ts';
import { bringParsers } from '#recipe/parsers.ts';
import { withSql } from '#recipe/edit/sql.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { emptyBench, loadIncident } from './evidence.ts';
import { giveDefaults, unchanging } from './defaults.ts';

/** Does a piece of work that is measured under a name. */
type Measure = (name: string, work: () => Promise<unknown>) => Promise<void>;

/**
 * What an analyst does with the first ready incident: runs its recipe for its alert, over every alert, and changes the
 * SQL of a check. Each is done once beforehand with another recipe or database, so that nothing is counted that is
 * done once in a visit.
 */
export async function measuredRun(measure: Measure): Promise<void> {
	await bringParsers();
	const incident = incidents[0]!;
	const { connection, engine } = await emptyBench();
	const alertId = await loadIncident(connection, incident);
	const text = recipeText(incident.recipe);
	const notebook = readRecipe(text);
	await giveDefaults(connection, notebook);
	await ask(new Investigator(connection), notebook);
	const investigator = new Investigator(connection);
	await measure('one_alert', () => ask(investigator, notebook));
	const sweeper = new Sweeper(connection);
	await measure('every_alert', () => sweeper.sweep(notebook, unchanging(notebook)));
	await measure('edit_of_a_check', () => ask(investigator, edited(text, notebook)));
	await engine.close();

	function ask(by: Investigator, asked: Notebook): Promise<unknown> {
		return by.investigate(alertId, asked, unchanging(asked));
	}
}

function edited(text: string, notebook: Notebook): Notebook {
	const check = cellsOf(notebook).find(({ kind }) => answers(kind))!;
	return readRecipe(withSql(text, check, `${check.sql}\n-- changed`));
}
