import { tick } from 'svelte';
import type { PathResult } from '#investigation/result.ts';
import { waitingPaths } from '#investigation/waiting-paths.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import { afterDrawing, focusStep } from '../../services/focus.ts';
import type { Capabilities, Services } from '../../services/services.ts';
import { commandsOf } from './commands.ts';

/** The paths over the alert at hand, and which lane of them is in sight where there is room for one. */
export class InvestigationPlace implements PlaceState {
	readonly services: Services;
	/** The name of the lane in sight; the first one where it is empty. */
	path = $state('');
	readonly commands: readonly Command[];
	readonly offers: Pick<Capabilities, 'openAlert' | 'showSteps'> = {
		openAlert: (alertId) => {
			this.#open();
			void this.services.runs.pick(alertId);
		},
		showSteps: (cell) => (cell === undefined ? this.#open() : this.#showCell(cell))
	};

	constructor(services: Services) {
		this.services = services;
		this.commands = commandsOf(this);
	}

	/** Of the alert at hand as they are answered, or as they wait. */
	readonly paths = $derived.by((): readonly PathResult[] => {
		const { investigation, recipe } = this.services;
		const waiting = recipe.notebook === null ? [] : waitingPaths(recipe.notebook);
		return investigation.result?.paths ?? waiting;
	});

	get aims(): readonly Command[] {
		const paths = this.services.investigation.result?.paths ?? [];
		return paths.flatMap((path, index) =>
			path.steps.map(({ cell, question }) => ({
				id: `step ${path.path} ${cell}`,
				title: question,
				group: path.title,
				act: () => {
					this.showPath(index);
					afterDrawing(() => focusStep(path.path, cell));
				}
			}))
		);
	}

	/** Shows a lane by its place and puts the focus on its first step. */
	showPath(index: number): void {
		const name = this.services.recipe.notebook?.paths[index]?.name;
		if (name === undefined) return;
		this.#open();
		this.path = name;
		void tick().then(() => focusStep(name));
	}

	showStep(path: string, cell: string): void {
		this.path = path;
		requestAnimationFrame(() => focusStep(path, cell));
	}

	/** The lane in sight first: on a narrow page there is only one. */
	#showCell(cell: string): void {
		const holders = this.paths.filter(({ steps }) => steps.some((step) => step.cell === cell));
		const holder = holders.find((each) => each.path === this.path) ?? holders[0];
		if (holder !== undefined) this.showStep(holder.path, cell);
	}

	#open(): void {
		this.services.ask('openPlace')?.('investigation');
	}
}
