// peer_duckdb.mjs THREADS OUT: runs the statements of standard input (JSON), the last one into OUT.
// Needs @duckdb/node-api in the folder NPMDIR.
import { createRequire } from 'module';
import { readFileSync } from 'fs';
const require = createRequire(`${process.env.NPMDIR}/package.json`);
const { DuckDBInstance } = require('@duckdb/node-api');
const [threads, out] = process.argv.slice(2);
const statements = JSON.parse(readFileSync(0, 'utf8'));
const connection = await (await DuckDBInstance.create(':memory:', { threads })).connect();
for (const statement of statements.slice(0, -1)) await connection.run(statement);
const last = statements[statements.length - 1];
const wanted = out === 'checksum' // everything is computed, one row is kept
  ? `COPY (SELECT count(*), sum(enrolled), sum(n), sum(mean), sum(sd), sum(l1), sum(l4), sum(pct) FROM (${last})) TO '/dev/null' (FORMAT csv)`
  : `COPY (${last}) TO '${out}' (FORMAT csv, HEADER)`;
await connection.run(wanted);
