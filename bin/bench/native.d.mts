import type { DuckDBConnection } from '@duckdb/node-api';

export function makeTables(connection: DuckDBConnection, name: string, path: string): Promise<void>;
