export const inputNames: readonly string[];
export function cacheFolder(): string;
export function inputFile(name: string, rows: number): Promise<string>;
