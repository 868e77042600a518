import type { Plugin } from 'vite';

export function leanModule(bytes: Buffer, script: string): Promise<Buffer<ArrayBuffer>>;
export function leanDuckdb(): Promise<Buffer<ArrayBuffer>>;
export function leanDuckdbModule(): Plugin;
