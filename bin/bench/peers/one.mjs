import { openEngine } from './engine.mjs';

const { connection } = await openEngine();
const [row] = (await connection.query('SELECT 1 AS one')).toArray();
document.body.textContent = String(row.one);
globalThis.answeredAt = performance.now();
