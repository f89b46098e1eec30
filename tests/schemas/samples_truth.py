"""Small synthetic places, students and groups, drawn from a seed: the truth behind every sample.

Nothing here reads what strata writes: a sample is a rendering of this truth in the form of one state,
and what must come out of it follows from the truth by arithmetic.
"""
import random
from decimal import Decimal, ROUND_HALF_UP


class Draw(random.Random):
    """A generator of its own for each sample, so that one sample never changes another."""

    def __init__(self, name):
        super().__init__("strata " + name)

    def split(self, n, parts, tilt=0.0):
        """n students over `parts` levels."""
        weights = [1.0 + tilt * i / parts for i in range(parts)]
        counts = [0] * parts
        for _ in range(n):
            counts[self.choices(range(parts), weights)[0]] += 1
        return counts


def half_up(x, decimals):
    """x rounded as people do, as a Decimal with exactly so many decimals."""
    return Decimal(x).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def percent(part, whole, decimals):
    return half_up(Decimal(100) * part / whole, decimals)


def bounds(printed, is_percent=True):
    """What a number rounded half up says about the one behind it."""
    half = Decimal(5).scaleb(printed.as_tuple().exponent - 1)
    lo, hi = printed - half, printed + half
    if is_percent:
        lo, hi = max(lo, Decimal(0)), min(hi, Decimal(100))
    return lo, hi


class Result:
    """One group in one place, year, subject and grade."""

    def __init__(self, **keys):
        self.__dict__.update(keys)
        self.n = sum(self.levels)
        self.mean = keys.get("mean", Decimal(2400 + self.n % 90))

    def at_or_above(self, cut):
        return sum(self.levels[cut - 1:])


def results(draw, places, years, subjects, grades, groups, levels, least=0, most=60):
    """Every combination once, in the order of the arguments. A place is (level, county, lea, school)."""
    for year in years:
        for place in places:
            for subject in subjects:
                for grade in grades:
                    for group in groups:
                        n = draw.randint(least, most)
                        yield Result(year=year, level=place[0], county=place[1], lea=place[2],
                                     school=place[3], subject=subject, grade=grade, group=group,
                                     levels=draw.split(n, levels, draw.random()),
                                     mean=Decimal(draw.randint(23000, 26000)) / 10)
