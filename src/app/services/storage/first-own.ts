/** Name of the first case of the analyst's own; for long it was the only one. */
export const FIRST_OWN = 'own';
