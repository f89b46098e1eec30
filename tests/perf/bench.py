"""bench.py STRATA FILE LAYOUT [--runs N] [--jobs J1,J2] [--peers a,b]: strata and every peer that is
installed, on the same file, in turns, in one run. Prints the machine, then a line for each job and program: median
wall and cpu seconds, peak memory, rows a second, and how many times strata's wall time it took. The answers
of DuckDB are compared with strata's, cell by cell, unless --no-check is given."""
import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import jobs

HERE = os.path.dirname(os.path.abspath(__file__))


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("strata")
    parser.add_argument("file")
    parser.add_argument("layout", choices=jobs.LAYOUTS)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--jobs", default="J1,J2")
    parser.add_argument("--peers", default="duckdb,duckdb-chain,clickhouse,datatable")
    parser.add_argument("--no-check", action="store_true")
    return parser.parse_args()


def timed(command, stdin=None):
    """Wall and cpu seconds and peak memory in MB of a command."""
    before = time.monotonic()
    child = subprocess.Popen(command, stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL)
    if stdin:
        child.stdin.write(stdin.encode())
        child.stdin.close()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - before
    if status != 0:
        raise RuntimeError(f"{command[0]} ended with {status}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


class Program:
    """One way to do a job."""

    def __init__(self, name, command, stdin=None, out=None):
        self.name, self.command, self.stdin, self.out = name, command, stdin, out
        self.runs = []

    def run(self):
        self.runs.append(timed(self.command, self.stdin))

    def median(self, at):
        return statistics.median(run[at] for run in self.runs)


def has_node(package):
    folder = os.environ.get("NPMDIR", "")
    return shutil.which("node") and os.path.isdir(os.path.join(folder, "node_modules", package))


def has_datatable():
    return shutil.which("Rscript") and subprocess.run(
        ["Rscript", "-e", "library(data.table)"], capture_output=True).returncode == 0


def read_csv(layout, path):
    """The file as DuckDB reads it with every type given."""
    numbers = {"scale_score": "INTEGER", "ScaleScore": "INTEGER", "level": "TINYINT",
               "AchievementLevel": "TINYINT", "year": "SMALLINT", "AcademicYear": "SMALLINT"}
    types = ", ".join(f"'{c}': '{numbers.get(c, 'VARCHAR')}'" for c in layout["header"])
    return (f"read_csv('{path}', header=true, auto_detect=false, delim=',', quote='\"', "
            f"escape='\"', nullstr=['','*'], columns={{{types}}})")


def strata_of(args, job, folder, more, name):
    out = os.path.join(folder, f"{name}.csv")
    schema = ["--schema", os.path.join(HERE, "students.json")] if args.layout == "students" else []
    return Program(name, [args.strata, "cells", args.file, "--quiet", "--groups", "recorded",
                          "-j", str(args.threads), "-o", out] + schema + jobs.STRATA[job] + more,
                   out=out)


def peers_of(args, job, folder):
    layout = jobs.LAYOUTS[args.layout]
    wanted = args.peers.split(",")
    node = ["node"]
    threads = str(args.threads)
    found = []
    if "duckdb" in wanted and has_node("@duckdb/node-api"):
        out = os.path.join(folder, "duckdb.csv")
        sql = json.dumps([jobs.query(job, "duckdb", layout, read_csv(layout, args.file))])
        script = os.path.join(HERE, "peer_duckdb.mjs")
        found.append(Program("duckdb", node + [script, threads, out], sql, out))
        if job == "J2":
            found.append(Program("duckdb-checksum", node + [script, threads, "checksum"], sql))
    if "duckdb-chain" in wanted and job == "J2" and has_node("@duckdb/node-api"):
        out = os.path.join(folder, "chain.csv")
        sql = json.dumps(jobs.chain(layout, read_csv(layout, args.file)))
        found.append(Program("duckdb-chain", node + [os.path.join(HERE, "peer_duckdb.mjs"), threads,
                                                     out], sql, out))
    if "clickhouse" in wanted and has_node("chdb"):
        out = os.path.join(folder, "clickhouse.csv")
        columns = ", ".join(f"{c} Nullable(String)" for c in layout["header"])
        for name in ("ScaleScore", "scale_score", "AchievementLevel"):
            columns = columns.replace(f"{name} Nullable(String)", f"{name} Nullable(Int32)")
        source = f"file('{args.file}', 'CSVWithNames', '{columns}')"
        sql = json.dumps([jobs.query(job, "clickhouse", layout, source)])
        found.append(Program("clickhouse", node + [os.path.join(HERE, "peer_clickhouse.cjs"),
                                                   threads, out], sql, out))
    if "datatable" in wanted and job != "J3" and has_datatable():
        out = os.path.join(folder, "datatable.csv")
        found.append(Program("datatable", ["Rscript", os.path.join(HERE, "peer_datatable.R"), job,
                                           args.file, threads, out, args.layout], out=out))
    return found


def canon(who, job, layout, table, out):
    with open(table) as source, open(out + ".raw", "w") as raw:
        subprocess.run([sys.executable, os.path.join(HERE, "canon.py"), who, job, layout],
                       stdin=source, stdout=raw, check=True)
    subprocess.run(["sort", "-o", out, out + ".raw"], env={**os.environ, "LC_ALL": "C"}, check=True)
    os.unlink(out + ".raw")


def check(args, job, ours, theirs, folder):
    pair = [os.path.join(folder, "ours.lines"), os.path.join(folder, "theirs.lines")]
    canon("stats", job, args.layout, ours.out, pair[0])
    canon("duckdb", job, args.layout, theirs.out, pair[1])
    print(f"{job}: strata against {theirs.name}: ", end="", flush=True)
    return subprocess.run([sys.executable, os.path.join(HERE, "compare.py")] + pair +
                          ["d4"]).returncode == 0


def count_rows(path):
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1


def show_machine(args):
    model = ""
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if "model name" in line), "")
    print(f"machine: {model or platform.machine()}, {os.cpu_count()} processors, "
          f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') >> 30} GiB; "
          f"load {os.getloadavg()[0]:.1f}; {args.threads} threads, medians of {args.runs}")


def main():
    args = arguments()
    rows = count_rows(args.file)
    good = True
    show_machine(args)
    print(f"{args.file}: {rows} rows, {os.path.getsize(args.file)} bytes")
    print(f"{'job':4} {'program':16} {'wall s':>8} {'cpu s':>8} {'MB':>7} {'Mrows/s':>8} {'ratio':>7}")
    for job in args.jobs.split(","):
        with tempfile.TemporaryDirectory() as folder:
            ours = [strata_of(args, job, folder, ["--stats"], "strata")]
            if job != "J3":  # the stream has no quantiles
                ours.append(strata_of(args, job, folder, [], "strata-stream"))
                ours.append(strata_of(args, job, folder, ["--totals"], "strata-totals"))
            programs = ours + peers_of(args, job, folder)
            for _ in range(args.runs):
                for program in programs:
                    program.run()
            for program in programs:
                wall, cpu, memory = (program.median(at) for at in range(3))
                print(f"{job:4} {program.name:16} {wall:8.2f} {cpu:8.2f} {memory:7.0f} "
                      f"{rows / wall / 1e6:8.2f} {wall / ours[0].median(0):7.1f}")
            duckdb = next((p for p in programs if p.name == "duckdb"), None)
            if duckdb and not args.no_check:
                good &= check(args, job, ours[0], duckdb, folder)
    return 0 if good else 1


sys.exit(main())
