export function policyOf(root: string): string | null;
