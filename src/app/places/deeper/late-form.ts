import { late } from '../../services/late.ts';

/** By what an alert is put off. */
export const LateForm = late(() => import('./DeferForm.svelte'));
