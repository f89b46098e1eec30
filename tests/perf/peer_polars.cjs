// peer_polars.cjs JOB FILE OUT: Polars by the plan of standard input (JSON): J1 is one group-by; J2 is fine cells,
// then a group-by of them for each grouping set. Threads by POLARS_MAX_THREADS; needs nodejs-polars in NPMDIR.
const { readFileSync } = require('fs');
const { createRequire } = require('module');
const pl = createRequire(`${process.env.NPMDIR}/package.json`)('nodejs-polars');
const [job, file, out] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(0, 'utf8'));
const col = pl.col;
const SUMS = ['enrolled', 'n', 's', 'ss', 'l1', 'l2', 'l3', 'l4'];

function rows() {
  const schema = Object.fromEntries(plan.columns.map((c) => [c, plan.numbers.includes(c) ? pl.Int64 : pl.Utf8]));
  const t = pl.scanCSV(file, { schema, nullValues: ['', '*'] });
  return new pl.SQLContext({ t }).execute(plan.rows);
}

const levels = [1, 2, 3, 4].map((k) => col('level').eq(pl.lit(k)).cast(pl.Int64).sum().alias(`l${k}`));
const counts = [pl.len().alias('enrolled'), col('score').count().alias('n')];
const pct = col('l3').plus(col('l4')).mul(pl.lit(100.0)).div(col('n')).alias('pct');

function cross() {
  const moments = [col('score').mean().alias('mean'), col('score').std().alias('sd')];
  return rows().groupBy(plan.sets[0]).agg(...counts, ...moments, ...levels).withColumns(pct).collect();
}

// The figures of cells with sums; in double before anything is multiplied.
function finished(cells) {
  const [n, s, ss] = ['n', 's', 'ss'].map((c) => col(c).cast(pl.Float64));
  const variance = n.mul(ss).minus(s.mul(s)).div(n.mul(n.minus(pl.lit(1.0))));
  return cells.withColumns(s.div(n).alias('mean'), variance.pow(0.5).alias('sd'), pct);
}

async function sets() {
  const squares = col('score').mul(col('score')).sum().alias('ss');
  const sums = [...counts, col('score').sum().alias('s'), squares, ...levels];
  const fine = await rows().groupBy(plan.keys).agg(...sums).collect();
  const shown = [...plan.keys, 'g', 'enrolled', 'n', 'mean', 'sd', 'l1', 'l2', 'l3', 'l4', 'pct'];
  const tables = plan.sets.map((set) => {
    const others = plan.keys.filter((key) => !set.includes(key));
    const mark = others.reduce((sum, key) => sum + 2 ** (plan.keys.length - 1 - plan.keys.indexOf(key)), 0);
    const blanks = others.map((key) => pl.lit('').alias(key));
    const cells = fine.lazy().groupBy(set).agg(...SUMS.map((c) => col(c).sum()));
    return finished(cells).withColumns(...blanks, pl.lit(mark).cast(pl.Int64).alias('g')).select(...shown).collectSync();
  });
  return pl.concat(tables);
}

(async () => {
  const table = await (job === 'J1' ? cross() : sets());
  table.writeCSV(out);
})();
