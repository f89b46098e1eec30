"""short.py STRATA GENERATOR: J1, J2 and a part of J3 on 500,000 rows against SQLite, for correctness and not for time.

Every count must be equal and every mean and sd within 1e-9 of SQLite's exact sums; cells --stats must print
the same rounded. Quantiles must be those that Python's statistics module makes of the scores of each group."""
import csv
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile

import jobs

STUDENTS, YEARS, DISTRICTS = 145000, 3, 40  # about 500,000 rows
J3_SCHEMES = [[], ["frl"]]  # a part of its schemes
HERE = os.path.dirname(os.path.abspath(__file__))
strata, generator = sys.argv[1:3]


def run(command, **more):
    return subprocess.run(command, check=True, **more)


def load(path):
    layout = jobs.LAYOUTS["generated"]
    db = sqlite3.connect(":memory:")
    columns = layout["header"]
    kinds = {"scale_score": "INTEGER", "level": "INTEGER"}
    db.execute("CREATE TABLE t (" + ", ".join(f'"{c}" {kinds.get(c, "TEXT")}' for c in columns) + ")")
    with open(path, newline="") as file:
        rows = csv.reader(file)
        assert next(rows) == columns
        db.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(columns))})",
                       ([value or None if name in kinds else value
                         for name, value in zip(columns, row)] for row in rows))
    return db, layout


class Quantiles:
    """An aggregate: those of J3 as a list in text, cut points between 20 parts of the scores."""

    def __init__(self):
        self.scores = []

    def step(self, score):
        if score is not None:
            self.scores.append(score)

    def finalize(self):
        if len(self.scores) < 2:
            return str(self.scores * len(jobs.QUANTILES))
        cuts = statistics.quantiles(self.scores, n=20, method="inclusive")
        return str([cuts[round(20 * p) - 1] for p in jobs.QUANTILES])


def sets_of(job):
    sets = jobs.sets_of(job)
    return sets if job != "J3" else [of for of in sets
                                     if [key for key in jobs.KEYS[5:] if key in of] in J3_SCHEMES]


def measures_of(job):
    return jobs.measures(job, "sqlite") + (", quantiles(score) AS q" if job == "J3" else "")


def write_peer(db, layout, job, path):
    """One query a grouping set: SQLite has no sets."""
    rows = jobs.rows_of(layout, "t")
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS r AS {rows}")
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(jobs.KEYS + ["g", "enrolled", "n", "mean", "sd", "l1", "l2", "l3", "l4", "pct"] +
                     ["q"] * (job == "J3"))
        for of in sets_of(job):
            shown = ", ".join(k if k in of else f"'' AS {k}" for k in jobs.KEYS)
            mark = sum(1 << (len(jobs.KEYS) - 1 - i)
                       for i, k in enumerate(jobs.KEYS) if k not in of)
            out.writerows(db.execute(f"SELECT {shown}, {mark}, {measures_of(job)} "
                                     f"FROM r GROUP BY {', '.join(of)}"))


def canon(who, job, table, out):
    with open(table) as source, open(out + ".raw", "w") as raw:
        run([sys.executable, os.path.join(HERE, "canon.py"), who, job, "generated"], stdin=source,
            stdout=raw)
    run(["sort", "-o", out, out + ".raw"], env={**os.environ, "LC_ALL": "C"})


def main():
    with tempfile.TemporaryDirectory() as folder:
        at = lambda name: os.path.join(folder, name)
        run([generator, "--students", str(STUDENTS), "--years", str(YEARS), "--districts",
             str(DISTRICTS), at("s.csv")])
        db, layout = load(at("s.csv"))
        failed = False
        db.create_aggregate("quantiles", 1, Quantiles)
        stats = ("stats", ["--stats"], "d4")
        by = ",".join("*".join(of) or "all" for of in J3_SCHEMES)
        for job, runs in (("J1", [("cells", [], "1e-9"), stats]), ("J2", [("cells", [], "1e-9"), stats]),
                          ("J3", [("stats", ["--stats", "--by", by], "d4")])):
            write_peer(db, layout, job, at("peer.csv"))
            canon("sums", job, at("peer.csv"), at("peer"))
            for who, more, tolerance in runs:
                run([strata, "cells", at("s.csv"), "--quiet", "--groups", "recorded", "-o",
                     at("ours.csv")] + jobs.STRATA[job] + more)
                canon(who, job, at("ours.csv"), at("ours"))
                print(job, who, flush=True)
                failed |= subprocess.run([sys.executable, os.path.join(HERE, "compare.py"),
                                          at("ours"), at("peer"), tolerance]).returncode != 0
        return 1 if failed else 0


sys.exit(main())
