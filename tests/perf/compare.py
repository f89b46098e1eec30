"""compare.py OURS THEIRS TOLERANCE: two sorted outputs of canon.py. Counts must be equal; means and sds may differ by
TOLERANCE: "1e-9" of their size, or "d4" half a unit of the 4th decimal; quantiles by 1e-9 of their size. Prints how many
cells were compared, and how far the means and sds are apart."""
import sys

KEYS, COUNTS, MOMENTS = 10, 6, 2


def parts(line):
    of = line.rstrip("\n").split("|")
    return of[:KEYS], of[KEYS:KEYS + COUNTS], of[KEYS + COUNTS:]


def are_close(figures, others, tolerance):
    """Mean and sd, then quantiles: where scores are whole numbers these end after two decimals."""
    return len(figures) == len(others) and all(
        is_close(a, b, tolerance if at < MOMENTS else "1e-9")
        for at, (a, b) in enumerate(zip(figures, others)))


def is_close(a, b, tolerance):
    if a == "" or b == "":
        return a == b
    x, y = float(a), float(b)
    if tolerance.startswith("d"):
        return abs(x - y) <= 0.5000001 * 10.0 ** -int(tolerance[1:]) + 1e-9 * abs(y)
    return abs(x - y) <= float(tolerance) * max(abs(x), abs(y), 1e-300) or abs(x - y) < 1e-9


def farthest(figures, others):
    """The largest difference of mean and sd, of their size."""
    pairs = [(float(a), float(b)) for a, b in zip(figures[:MOMENTS], others[:MOMENTS]) if a and b]
    return max((abs(x - y) / max(abs(x), abs(y)) for x, y in pairs if x != y), default=0)


def main(ours, theirs, tolerance):
    wrong = compared = apart = 0
    with open(ours) as left, open(theirs) as right:
        while True:
            a, b = left.readline(), right.readline()
            if not a and not b:
                break
            if not a or not b:
                wrong += 1
                print("one has more cells:", (a or b).split("|")[:KEYS])
                break
            keys, counts, figures = parts(a)
            other_keys, other_counts, other_figures = parts(b)
            compared += 1
            apart = max(apart, farthest(figures, other_figures))
            if (keys != other_keys or counts != other_counts or
                    not are_close(figures, other_figures, tolerance)):
                wrong += 1
                if wrong <= 10:
                    print("differs:", a.strip(), "against", b.strip())
            if keys != other_keys:
                break
    print(f"{compared} cells compared, {wrong} differ; means and sds at most {apart:.1g} apart")
    return 1 if wrong or compared == 0 else 0


sys.exit(main(*sys.argv[1:]))
