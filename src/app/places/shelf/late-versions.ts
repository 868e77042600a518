import { late } from '../../services/late.ts';

/** The versions of a recipe, side by side. */
export const LateVersions = late(() => import('./Versions.svelte'));
