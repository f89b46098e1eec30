"""compare.py OURS THEIRS TOLERANCE: two sorted outputs of canon.py. Counts must be equal; means and sds may differ by
TOLERANCE: "1e-9" of their size, or "d4" half a unit of the 4th decimal. Prints how many cells were compared."""
import sys

KEYS, COUNTS = 10, 6


def parts(line):
    of = line.rstrip("\n").split("|")
    return of[:KEYS], of[KEYS:KEYS + COUNTS], of[KEYS + COUNTS:]


def is_close(a, b, tolerance):
    if a == "" or b == "":
        return a == b
    x, y = float(a), float(b)
    if tolerance.startswith("d"):
        return abs(x - y) <= 0.5000001 * 10.0 ** -int(tolerance[1:]) + 1e-9 * abs(y)
    return abs(x - y) <= float(tolerance) * max(abs(x), abs(y), 1e-300) or abs(x - y) < 1e-9


def main(ours, theirs, tolerance):
    wrong = compared = 0
    with open(ours) as left, open(theirs) as right:
        while True:
            a, b = left.readline(), right.readline()
            if not a and not b:
                break
            if not a or not b:
                wrong += 1
                print("one has more cells:", (a or b).split("|")[:KEYS])
                break
            keys, counts, moments = parts(a)
            other_keys, other_counts, other_moments = parts(b)
            compared += 1
            if (keys != other_keys or counts != other_counts or
                    not all(is_close(x, y, tolerance) for x, y in zip(moments, other_moments))):
                wrong += 1
                if wrong <= 10:
                    print("differs:", a.strip(), "against", b.strip())
            if keys != other_keys:
                break
    print(f"{compared} cells compared, {wrong} differ")
    return 1 if wrong or compared == 0 else 0


sys.exit(main(*sys.argv[1:]))
