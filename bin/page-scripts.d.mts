export function scriptsOfPage(root: string): { name: string; bytes: number }[];
