// The page is built afterwards, if it was not; the exit code says whether it is there.
import process from 'node:process';
import { buildPage } from './build.mjs';

process.exit(buildPage() ? 0 : 1);
