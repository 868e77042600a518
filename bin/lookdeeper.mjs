#!/usr/bin/env node
// The command line: built from the sources where they have changed since, then run where it was called.
import process from 'node:process';
import { buildCommandLine, commandLine } from './build.mjs';
import { installPackages } from './install.mjs';

const root = new URL('..', import.meta.url);
const calledFrom = process.cwd();
process.chdir(root.pathname);
installPackages();
if (!buildCommandLine()) process.exit(1);
process.chdir(calledFrom);
await import(new URL(commandLine, root).href);
