// peer_clickhouse.cjs THREADS OUT: runs the query of standard input (JSON list of one) into OUT.
// Needs chdb in the folder NPMDIR.
const { readFileSync } = require('fs');
const { createRequire } = require('module');
const { query } = createRequire(`${process.env.NPMDIR}/package.json`)('chdb');
const [threads, out] = process.argv.slice(2);
const [statement] = JSON.parse(readFileSync(0, 'utf8'));
query(`${statement} INTO OUTFILE '${out}' TRUNCATE FORMAT CSVWithNames SETTINGS max_threads=${threads}`, 'CSV');
