"""What samples of published files are made with: a table of columns, and the facts beside it."""
from samples_truth import bounds, percent

FACT = ("year", "entity_level", "county", "lea", "school", "subject", "grade", "group", "variable",
        "stat", "cut", "n_enrolled", "n_tested", "n_scored", "levels", "score_sum", "score_sumsq",
        "value", "lo", "hi", "status")


class Facts:
    """What must come out of a sample. What a fact does not name is not compared."""

    def __init__(self):
        self.rows = []

    def add(self, r, **known):
        row = {"year": r.year, "entity_level": r.level, "county": r.county, "lea": r.lea,
               "school": r.school, "subject": r.subject, "grade": r.grade, "group": r.group}
        row.update(known)
        self.rows.append({name: str(row.get(name, "-")) for name in FACT})

    def counts(self, r, levels=True, **known):
        if levels:
            known.setdefault("levels", "|".join(map(str, r.levels)))
        self.add(r, stat="", cut="", status="ok", **known)

    def tested(self, r, levels=True, **known):
        self.counts(r, levels, n_tested=r.n, n_scored=r.n, **known)

    def hidden(self, r, stat="", cut="", **known):
        self.add(r, stat=stat, cut=cut, value="", status="suppressed", **known)

    def number(self, r, stat, cut, printed, **known):
        lo, hi = bounds(printed, stat in ("pct", "share"))
        self.add(r, stat=stat, cut=cut, value=printed, lo=lo, hi=hi, status="ok", **known)

    def range(self, r, stat, cut, lo, hi, **known):
        self.add(r, stat=stat, cut=cut, value="", lo=lo, hi=hi, status="ok", **known)

    def shares(self, r, decimals):
        for level, count in enumerate(r.levels, 1):
            self.number(r, "share", level, percent(count, r.n, decimals))

    def cut(self, r, cut, decimals):
        self.number(r, "pct", cut, percent(r.at_or_above(cut), r.n, decimals))


def text(rows, delimiter=",", end="\n", quote=False, encoding="utf-8"):
    """Rows as bytes of a delimited file."""
    def cell(x):
        x = str(x)
        if quote or delimiter in x or '"' in x or "\n" in x:
            return '"' + x.replace('"', '""') + '"'
        return x
    return "".join(delimiter.join(map(cell, row)) + end for row in rows).encode(encoding)


def columns(table):
    """The header of a table of (header, function of a result) pairs, and its rows."""
    return [name for name, _ in table], lambda r: [make(r) for _, make in table]


def swap(names):
    """The code of a group, from a table of codes."""
    return {group: code for code, group in names.items()}
