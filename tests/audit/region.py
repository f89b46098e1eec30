"""A made-up region as a stranger sees it: region.py FOLDER [--schools N] [--seed N] [...]

Schools in districts in a state; in each, students by one of seven races and by English learners or
not (--crosses: by both), each by five levels, with all totals: 60 cells a place (144). Counts below
--small are hidden, then, as districts do, in every sum with one hidden number the next smallest,
until there is none (--plain: only the small ones). Writes cells.csv, links.csv and truth.csv.
"""
import argparse
import os
import random


def split(rng, total, weights):
    """total students into as many counts as there are weights, by chance."""
    counts = [0] * len(weights)
    for choice in rng.choices(range(len(weights)), weights, k=total):
        counts[choice] += 1
    return counts


def school_cells(rng, size, races, levels):
    """{(race, el, level): students} of one school."""
    mix = [rng.gammavariate(share, 1) + 1e-9 for share in races]
    cells = {}
    for race, count in enumerate(split(rng, size, mix)):
        share = rng.uniform(0.02, 0.4)
        for learner, part in enumerate(split(rng, count, [share, 1 - share])):
            skew = [rng.gammavariate(2, 1) for _ in range(levels)]
            for level, students in enumerate(split(rng, part, skew)):
                cells[race, learner, level] = students
    return cells


class Region:
    """Cells by name with their counts, and which add up."""

    def __init__(self, shape, seed):
        self.rng = random.Random(seed)
        self.shape = shape
        self.count = {}
        self.part = {}
        self.sums = []  # (total, [parts])
        schools = []
        for number in range(shape.schools):
            district = number % shape.districts
            schools.append((f"d{district}", f"d{district}s{number}"))
        self.places = [("", "st")] + [("st", f"d{one}") for one in range(shape.districts)] + schools
        for _, school in schools:
            self.add_school(school)
        self.add_up([f"d{one}" for one in range(shape.districts)])
        self.add_up(["st"])
        for _, place in self.places:
            self.add_margins(place)

    def rows(self):
        """Groups of each table: the total and its parts."""
        races = [f"r{one}" for one in range(self.shape.races)]
        tables = [["all"] + races, ["all", "el", "en"]]
        if self.shape.crosses:
            tables += [[race, f"{race}el", f"{race}en"] for race in races]
            tables += [[one] + [f"{race}{one}" for race in races] for one in ("el", "en")]
        return tables

    def levels(self):
        return ["n"] + [f"l{one}" for one in range(self.shape.levels)]

    def names(self):
        """Cells of one place."""
        groups = list(dict.fromkeys(group for table in self.rows() for group in table))
        return [(group, level) for group in groups for level in self.levels()]

    def add_school(self, school):
        races = [4, 3, 1.2, 0.8, 0.4, 0.3, 0.2][:self.shape.races]
        size = max(3, int(self.rng.lognormvariate(self.shape.size, 0.6)))
        cells = school_cells(self.rng, size, races, self.shape.levels)
        for group, level in self.names():
            self.count[f"{school}.{group}.{level}"] = 0
        for (race, learner, level), students in cells.items():
            status = ("el", "en")[learner]
            crosses = [f"r{race}{status}"] if self.shape.crosses else []
            for group in ["all", f"r{race}", status] + crosses:
                for column in ("n", f"l{level}"):
                    self.count[f"{school}.{group}.{column}"] += students

    def add_up(self, places):
        for place in places:
            below = [child for parent, child in self.places if parent == place]
            for group, level in self.names():
                parts = [f"{child}.{group}.{level}" for child in below]
                self.count[f"{place}.{group}.{level}"] = sum(self.count[part] for part in parts)
                if parts:
                    self.sums.append((f"{place}.{group}.{level}", parts))

    def add_margins(self, place):
        levels = self.levels()
        for group in dict.fromkeys(one for table in self.rows() for one in table):
            self.sums.append((f"{place}.{group}.n",
                              [f"{place}.{group}.{level}" for level in levels[1:]]))
        for table in self.rows():
            for level in levels:
                self.sums.append((f"{place}.{table[0]}.{level}",
                                  [f"{place}.{group}.{level}" for group in table[1:]]))

    def hide(self, small, plain):
        """The names of hidden cells."""
        hidden = {name for name, students in self.count.items() if students < small}
        uses = {}
        for number, (total, parts) in enumerate(self.sums):
            for name in [total] + parts:
                uses.setdefault(name, []).append(number)
        todo = [] if plain else list(range(len(self.sums)))
        while todo:
            number = todo.pop()
            members = [self.sums[number][0]] + self.sums[number][1]
            if sum(name in hidden for name in members) != 1:
                continue
            shown = [name for name in members if name not in hidden]
            nearest = min(shown, key=lambda name: (self.count[name], name))
            hidden.add(nearest)
            todo.extend(uses[nearest])
        return hidden

    def write(self, folder, hidden):
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "cells.csv"), "w", encoding="utf-8") as file:
            file.write("cell_id,value,part\n")
            for name, students in self.count.items():
                shown = "" if name in hidden else students
                file.write(f"{name},{shown},{name.split('.')[0].split('s')[0] or 'st'}\n")
        with open(os.path.join(folder, "links.csv"), "w", encoding="utf-8") as file:
            file.write("eq_id,total_cell,part_cell\n")
            for number, (total, parts) in enumerate(self.sums):
                file.writelines(f"e{number},{total},{part}\n" for part in parts)
        with open(os.path.join(folder, "truth.csv"), "w", encoding="utf-8") as file:
            file.write("cell_id,value\n")
            file.writelines(f"{name},{students}\n" for name, students in self.count.items())


def arguments(words=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--schools", type=int, default=10)
    parser.add_argument("--districts", type=int)
    parser.add_argument("--races", type=int, default=7)
    parser.add_argument("--levels", type=int, default=5)
    parser.add_argument("--size", type=float, default=4.2, help="mean of the log of a school's size")
    parser.add_argument("--small", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--crosses", action="store_true", help="races by learners too")
    shape = parser.parse_args(words)
    if shape.districts is None:
        shape.districts = max(2, shape.schools // 10)
    return shape


def main():
    shape = arguments()
    region = Region(shape, shape.seed)
    hidden = region.hide(shape.small, shape.plain)
    region.write(shape.folder, hidden)
    print(f"{len(region.count)} cells, {len(hidden)} hidden, {len(region.sums)} sums")


if __name__ == "__main__":
    main()
