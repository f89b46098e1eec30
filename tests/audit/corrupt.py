"""Certificates that were tampered with: corrupt.py STRATA CERTIFY --count N

A certificate of a made-up region is accepted; then so many changed ones, each of which no longer
says the truth (most with a new digest at the end), must be refused with exit 3.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile

import region

REFUSED = 3


def digest(text):
    """FNV-1a of 64 bits."""
    value = 14695981039346656037
    for byte in text.encode():
        value = (value ^ byte) * 1099511628211 % 2**64
    return value


def sealed(rows, safe):
    text = "\n".join(rows) + "\n"
    return f"{text}end,,{safe},{digest(text):016x}\n"


def change_value(rng, rows, kind):
    """Another value of a cell: its sums do not hold any more, or it is not possible at all."""
    at = rng.choice([at for at, row in enumerate(rows) if row.startswith(kind)])
    what, name, value, _ = rows[at].split(",")
    rows[at] = f"{what},{name},{int(value) + rng.choice([-9, -2, -1, 1, 2, 3, 100])},"


def drop(rng, rows, kind):
    del rows[rng.choice([at for at, row in enumerate(rows) if row.startswith(kind)])]


def double(rng, rows, kind):
    at = rng.choice([at for at, row in enumerate(rows) if row.startswith(kind)])
    rows.insert(at, rows[at])


def rename(rng, rows):
    first, second = rng.sample([at for at, row in enumerate(rows) if row.startswith("base")], 2)
    rows[first] = ",".join(["base", rows[second].split(",")[1]] + rows[first].split(",")[2:])


def corrupted(rng, rows, safe):
    """The text of a certificate that must be refused."""
    rows = list(rows)
    kind = rng.randrange(10)
    if kind == 0:
        text = sealed(rows, safe)
        at = rng.randrange(len(text) - 1)
        return text[:at] + chr(ord(text[at]) ^ (1 << rng.randrange(3))) + text[at + 1:]
    if kind == 1:
        text = sealed(rows, safe)
        return text[:rng.randrange(len(text) - 1)]
    if kind == 2:
        return sealed(rows, safe + rng.choice([-7, -1, 1, 12]))
    if kind == 3:
        rows[1] = rng.choice(["certificate,,400,none", "certificate,,4,zeros-shown",
                              "certificate,,0,none", "certificate,,-1,none", "certificate,,4,all"])
    elif kind in (4, 5):
        change_value(rng, rows, "base")
    elif kind in (6, 7):
        change_value(rng, rows, "cell")
    elif kind == 8:
        rng.choice([drop, double])(rng, rows, rng.choice(["base", "cell"]))
    else:
        rename(rng, rows)
    return sealed(rows, safe)


def check(certify, folder, text):
    with open(os.path.join(folder, "tampered.csv"), "w", encoding="latin-1") as file:
        file.write(text)
    run = subprocess.run([certify, "cells.csv", "links.csv", "tampered.csv"], cwd=folder,
                         capture_output=True, text=True, check=False)
    return run.returncode, run.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("strata")
    parser.add_argument("certify")
    parser.add_argument("--count", type=int, default=200)
    given = parser.parse_args()
    strata, certify = os.path.abspath(given.strata), os.path.abspath(given.certify)
    rng = random.Random(1)
    problems = 0
    with tempfile.TemporaryDirectory() as folder:
        shape = region.arguments(["x", "--schools", "4", "--races", "3", "--levels", "3"])
        made = region.Region(shape, 1)
        made.write(folder, made.hide(10, False))
        subprocess.run([strata, "audit", "--quiet", "--cells", "cells.csv", "--links", "links.csv",
                        "-o", "bounds.csv", "--certificates", "certificate.csv"], cwd=folder,
                       capture_output=True, check=False)
        with open(os.path.join(folder, "certificate.csv"), encoding="utf-8") as file:
            text = file.read()
        code, _ = check(certify, folder, text)
        if code not in (0, 5):
            print("a good certificate is refused")
            return 1
        *rows, last = text.splitlines()
        safe = int(last.split(",")[2])
        for number in range(given.count):
            code, err = check(certify, folder, corrupted(rng, rows, safe))
            if code != REFUSED or "error:" not in err:
                problems += 1
                print(f"corruption {number}: exit {code}, expected {REFUSED}")
    print(f"{given.count} corruptions, {problems} accepted")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
