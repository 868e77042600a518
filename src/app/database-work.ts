/**
 * What works in the database: nothing of it can be done before one is open, so that it comes behind the page, by
 * `import('./database-work.ts')`.
 */
export { refreshDerived } from '#engine/derived/refresh-derived.ts';
export { loadOwnColumns, loadSource } from '#engine/store/load-source.ts';
export { removeSource } from '#engine/store/load.ts';
export { prepare } from '#engine/store/prepare.ts';
export { needsByCell } from '#investigation/coverage-needs.ts';
export { Investigator } from '#investigation/investigator.ts';
export { Sweeper } from '#investigation/sweep.ts';
export { SourceShelf } from './source-shelf.ts';
