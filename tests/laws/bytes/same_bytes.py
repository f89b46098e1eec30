"""Pipe = fused = any row order = merge of any split = any number of threads and any memory: the same SHA-256, over 20
seeds.

The students file is made by the sample generator. A split keeps the rows of a student together, since duplicates
and corrections are resolved before cells are made; everything else about it is random. Seeds are printed with a failure.
"""
import hashlib
import os
import random
import subprocess
import sys
import tempfile

SEEDS = range(1, 21)
BY = ["--by", "all,frl,gender,frl*gender,race", "--levels", "state,lea,school", "--grades", "each,all",
      "--race-scheme", "alone-or-combination", "--keep-masks", "--population", "all_tested,accountability"]


def sha(path):
    with open(path, "rb") as bytes_:
        return hashlib.sha256(bytes_.read()).hexdigest()


def call(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"FAILED: {' '.join(command)}\nended with {done.returncode}\n{done.stderr}")


def pipe(*stages, out):
    """Runs stages joined by pipes; the last one writes the file `out`."""
    running, last = [], None
    for command in stages:
        process = subprocess.Popen(command, stdin=last, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if last is not None:
            last.close()
        last = process.stdout
        running.append(process)
    last.read()
    for process in running:
        message = process.stderr.read().decode()
        if process.wait() != 0:
            sys.exit(f"FAILED: {process.args} in a pipe\n{message}")
    return sha(out)


class Answers:
    """Every way gives two hashes: of the bare cells and of the finished table of gaps."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.key = os.path.join(folder, "key")
        call(program, "key", "new", self.key)

    def path(self, name):
        return os.path.join(self.folder, name)

    def fused(self, *files):
        cells, gaps = self.path("fused.cells"), self.path("fused.csv")
        call(self.program, "cells", "-q", "--bare", *BY, "-o", cells, *files)
        call(self.program, "gaps", "-q", "--internal", *BY, "-o", gaps, *files)
        return sha(cells), sha(gaps)

    def table(self, *files, threads="1", memory="48M"):
        """The achievement table with quantiles, which no stream of cells has."""
        out = self.path("table.csv")
        call(self.program, "cells", "-q", *BY, "--stats", "--quantiles", "10,25,50,75,97.5", "-j", threads,
             "--memory", memory, "-o", out, *files)
        return sha(out)

    def piped(self, file):
        cells, gaps = self.path("piped.cells"), self.path("piped.csv")
        ingest = [self.program, "ingest", "-q", "--key", self.key, file]
        first = pipe(ingest, [self.program, "cells", "-q", "--bare", *BY, "-o", cells], out=cells)
        second = pipe(ingest, [self.program, "cells", "-q", *BY], [self.program, "protect", "-q", "--policy", "none"],
                      [self.program, "gaps", "-q", "--internal"],
                      [self.program, "tables", "-q", "--internal", "-o", gaps], out=gaps)
        return first, second

    def binary(self, file):
        records = self.path("records.rec")
        call(self.program, "ingest", "-q", "--key", self.key, "-o", records, file)
        return self.fused(records)

    def merged(self, parts):
        shards = []
        for at, part in enumerate(parts):
            shards.append(self.path(f"shard{at}.cells"))
            call(self.program, "cells", "-q", *BY, "-o", shards[-1], part)
        cells, whole, gaps = self.path("merged.bare"), self.path("merged.cells"), self.path("merged.csv")
        call(self.program, "merge", "-q", "--bare", "-o", cells, *shards)
        call(self.program, "merge", "-q", "-o", whole, *shards)
        call(self.program, "gaps", "-q", "--internal", "-o", gaps, whole)
        return sha(cells), sha(gaps)


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(header + "".join(rows))
    return path


def split(rows, student, parts, chance):
    """Random parts that keep each student's rows together."""
    home, out = {}, [[] for _ in range(parts)]
    for row in rows:
        who = row.split(",")[student]
        out[home.setdefault(who, chance.randrange(parts))].append(row)
    return [part for part in out if part]


def main():
    program, generate = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        answers = Answers(program, folder)
        source = answers.path("students.csv")
        call(generate, "--students", sys.argv[3], "--years", "2", "--districts", "2", "--seed", "7", source)
        with open(source, encoding="utf-8", newline="") as lines:
            header, *rows = lines.readlines()
        student = header.strip().split(",").index("student")
        expected = answers.fused(source)
        ways = {"pipe": answers.piped(source), "binary records": answers.binary(source)}
        tables = {"records": answers.table(answers.path("records.rec")), "one thread": answers.table(source)}
        for seed in SEEDS:
            chance = random.Random(seed)
            shuffled = rows[:]
            chance.shuffle(shuffled)
            ways[f"shuffled, seed {seed}"] = answers.fused(write(answers.path("shuffled.csv"), header, shuffled))
            parts = split(shuffled, student, chance.randrange(2, 5), chance)
            files = [write(answers.path(f"part{at}.csv"), header, part) for at, part in enumerate(parts)]
            ways[f"merged of {len(files)}, seed {seed}"] = answers.merged(files)
            ways[f"{len(files)} files at once, seed {seed}"] = answers.fused(*files)
            threads, memory = chance.choice("1247"), chance.choice(("1K", "64K", "48M"))
            tables[f"shuffled, seed {seed}, -j {threads}, {memory}"] = answers.table(
                answers.path("shuffled.csv"), threads=threads, memory=memory)
            tables[f"{len(files)} files, seed {seed}, -j {threads}, {memory}"] = answers.table(
                *files, threads=threads, memory=memory)
        ways["shuffled pipe"] = answers.piped(answers.path("shuffled.csv"))
        ten = [write(answers.path(f"ten{at}.csv"), header, part)
               for at, part in enumerate(split(rows, student, 10, random.Random(0)))]
        tables["ten files"] = answers.table(*ten, threads="4")
        wrong = [way for way, got in ways.items() if got != expected]
        wrong += [f"quantiles, {way}" for way, got in tables.items() if got != tables["one thread"]]
        print(f"{len(ways) + len(tables)} ways compared over {len(SEEDS)} seeds, cells {expected[0][:16]}, table "
              f"{expected[1][:16]}, quantiles {tables['one thread'][:16]}")
        sys.exit(f"FAILED: other bytes for {wrong}" if wrong else 0)


main()
