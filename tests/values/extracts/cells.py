"""Rows of an extract as they lie in the file, and the cells that strata makes of it."""
import collections
import csv
import gzip
import io
import os
import subprocess
import tempfile


def raw(path, encoding="utf-8", delimiter=",", skip=0, line_end=None):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as source:
        text = source.read().decode(encoding)
    if line_end:
        text = text.replace(line_end, "\n")
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))[skip:]
    return rows[0], [r for r in rows[1:] if r]


def dicts(path, **form):
    header, rows = raw(path, **form)
    return [dict(zip(header, r)) for r in rows]


class Cells:
    """The cells of one file, by key, and what the program said about its rows."""

    def __init__(self, program, path, *more):
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "cells.csv")
            done = subprocess.run([program, "cells", path, "--levels", "state,county,lea,school", "-o", out, *more],
                                  capture_output=True, text=True, check=False)
            self.code, self.messages = done.returncode, done.stderr
            self.schema, self.rows = "", []
            if done.returncode == 0:
                with open(out, encoding="utf-8", newline="") as stream:
                    lines = stream.readlines()
                self.schema = [x.split()[1] for x in lines if x.startswith("#schema")][0]
                self.rows = list(csv.DictReader(x for x in lines if not x.startswith("#")))
        self.by_key = {}
        for r in self.rows:
            self.by_key[self.key(r)] = r

    @staticmethod
    def key(r):
        return (int(r["year"]), r["entity_level"], r["lea"], r["school"], r["assessment"], r["subject"],
                r["grade"], r["dim"] + "=" + r["group"], r["stat"], r["cut"])

    def find(self, year, level, lea, school, assessment, subject, grade, group, stat="", cut=""):
        return self.by_key.get((year, level, lea, school, assessment, subject, grade, group, stat,
                                str(cut)), collections.defaultdict(str))


def accounts(messages, path):
    """Rows in, accepted, rejected, out of scope as the program printed them."""
    for line in messages.splitlines():
        if "rows in =" in line and os.path.basename(path) in line:
            words = line.replace("=", " ").replace("+", " ").split(": ")[-1].split()
            return tuple(int(w) for w in words if w.isdigit())
    return None
