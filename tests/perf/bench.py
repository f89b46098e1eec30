"""bench.py STRATA FILE LAYOUT [--runs N] [--jobs J1,J2] [--peers a,b]: strata and every peer that is
installed, on the same file, in turns, in one run. Prints the machine, then a line for each job and program: how
often it ran (slow peers once), median wall and cpu seconds, peak memory, rows a second, and how many times
strata's wall time it took; at the end which peers were not found and how to get them. The answers of all
are compared with strata's, cell by cell, unless --no-check is given."""
import argparse
import os
import platform
import subprocess
import sys
import tempfile

import jobs
from peers import HERE, NAMES, PEERS, Task
from program import Program


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("strata")
    parser.add_argument("file")
    parser.add_argument("layout", choices=jobs.LAYOUTS)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--jobs", type=lambda text: text.split(","), default=["J1", "J2"])
    parser.add_argument("--peers", type=lambda text: text.split(","), default=NAMES,
                        help="of " + ",".join(NAMES))
    parser.add_argument("--no-check", action="store_true")
    args = parser.parse_args()
    for name in args.peers:
        if name not in NAMES:
            parser.error(f"no peer '{name}'; there are {', '.join(NAMES)}")
    return args


def find_peers(names):
    """The peers of these names that are installed, and those that are not."""
    found, absent = [], []
    for peer in PEERS:
        if peer.name in names:
            (found if peer.is_there() else absent).append(peer)
    return found, absent


def strata_of(args, job, folder, more, name):
    out = os.path.join(folder, f"{name}.csv")
    schema = ["--schema", os.path.join(HERE, "students.json")] if args.layout == "students" else []
    return Program(name, [args.strata, "cells", args.file, "--quiet", "--groups", "recorded",
                          "-j", str(args.threads), "-o", out] + schema + jobs.STRATA[job] + more,
                   out=out)


def all_of_strata(args, job, folder):
    ours = [strata_of(args, job, folder, ["--stats"], "strata")]
    if job != "J3":  # the stream has no quantiles
        ours.append(strata_of(args, job, folder, [], "strata-stream"))
        ours.append(strata_of(args, job, folder, ["--totals"], "strata-totals"))
    return ours


def run_in_turns(args, ours, theirs):
    """`theirs` are pairs of a peer and a program; one that fails is not run again, strata must not."""
    failed = set()
    for turn in range(args.runs):
        for program in ours:
            program.run()
        for peer, program in theirs:
            if program in failed or (turn > 0 and peer.is_slow):
                continue
            try:
                program.run()
            except RuntimeError as why:
                print(f"{program.name}: {why}", file=sys.stderr)
                failed.add(program)
    return failed


def show(job, programs, rows, unit):
    for program in programs:
        wall, cpu, memory = (program.median(at) for at in range(3))
        print(f"{job:4} {program.name:16} {len(program.runs):4} {wall:8.2f} {cpu:8.2f} {memory:7.0f} "
              f"{rows / wall / 1e6:8.2f} {wall / unit:7.1f}", flush=True)


def canon(who, job, layout, table, out):
    with open(table) as source, open(out + ".raw", "w") as raw:
        subprocess.run([sys.executable, os.path.join(HERE, "canon.py"), who, job, layout],
                       stdin=source, stdout=raw, check=True)
    subprocess.run(["sort", "-o", out, out + ".raw"], env={**os.environ, "LC_ALL": "C"}, check=True)
    os.unlink(out + ".raw")


def agree(job, name, ours, theirs, tolerance):
    print(f"{job}: strata against {name}: ", end="", flush=True)
    return subprocess.run([sys.executable, os.path.join(HERE, "compare.py"), ours, theirs,
                           tolerance]).returncode == 0


def check(args, job, folder, ours, theirs):
    """What strata prints against the exact sums of its stream, and these against every peer's figures. J3
    has no stream: there a peer's figures are compared with what is printed."""
    printed, exact, other = (os.path.join(folder, name + ".lines")
                             for name in ("printed", "exact", "other"))
    good = True
    canon("stats", job, args.layout, ours[0].out, printed)
    if len(ours) > 1:
        canon("cells", job, args.layout, ours[1].out, exact)
        good &= agree(job, "its own exact sums", printed, exact, "d4")
    for program in theirs:
        canon("peer", job, args.layout, program.out, other)
        against = (exact, other, "1e-9") if len(ours) > 1 else (printed, other, "d4")
        good &= agree(job, program.name, *against)
        os.unlink(program.out)
    return good


def count_rows(path):
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1


def show_machine(args):
    model = ""
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if "model name" in line), "")
    print(f"machine: {model or platform.machine()}, {os.cpu_count()} processors, "
          f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') >> 30} GiB; "
          f"load {os.getloadavg()[0]:.1f}; {args.threads} threads, medians of the runs")


def do_job(args, job, peers, rows):
    """Whether everybody ran and agrees."""
    with tempfile.TemporaryDirectory() as folder:
        task = Task(job, jobs.LAYOUTS[args.layout], args.layout, args.file, str(args.threads), folder)
        ours = all_of_strata(args, job, folder)
        theirs = [(peer, program) for peer in peers if job in peer.jobs
                  for program in peer.programs(task)]
        failed = run_in_turns(args, ours, theirs)
        ran = [program for _, program in theirs if program not in failed]
        show(job, ours + ran, rows, ours[0].median(0))
        good = not failed
        if not args.no_check:
            good &= check(args, job, folder, ours, [program for program in ran if program.out])
    return good


def main():
    args = arguments()
    peers, absent = find_peers(args.peers)
    rows = count_rows(args.file)
    show_machine(args)
    print(f"{args.file}: {rows} rows, {os.path.getsize(args.file)} bytes")
    print(f"{'job':4} {'program':16} {'runs':>4} {'wall s':>8} {'cpu s':>8} {'MB':>7} {'Mrows/s':>8} "
          f"{'ratio':>7}")
    results = [do_job(args, job, peers, rows) for job in args.jobs]
    for peer in absent:
        print(f"not found: {peer.name}; to get it: {peer.get}")
    return 0 if all(results) else 1


sys.exit(main())
