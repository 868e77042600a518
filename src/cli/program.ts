import { Failure, messageOf } from '#lib/failure.ts';
import { listFormats, listIncidents, listRecipes } from './list.ts';
import type { Print } from './output.ts';
import { read } from './read.ts';
import { run } from './run.ts';
import { told } from './told.ts';

const help = `lookdeeper reads exports of sensors and runs recipes over them, without a page.

  lookdeeper read FILE…                 one JSON object per event
      --receipt                         one JSON receipt per file instead
  lookdeeper run [RECIPE]               path of a recipe, or the id of a shipped one; without one the
                                        incident's own, else the one that fits any alert
      --incident NAME | --data FILE…    the evidence
      --alert ID | --every-alert        an incident names its own alert
      --set NAME=VALUE                  a parameter of the recipe
  of the files of read and of run --data, all of them or, with FILE= in front, that one:
      --as FORMAT                       read it so, whatever it looks like
      --year N  --zone Z  --host H      what the file does not say itself; the year of its first record;
                                        the host by name or address, further addresses behind commas
      --map FILE                        what the columns of any table mean: {"table": …, "columns": {…}}
  lookdeeper formats                    what can be read
  lookdeeper incidents                  the incidents that are shipped
  lookdeeper recipes                    the recipes that are shipped

Exit 0; 2 for usage; 3 for input that cannot be read. Errors are one line on stderr, for each file
of read that cannot be read; the others are read.`;

/** `fail` is told of what went wrong with a part of what was asked, where the rest goes on. */
type Command = (args: string[], print: Print, fail: (failure: Failure) => void) => Promise<void>;

const commands: Record<string, Command> = {
	read,
	run,
	formats: listFormats,
	incidents: listIncidents,
	recipes: listRecipes,
	'--help': (_, print) => print(help),
	'-h': (_, print) => print(help),
	help: (_, print) => print(help)
};

const exitCodes: Partial<Record<Failure['kind'], number>> = {
	usage: 2,
	'recipe not valid': 3,
	'input not recognised': 3,
	'input not readable': 3
};

/** Where the program writes: lines of what was asked for, and a line of each thing that went wrong. */
export interface Outlets {
	print: Print;
	complain(line: string): void;
}

/** Runs a command line; the exit code. */
export async function program(given: string[], { print, complain }: Outlets): Promise<number> {
	const [name, ...args] = given;
	const codes = [0];
	const fail = (error: unknown) => {
		const line = error instanceof Failure ? error.line : `defect: ${messageOf(error)}`;
		complain(told(line, given));
		codes.push((error instanceof Failure && exitCodes[error.kind]) || 1);
	};
	try {
		if (!Object.hasOwn(commands, name ?? ''))
			throw new Failure('usage', `${name ?? '(no command)'}: try lookdeeper --help`);
		await commands[name!]!(args, print, fail);
	} catch (error) {
		fail(error);
	}
	return Math.max(...codes);
}
