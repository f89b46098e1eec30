"""What strata protects, audited by another solver: protected.py STRATA --regions N [--cells N]

Made-up regions (region.py) of 3 to 40 schools, with and without crosses, sparse and dense, under
several rules of what is small, are protected by strata protect --cells --links. Of what it
publishes a stranger knows the sums: lp_solve finds whole tables that fit them, which are added up
here, and every hidden cell must have two that set it WIDTH or more apart; of one in a hundred it may
take too long to find them. strata audit must say so too. Cells that are small must be hidden, and
shown ones must be true. A region of which nothing can be published safely (exit 5) must leave no
file. Skipped (77) without lp_solve.
"""
import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

import independent
import region

WIDTH = 4
REFUSED = 5
SECONDS = 20  # for one question
RULES = [(1, 2), (0, 4), (1, 9), (0, 9)]  # counts that are small


def shapes(count):
    """Every tenth has up to 40 schools."""
    for seed in range(1, count + 1):
        rng = random.Random(seed)
        schools = rng.randint(10, 40) if seed % 10 == 0 else rng.randint(3, 8)
        words = ["x", "--seed", str(seed), "--schools", str(schools), "--districts",
                 str(rng.randint(1, 3)), "--races", str(rng.randint(3, 7)), "--levels",
                 str(rng.randint(3, 5)), "--size", str(rng.uniform(2.5, 5))]
        yield region.arguments(words + (["--crosses"] if rng.random() < 0.3 else [])), rng.choice(RULES)


def ask_strata(strata, folder, command, *words):
    run = subprocess.run([strata, command, "--quiet", "--links", "links.csv", *words], cwd=folder,
                         capture_output=True, text=True, check=False)
    if run.returncode not in (0, REFUSED):
        raise RuntimeError(run.stderr)
    return run.returncode


def protect(strata, made, rule):
    """The names of hidden cells, None if nothing was published; and what is wrong."""
    small = {name for name, students in made.count.items() if rule[0] <= students <= rule[1]}
    with tempfile.TemporaryDirectory() as folder:
        made.write(folder, set())
        with open(os.path.join(folder, "all.csv"), "w", encoding="utf-8") as file:
            file.write("cell_id,value,primary\n")
            file.writelines(f"{name},{students},{int(name in small)}\n"
                            for name, students in made.count.items())
        published = os.path.join(folder, "published.csv")
        if ask_strata(strata, folder, "protect", "--cells", "all.csv", "-o", published) == REFUSED:
            return None, ["refused, but there is a file"] if os.path.exists(published) else []
        with open(published, encoding="utf-8") as file:
            shown = {row["cell_id"]: row["value"] for row in csv.DictReader(file)}
        problems = [f"{name} is small and shown" for name in small if shown[name] != ""]
        problems += [f"{name} is {value}" for name, value in shown.items()
                     if value not in ("", str(made.count[name]))]
        if ask_strata(strata, folder, "audit", "--cells", published, "-o", "bounds.csv") != 0:
            problems.append("strata audit finds a cell that is not safe")
    return {name for name, value in shown.items() if value == ""}, problems


def solve(question, *options):
    """The table that answers a question, {column: value}, to whole numbers; {}: none was found. And
    whether it took too long, so that there may be a better one."""
    run = subprocess.run(["lp_solve", "-S4", "-timeout", str(SECONDS), *options], input=question,
                         capture_output=True, text=True, check=False)
    table = {}
    for line in run.stdout.splitlines():
        words = line.split()
        if len(words) == 2 and words[0][0] == "x" and words[0][1:].isdigit():
            table[int(words[0][1:])] = round(float(words[1]))
    return table, "sub-optimal" in run.stdout or not table


def fits(made, table):
    """Whether every sum holds, in whole numbers; what is not in the table is as it was."""
    def value(name):
        return table.get(name, made.count[name])
    return min(table.values()) >= 0 and all(
        value(total) == sum(value(part) for part in parts) for total, parts in made.sums)


def near(made, name, hidden):
    """Hidden cells around one, more and more: a table that changes only these fits no less."""
    above = dict((place, parent) for parent, place in made.places)
    place = name.split(".")[0]
    district = place if above[place] == "st" else above[place] or "d0"
    schools = [school for school, parent in above.items() if parent == district]
    others = [school for school in schools if school != place]
    for more in (others[:1], others[:2], others[1:5], schools):
        places = {"st", district, place, *more}
        yield {cell for cell in hidden if cell.split(".")[0] in places}
    yield hidden


class Tables:
    """Between what the hidden cells of a region are in the tables that lp_solve found."""

    def __init__(self, made, hidden):
        self.made = made
        self.hidden = hidden
        self.least = {name: made.count[name] for name in hidden}
        self.most = dict(self.least)
        self.asked = 0
        self.unsure = set()  # cells of which a question took too long

    def is_open(self, name):
        return self.most[name] - self.least[name] >= WIDTH

    def ask(self, direction, name, cells, options):
        number, rules = independent.model(self.made, cells)
        if direction == "max":  # more than enough is not asked for
            rules = f"x{number[name]} <= {self.least[name] + WIDTH};\n{rules}"
        self.asked += 1
        found, is_late = solve(f"{direction}: x{number[name]};\n{rules}", *options)
        if is_late:
            self.unsure.add(name)
        self.note({cell: found[column] for cell, column in number.items() if column in found})

    def note(self, table):
        if table and fits(self.made, table):
            for cell, value in table.items():
                self.least[cell] = min(self.least[cell], value)
                self.most[cell] = max(self.most[cell], value)

    def look(self, name):
        """Halves are allowed first, which is quicker, and often there are none."""
        for options in (["-noint"], []):
            for cells in near(self.made, name, self.hidden):
                for direction in ("max", "min"):
                    if not self.is_open(name):
                        self.ask(direction, name, cells, options)


def not_shown_safe(made, hidden, most):
    """Of `most` hidden cells by chance those without two tables so far apart, how many more there
    are of which lp_solve could not say in time, and how often it was asked."""
    tables = Tables(made, hidden)
    names = made.rng.sample(sorted(hidden), min(most, len(hidden)))
    for name in names:
        tables.look(name)
    left = [name for name in names if not tables.is_open(name)]
    unsafe = [f"{name} is {tables.least[name]} to {tables.most[name]}" for name in left
              if name not in tables.unsure]
    return unsafe, len(left) - len(unsafe), tables.asked


def finds_leaks():
    """Whether of a region in which only small cells are hidden, as many do, some are called unsafe."""
    made = region.Region(region.arguments(["x", "--schools", "3", "--races", "3", "--levels", "3"]), 1)
    return not_shown_safe(made, made.hide(10, True), 5)[0] != []


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("strata")
    parser.add_argument("--regions", type=int, default=2)
    parser.add_argument("--cells", type=int, default=10**9, help="at most so many of each region")
    parser.add_argument("--from", type=int, default=1, dest="first")
    given = parser.parse_args()
    if shutil.which("lp_solve") is None:
        print("there is no lp_solve")
        return independent.SKIPPED
    strata = os.path.abspath(given.strata)
    regions = cells = asked = refused = unsure = wrong = 0
    if not finds_leaks():
        print("cells that were hidden plainly are not found to be unsafe")
        return 1
    for shape, rule in list(shapes(given.regions))[given.first - 1:]:
        made = region.Region(shape, shape.seed)
        start = time.monotonic()
        hidden, problems = protect(strata, made, rule)
        seconds = time.monotonic() - start
        if hidden is None:
            refused += 1
            hidden = set()
        unsafe, late, questions = not_shown_safe(made, hidden, given.cells)
        regions, asked = regions + 1, asked + questions
        cells += min(len(hidden), given.cells)
        unsure += late
        wrong += len(problems) + len(unsafe)
        for problem in problems + unsafe:
            print(f"seed {shape.seed}: {problem}")
        print(f"{shape.seed}: {len(made.count)} cells, {len(hidden)} hidden, {seconds:.1f} s, "
              f"{questions} questions, {time.monotonic() - start - seconds:.1f} s", flush=True)
    print(f"{regions} regions, {refused} refused, {cells} hidden cells, {asked} questions to lp_solve, "
          f"{unsure} not answered in time, {wrong} problems")
    return 1 if wrong or unsure * 100 > cells or refused * 10 > regions else 0


if __name__ == "__main__":
    sys.exit(main())
