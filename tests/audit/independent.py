"""The audit against another solver: independent.py STRATA --regions N [--cells N]

For made-up regions (region.py) lp_solve finds the least and the greatest whole number of every
hidden cell, one question after the other, without any of the shortcuts of strata audit. Exact and
narrow cells must have the same interval, safe ones one that is wide enough. Skipped (77) without
lp_solve, which is of Debian's package lp-solve.
"""
import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile

import region

WIDTH = 4
SKIPPED = 77


def shapes(count):
    """Small regions of several shapes, dense and sparse, plainly hidden and not."""
    for seed in range(1, count + 1):
        words = ["x", "--seed", str(seed), "--schools", str(2 + seed % 4), "--districts",
                 str(1 + seed % 2), "--races", str(2 + seed % 3), "--levels", str(2 + seed % 2),
                 "--size", str(2.2 + seed % 5 * 0.4), "--small", str(4 + seed % 7)]
        yield region.arguments(words + (["--plain"] if seed % 9 == 0 else []))


def model(made, hidden):
    """Constraints of lp_solve's format, one for each sum with hidden cells, and the declarations."""
    number = {name: at for at, name in enumerate(sorted(hidden))}
    lines = []
    for total, parts in made.sums:
        known = made.count[total] if total not in hidden else 0
        terms = [f"-1 x{number[total]}"] if total in hidden else []
        for part in parts:
            if part in hidden:
                terms.append(f"+1 x{number[part]}")
            else:
                known -= made.count[part]
        if terms:
            lines.append(f"R{len(lines)}: {' '.join(terms)} = {known};")
    names = ", ".join(f"x{at}" for at in number.values())
    return number, "\n".join(lines) + f"\nint {names};\n"


def ask(direction, column, rules):
    """Least or greatest value of a column, None if there is no limit."""
    run = subprocess.run(["lp_solve", "-S3"], input=f"{direction}: x{column};\n{rules}",
                         capture_output=True, text=True, check=False)
    if "unbounded" in run.stdout:
        return None
    for line in run.stdout.splitlines():
        if line.startswith("Value of objective function:"):
            return round(float(line.split(":")[1]))
    raise RuntimeError(run.stdout)


def audited(strata, made, hidden):
    """{cell: (lo, hi, verdict)} as strata says."""
    with tempfile.TemporaryDirectory() as folder:
        made.write(folder, hidden)
        run = subprocess.run([strata, "audit", "--quiet", "--cells", "cells.csv", "--links",
                              "links.csv", "-o", "bounds.csv"], cwd=folder, capture_output=True,
                             text=True, check=False)
        if run.returncode not in (0, 5):
            raise RuntimeError(run.stderr)
        with open(os.path.join(folder, "bounds.csv"), encoding="utf-8") as file:
            return {row["cell_id"]: (int(row["lo"]), int(row["hi"]) if row["hi"] else None,
                                     row["verdict"]) for row in csv.DictReader(file)}


def wrong(found, least, most):
    """What is wrong with a finding, or None."""
    lo, hi, verdict = found
    is_wide = most is None or most - least >= WIDTH
    expected = "safe" if is_wide else ("exact" if most == least else "narrow")
    if verdict != expected:
        return f"{verdict}, expected {expected}"
    if lo > least or (hi is not None and (most is None or hi < most)):
        return "a possible value is ruled out"
    return "a narrower interval" if not is_wide and (lo, hi) != (least, most) else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("strata")
    parser.add_argument("--regions", type=int, default=2)
    parser.add_argument("--cells", type=int, default=10**9, help="at most so many of each region")
    given = parser.parse_args()
    if shutil.which("lp_solve") is None:
        print("there is no lp_solve")
        return SKIPPED
    problems = 0
    verdicts = {}
    for shape in shapes(given.regions):
        made = region.Region(shape, shape.seed)
        hidden = made.hide(shape.small, shape.plain)
        number, rules = model(made, hidden)
        found = audited(os.path.abspath(given.strata), made, hidden)
        for name in sorted(hidden)[:given.cells]:
            least, most = ask("min", number[name], rules), ask("max", number[name], rules)
            problem = wrong(found[name], least, most)
            verdicts[found[name][2]] = verdicts.get(found[name][2], 0) + 1
            if problem:
                problems += 1
                print(f"seed {shape.seed} {name}: {found[name]}, lp_solve {least}..{most}: {problem}")
    print(f"{given.regions} regions, {verdicts}, {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
