#!/usr/bin/env node
// The command line: built from the sources where they are newer than what was built, then run.
import { buildCommandLine } from './build.mjs';

await buildCommandLine();
await import(new URL('../dist/cli/lookdeeper.mjs', import.meta.url).href);
