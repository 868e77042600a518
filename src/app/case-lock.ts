/** Name of the right to write a case, among those that the tabs of this origin ask for. */
export function lockOf(caseName: string): string {
	return `lookdeeper case ${caseName}`;
}
