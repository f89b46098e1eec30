"""Every peer of strata, once: what it is run with, for which jobs, how it is found and how to get it."""
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import Callable

import jobs
from program import Program

HERE = os.path.dirname(os.path.abspath(__file__))
NPMDIR = os.environ.get("NPMDIR") or os.path.join(
    os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "strata-peers")


@dataclass
class Task:
    """A job on a file; `folder` is for what is written."""
    job: str
    layout: dict
    layout_name: str
    file: str
    threads: str
    folder: str

    def out(self, name):
        return os.path.join(self.folder, name + ".csv")


@dataclass
class Peer:
    """`programs` makes the programs of a task; a slow one is run once whatever --runs says."""
    name: str
    jobs: tuple
    is_there: Callable
    get: str
    programs: Callable
    is_slow: bool = False


def script(name):
    return os.path.join(HERE, name)


def duckdb_source(task):
    """The file with every type given."""
    columns = task.layout["columns"]
    numbers = {columns["score"]: "INTEGER", columns["level"]: "TINYINT", columns["year"]: "SMALLINT"}
    types = ", ".join(f"'{c}': '{numbers.get(c, 'VARCHAR')}'" for c in task.layout["header"])
    return (f"read_csv('{task.file}', header=true, auto_detect=false, delim=',', quote='\"', "
            f"escape='\"', nullstr=['','*'], columns={{{types}}})")


def with_numbers(task, source, number):
    """A query of the columns that are needed; `number` makes text of a score or level a number."""
    numbers = [task.layout["columns"][key] for key in ("score", "level")]
    shown = ", ".join(f"{number.format(c)} AS {c}" if c in numbers else c
                      for c in jobs.columns_of(task.layout))
    return f"(SELECT {shown} FROM {source})"


def duckdb(task):
    command = ["node", script("peer_duckdb.mjs"), task.threads]
    sql = json.dumps([jobs.query(task.job, "duckdb", task.layout, duckdb_source(task))])
    found = [Program("duckdb", command + [task.out("duckdb")], sql, task.out("duckdb"), NODE)]
    if task.job == "J2":
        found.append(Program("duckdb-checksum", command + ["checksum"], sql, env=NODE))
    return found


def duckdb_chain(task):
    out = task.out("duckdb-chain")
    return [Program("duckdb-chain", ["node", script("peer_duckdb.mjs"), task.threads, out],
                    json.dumps(jobs.chain(task.layout, duckdb_source(task))), out, NODE)]


def clickhouse(task):
    columns = ", ".join(f"{c} String" for c in task.layout["header"])
    source = with_numbers(task, f"file('{task.file}', 'CSVWithNames', '{columns}')",
                          "toInt32OrNull({0})")
    out = task.out("clickhouse")
    return [Program("clickhouse", ["node", script("peer_clickhouse.cjs"), task.threads, out],
                    json.dumps([jobs.query(task.job, "clickhouse", task.layout, source)]), out, NODE)]


def datatable(task):
    out = task.out("datatable")
    command = ["Rscript", script("peer_datatable.R"), task.job, task.file, task.threads, out,
               task.layout_name]
    # Threads that wait for a turn in a loop would count as work where others use the machine.
    return [Program("datatable", command, out=out, env={"OMP_WAIT_POLICY": "passive"})]


def polars(task):
    columns = task.layout["columns"]
    out = task.out("polars")
    plan = {"columns": task.layout["header"], "numbers": [columns["score"], columns["level"]],
            "rows": jobs.rows_of(task.layout, "t"), "keys": jobs.KEYS,
            "sets": jobs.sets_of(task.job)}
    return [Program("polars", ["node", script("peer_polars.cjs"), task.job, task.file, out],
                    json.dumps(plan), out, {**NODE, "POLARS_MAX_THREADS": task.threads})]


def miller(task):
    columns = task.layout["columns"]
    out = task.out("miller")
    needed = jobs.sets_of(task.job)[0] + ["score", "level"]
    renames = ",".join(f"{columns[key]},{key}" for key in needed if columns[key] != key)
    env = {"GOMAXPROCS": task.threads, "WORDS": jobs.words_of(task.layout),
           "HISPANIC": task.layout["hispanic"] or ""}
    return [Program("miller", ["sh", script("peer_miller.sh"), task.file, out,
                               ",".join(jobs.columns_of(task.layout)), renames], out=out, env=env)]


def sqlite(task):
    columns = task.layout["columns"]
    numbers = (columns["score"], columns["level"])
    types = ", ".join(f"{c} {'INTEGER' if c in numbers else 'TEXT'}" for c in task.layout["header"])
    source = with_numbers(task, "t", "nullif(nullif({0}, ''), '*')")
    sql = jobs.of_sums(task.job, jobs.query(task.job, "sqlite", task.layout, source))
    out = task.out("sqlite")
    return [Program("sqlite", ["sh", script("peer_sqlite.sh"), task.file, out, types], sql, out)]


def awk(task):
    columns = task.layout["columns"]
    out = task.out("awk")
    given = {"out": out, "hispanic": task.layout["hispanic"] or "",
             "columns": ",".join(f"{key}={name}" for key, name in columns.items()),
             "words": jobs.words_of(task.layout)}
    command = ["mawk", "-f", script("peer_awk.awk")]
    for name, value in given.items():
        command += ["-v", f"{name}={value}"]
    return [Program("awk", command + [task.file], out=out)]


NODE = {"NPMDIR": NPMDIR}


def loads(package):
    """Whether node loads a package of NPMDIR, with the part of it that is for this machine."""
    path = os.path.join(NPMDIR, "node_modules", package)
    return os.path.isdir(path) and shutil.which("node") and subprocess.run(
        ["node", "-e", "require(process.argv[1])", path], capture_output=True).returncode == 0


def has_datatable():
    return shutil.which("Rscript") and subprocess.run(
        ["Rscript", "-e", "library(data.table)"], capture_output=True).returncode == 0


def npm(packages):
    return f"npm install --prefix {NPMDIR} {packages}"


# Optional packages, which hold nodejs-polars' own library, have to be named where npm leaves them out.
PEERS = [
    Peer("duckdb", ("J1", "J2", "J3"), lambda: loads("@duckdb/node-api"), npm("@duckdb/node-api"),
         duckdb),
    Peer("duckdb-chain", ("J2",), lambda: loads("@duckdb/node-api"), npm("@duckdb/node-api"),
         duckdb_chain),
    Peer("clickhouse", ("J1", "J2", "J3"), lambda: loads("chdb"), npm("chdb"), clickhouse),
    Peer("datatable", ("J1", "J2"), has_datatable, "apt-get install r-cran-data.table", datatable),
    Peer("polars", ("J1", "J2"), lambda: loads("nodejs-polars"),
         npm("nodejs-polars nodejs-polars-linux-x64-gnu"), polars),
    Peer("miller", ("J1",), lambda: shutil.which("mlr"), "apt-get install miller", miller, True),
    Peer("sqlite", ("J1",), lambda: shutil.which("sqlite3"), "apt-get install sqlite3", sqlite, True),
    Peer("awk", ("J1",), lambda: shutil.which("mawk"), "apt-get install mawk", awk, True),
]
NAMES = [peer.name for peer in PEERS]
