export function findBrowser(env?: Record<string, string | undefined>): string | null;
export function ensureBrowser(): string | null;
export function findFirefox(env?: Record<string, string | undefined>): string | null;
