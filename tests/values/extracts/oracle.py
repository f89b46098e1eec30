"""What the checks of real extracts share: running strata, finding rows, and the formulas in plain Python.

The formulas are written from their papers, apart from strata's C, so that both can be wrong only in different ways:
Wilson (1927) for one proportion, Newcombe (1998, method 10) for a difference, weighted least squares with known
variances for a slope.
"""
import csv
import math
import os
import subprocess
import sys
import tempfile
from fractions import Fraction
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)


class Check:
    """Counts comparisons and tells which failed; a check without comparisons fails too."""

    def __init__(self):
        self.done = 0
        self.failed = 0

    def near(self, what, got, expected, tolerance):
        self.done += 1
        try:
            number = float(got)
        except (TypeError, ValueError):
            number = math.nan
        if not abs(number - float(expected)) <= tolerance:
            self.failed += 1
            print(f"FAILED {what}: got {got!r}, expected {float(expected):.12g} +- {tolerance:g}")

    def same(self, what, got, expected):
        self.done += 1
        if got != expected:
            self.failed += 1
            print(f"FAILED {what}: got {got!r}, expected {expected!r}")

    def count(self, what, before, expected):
        """A comparison that falls out, say by a row that is not there, does not go unseen."""
        made = self.done - before
        if made != expected:
            self.failed += 1
            print(f"FAILED {what}: {made} comparisons, expected {expected}")

    def end(self):
        print(f"{self.done} comparisons, {self.failed} failed")
        sys.exit(1 if self.failed or not self.done else 0)


def arguments(folder):
    """The program and the data folder from the command line; ends with 77 where the data are not there."""
    program, data = sys.argv[1], os.path.join(sys.argv[2], folder)
    if not os.path.isdir(data):
        print(f"skipped: {data} is not there")
        sys.exit(77)
    return program, data


def run(program, files, **options):
    """Runs a configuration on files and returns its publication: estimates, issues, accounting as dicts."""
    with tempfile.TemporaryDirectory() as folder:
        config = os.path.join(folder, "job.ini")
        with open(config, "w", encoding="utf-8") as out:
            out.write("[input]\n" + "".join(f"files = {f}\n" for f in files))
            out.write("[analysis]\n" + "".join(f"{k} = {v}\n" for k, v in options.items()))
            out.write("[protect]\npolicy = none\n[output]\ndirectory = published\nformats = csv\n")
        done = subprocess.run([program, "run", config], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(done.stderr)
            print(f"FAILED: strata run ended with {done.returncode}")
            sys.exit(1)
        current = os.path.join(folder, "published", "current")
        return {
            "estimates": read(os.path.join(current, "tables", "estimates.csv")),
            "issues": read(os.path.join(current, "quality", "issues.csv")),
            "accounting": read(os.path.join(current, "quality", "accounting.csv")),
        }


def read(path):
    with open(path, newline="", encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def pick(rows, **values):
    """The one row with these column values; an empty dict if there is none or more than one."""
    found = [r for r in rows if all(r[k] == str(v) for k, v in values.items())]
    if len(found) != 1:
        print(f"note: {len(found)} rows for {values}")
        return dict.fromkeys(rows[0] if rows else [], None)
    return found[0]


def wilson(percent, n):
    """Wilson's score interval in percent."""
    p = float(percent) / 100
    centre = p + Z95**2 / (2 * n)
    half = Z95 * math.sqrt(p * (1 - p) / n + Z95**2 / (4 * n * n))
    return (100 * (centre - half) / (1 + Z95**2 / n), 100 * (centre + half) / (1 + Z95**2 / n))


def newcombe(p1, n1, p2, n2):
    """Interval of p1 - p2 in points, method 10."""
    (l1, u1), (l2, u2) = wilson(p1, n1), wilson(p2, n2)
    d = float(p1) - float(p2)
    return (d - math.hypot(float(p1) - l1, u2 - float(p2)), d + math.hypot(u1 - float(p1), float(p2) - l2))


def wald_se(p1, n1, p2, n2):
    """Standard error of p1 - p2 in points."""
    a, b = float(p1) / 100, float(p2) / 100
    return 100 * math.sqrt(a * (1 - a) / n1 + b * (1 - b) / n2)


def slope(years, values, errors):
    """Weighted least squares with known variances: slope and its standard error."""
    w = [1 / e**2 for e in errors]
    total = sum(w)
    centre = sum(wi * x for wi, x in zip(w, years)) / total
    sxx = sum(wi * (x - centre) ** 2 for wi, x in zip(w, years))
    sxy = sum(wi * (x - centre) * float(y) for wi, x, y in zip(w, years, values))
    return sxy / sxx, 1 / math.sqrt(sxx)


def mean_sd(values):
    """Mean and standard deviation (divisor n - 1) of exact fractions, rounded once at the end."""
    n = len(values)
    mean = sum(values, Fraction(0)) / n
    if n < 2:
        return float(mean), math.nan
    variance = sum((v - mean) ** 2 for v in values) / (n - 1)
    scale = Fraction(10) ** 40
    return float(mean), math.isqrt(int(variance * scale)) / 10**20


def hedges(ref, focal):
    """Hedges g and its standard error (exact J; variance J^2 (1/n1 + 1/n2 + d^2 / (2 (n1 + n2))))."""
    (m1, s1), (m2, s2), n1, n2 = mean_sd(ref), mean_sd(focal), len(ref), len(focal)
    df = n1 + n2 - 2
    d = (m1 - m2) / math.sqrt(((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / df)
    j = math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)
    return j * d, j * math.sqrt(1 / n1 + 1 / n2 + d * d / (2 * (n1 + n2)))
