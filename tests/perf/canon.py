"""canon.py WHO JOB LAYOUT < table > lines: the figures of strata's cells or of a peer's table, one cell a line:
keys, then n enrolled, n scored, counts by level, mean, sd, and in J3 the quantiles. Sort both by bytes and compare.py reads them side by side.

WHO: cells (the cells stream: mean and sd from its exact sums), stats (cells --stats), peer, or sums (a peer with
exact sums in the place of mean and sd). Groups that strata does not have are left out of a peer's table: a blank status, and in crosses
statuses that nobody knows."""
import csv
import math
import sys

from jobs import J1_GROUPS, KEYS, LAYOUTS, QUANTILE_COLUMNS

who, job, layout = sys.argv[1], sys.argv[2], LAYOUTS[sys.argv[3]]
DIMS = KEYS[5:]
UNKNOWN = {"not_reported", "to_be_determined", "history_unknown"}


def text_of(number):
    return "" if number is None else repr(float(number))


def moments(n, total, squares):
    """Mean and sd of n whole numbers from their exact sums."""
    if n == 0:
        return None, None
    spread = n * squares - total * total
    return total / n, math.sqrt(spread / (n * (n - 1))) if n > 1 else None


def quantiles_of(row, n):
    """Those of a cell with n scores: columns of strata's, the one column of lists of a peer's."""
    if job != "J3":
        return []
    if who == "stats":
        return [row[name] for name in QUANTILE_COLUMNS]
    return row["q"].strip("[]").replace(" ", "").split(",") if n else [""] * len(QUANTILE_COLUMNS)


def of_strata(row):
    groups = dict(zip(row["dim"].split("*"), row["group"].split("*")))
    keys = [row["year"], row["subject"], row["lea"], row["school"], row["grade"]]
    keys += [groups.get(dim, "") for dim in DIMS]
    levels = [row[f"level_{k}"] for k in range(1, 5)]
    n = int(row["n_scored"])
    if who == "stats":
        return keys, row["n_enrolled"], n, levels, [row["mean"], row["sd"]] + quantiles_of(row, n)
    mean, sd = moments(n, int(row["score_sum"] or 0), int(row["score_sumsq"] or 0))
    return keys, row["n_enrolled"], n, levels, [text_of(mean), text_of(sd)]


def is_wanted(row):
    """J1 has its one cross; strata counts all students beside it."""
    return job != "J1" or row["dim"] == "*".join(J1_GROUPS)


def in_set(row):
    """The keys that a row of a peer is about."""
    if job == "J1":
        return ["year", "subject", "lea", "grade"] + J1_GROUPS
    mark = int(row["g"] if "g" in row else row["grouping"])
    return [k for i, k in enumerate(KEYS) if not mark >> (len(KEYS) - 1 - i) & 1]


def of_peer(row):
    keys = []
    of = in_set(row)
    for key in KEYS:
        value = row[key] if key in of else ""
        if key in of and key in DIMS:
            value = layout["codes"].get(key, {}).get(value, value)
            if value in ("", "*"):
                return None
        elif key in of:
            value = layout["codes"].get(key, {}).get(value, value)
        keys.append("all" if key == "grade" and key not in of else value)
    if sum(dim in of for dim in DIMS) > 1 and UNKNOWN & set(keys):
        return None
    n = int(row["n"])
    mean, sd = row["mean"], row["sd"]
    if who == "sums":
        mean, sd = map(text_of, moments(n, int(mean or 0), int(sd or 0)))
    mean, sd = ("" if x in ("NA", "NaN", "nan", "NULL", "\\N") else x for x in (mean, sd))
    levels = [row[f"l{k}"] for k in range(1, 5)]
    figures = [mean if n else "", sd if n > 1 else ""] + quantiles_of(row, n)
    return keys, row["enrolled"], n, levels, figures


lines = (line for line in sys.stdin if not line.startswith("#"))
for row in csv.DictReader(lines):
    if who in ("cells", "stats"):
        if not is_wanted(row):
            continue
        cell = of_strata(row)
    else:
        cell = of_peer(row)
    if cell is not None:
        keys, enrolled, n, levels, figures = cell
        print("|".join(keys + [enrolled, str(n)] + levels + figures))
