import { late } from '../../services/late.ts';

/** Its rows stand in a table, which the page has not got before there is one. */
export const LateDrawer = late(() => import('./PivotDrawer.svelte'));
