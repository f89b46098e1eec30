/* Where fields of a record start: behind blanks, where digits follow letters, where numbers end.
 *
 * The last digits of a number vary most and its first ones least, and a number that is filled with
 * zeros starts with many: where what follows a digit varies less, or is more often '0', another
 * number starts. */
#include <ctype.h>
#include <math.h>

#include "schema/guess_fixed.h"

enum {
    YEAR_DIGITS = 4,
    YEAR_RECORDS = 20, /* before digits are taken for years */
    YEAR_FIRST = 1990,
    YEAR_LAST = 2039,
    CODES_FEW = 6,  /* characters of a position of codes */
    RISES_LEAST = 3 /* records that must start there */
};

static const double bits_less = 0.5; /* that a first digit has less than the last one before it */

typedef enum sort {
    SORT_BLANK,
    SORT_DIGITS,
    SORT_LETTERS,
    SORT_MIXED
} sort;

/* What is looked at: whether a field starts at `at`. */
typedef struct view {
    const strata_guess_grid *grid;
    const strata_guess_position *positions;
    uint32_t at;
    uint32_t island; /* where the positions start that are not always blank */
    uint32_t cut;    /* where the last field started */
} view;

static sort sort_of(const strata_guess_position *position)
{
    if (position->filled == 0) {
        return SORT_BLANK;
    }
    if (position->digits >= position->filled * 0.95) {
        return SORT_DIGITS;
    }
    return position->letters >= position->filled * 0.95 ? SORT_LETTERS : SORT_MIXED;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* Whether the change of so many records is more than a few slips. */
static bool is_much(const view *v, uint32_t records)
{
    const strata_guess_position *here = &v->positions[v->at];
    return records > larger(RISES_LEAST, v->grid->records / 50) &&
           records >= 0.05 * larger(here->filled, here[-1].filled);
}

/* Digits that are blank in some records: whole fields are, and the first digits of a number that is
 * set to the right, or the last ones of one that is set to the left. */
static const char *by_blanks(const view *v)
{
    const strata_guess_position *here = &v->positions[v->at];
    const bool has_before = v->at - 1 > v->cut; /* or the number only starts to be filled */
    const bool has_behind = v->at + 1 < v->grid->width;
    const uint32_t falls_before = has_before ? here[-1].falls : 0;
    const uint32_t rises_before = has_before ? here[-1].rises : 0;
    const uint32_t falls_behind = has_behind ? here[1].falls : 0;
    const uint32_t rises_behind = has_behind ? here[1].rises : 0;
    const bool goes_on_falling =
        falls_behind * 5 > here->falls && here[1].filled > 0 && here[1].filled < here->filled;
    if (is_much(v, here->falls) && falls_before * 5 <= here->falls && !goes_on_falling) {
        return "the number before it ends where this may be blank";
    }
    if (!is_much(v, here->rises)) {
        return NULL;
    }
    const bool is_first_digit = v->at - 1 == v->cut && here[-1].filled < here->filled;
    const bool is_alone = !is_first_digit && rises_before * 5 <= here->rises &&
                          rises_behind * 5 <= here->rises && here->falls * 5 <= here->rises;
    return falls_before * 5 > here->rises || is_alone
               ? "it is filled in records where the number before it is not"
               : NULL;
}

/* Digits that say each other, with constant ones between them, are of one number. */
static bool is_one_number(const view *v)
{
    const strata_guess_position *here = &v->positions[v->at];
    uint32_t next = v->at;
    strata_guess_bond bond;
    while (next < v->grid->width && sort_of(&v->positions[next]) == SORT_DIGITS &&
           v->positions[next].bits < 0.1) {
        next++;
    }
    const bool is_last = v->at + 1 == v->grid->width || sort_of(here + 1) != SORT_DIGITS;
    if (is_last && here->symbols == 1) {
        return true; /* one constant digit at the end */
    }
    return next < v->grid->width && sort_of(&v->positions[next]) == SORT_DIGITS &&
           here[-1].bits > 0.1 && strata_guess_bond_of(v->grid, v->at - 1, next, &bond) &&
           bond.shared > 0.8 * fmax(bond.left, bond.right);
}

static const char *between_digits(const view *v)
{
    const strata_guess_position *here = &v->positions[v->at];
    const strata_guess_position *before = here - 1;
    const char *why = by_blanks(v);
    if (why != NULL) {
        return why;
    }
    const double missing = (double)before->nonzero - here->nonzero;
    const bool has_zeros = before->symbols > 1 && here->bits <= before->bits &&
                           here->nonzero < 0.75 * before->nonzero &&
                           missing > fmax(2, 1.5 * sqrt(before->nonzero));
    const bool varies_less = here->bits < before->bits - bits_less;
    if (!(has_zeros || varies_less) || is_one_number(v)) {
        return NULL;
    }
    return has_zeros ? "zeros that fill a number start there"
                     : "digits vary less than the last one of the number before";
}

/* S0012 is one text. */
static bool is_prefix(const strata_guess_position *before, const strata_guess_position *here)
{
    return sort_of(before) == SORT_LETTERS && before->symbols == 1 &&
           before->filled >= 0.95 * here->filled;
}

/* Two codes of one letter beside each other, such as answers yes and no. */
static bool are_apart(const view *v)
{
    const strata_guess_position *here = &v->positions[v->at];
    strata_guess_bond bond;
    if (here->symbols > CODES_FEW || here[-1].symbols > CODES_FEW ||
        !strata_guess_bond_of(v->grid, v->at - 1, v->at, &bond)) {
        return false;
    }
    const double least = fmin(bond.left, bond.right);
    return least > 0.3 && bond.shared < 0.1 * least;
}

static const char *between_texts(const view *v)
{
    const strata_guess_position *here = &v->positions[v->at];
    const sort left = sort_of(here - 1);
    const sort right = sort_of(here);
    const bool is_change = (left == SORT_LETTERS && right == SORT_DIGITS) ||
                           (left == SORT_DIGITS && right == SORT_LETTERS);
    if (is_change && !is_prefix(here - 1, here)) {
        return left == SORT_LETTERS ? "digits behind letters" : "letters behind digits";
    }
    const uint32_t rises =
        left == SORT_DIGITS || right == SORT_DIGITS ? here->rises : here->far_rises;
    if (rises >= RISES_LEAST && rises >= 0.5 * here->filled) {
        return "texts start there behind blanks";
    }
    return left == SORT_LETTERS && right == SORT_LETTERS && are_apart(v)
               ? "letters that do not depend on the one before"
               : NULL;
}

/* Some long names reach beyond a position that is blank in all others. */
static bool is_tail(const view *v)
{
    const strata_guess_position *here = &v->positions[v->at];
    bool all = v->at >= 2 && here[-2].filled > 0 && sort_of(here - 2) != SORT_DIGITS &&
               sort_of(here) != SORT_DIGITS && here->filled * 2 < v->grid->records;
    for (uint32_t row = 0; row < v->grid->records && all; row++) {
        const char *cell = v->grid->cells + (size_t)row * v->grid->width + v->at;
        all = cell[0] == ' ' || cell[-2] != ' ';
    }
    return all;
}

static const char *cut_at(const view *v)
{
    const strata_guess_position *here = &v->positions[v->at];
    if (v->at == v->island) {
        return is_tail(v) ? NULL : v->at == 0 ? "the start of the record" : "behind blanks";
    }
    const bool are_digits = sort_of(here) == SORT_DIGITS && sort_of(here - 1) == SORT_DIGITS;
    return are_digits ? between_digits(v) : between_texts(v);
}

/* Whether the four digits from there are a year in nearly all records. */
static bool is_year(const strata_guess_grid *grid, const strata_guess_position *positions,
                    uint32_t at)
{
    uint32_t years = 0;
    uint32_t filled = 0;
    if (at + YEAR_DIGITS > grid->width || positions[at].symbols != 1 ||
        positions[at + 1].symbols != 1 || grid->records < YEAR_RECORDS) {
        return false;
    }
    for (uint32_t row = 0; row < grid->records; row++) {
        const char *text = grid->cells + (size_t)row * grid->width + at;
        uint32_t year = 0;
        for (uint32_t i = 0; i < YEAR_DIGITS; i++) {
            const bool is_digit = isdigit((unsigned char)text[i]) != 0;
            year = year * 10 + (is_digit ? (uint32_t)(text[i] - '0') : 0);
        }
        filled += text[0] != ' ' ? 1 : 0;
        years += year >= YEAR_FIRST && year <= YEAR_LAST ? 1 : 0;
    }
    return filled > 0 && years >= 0.95 * filled;
}

void strata_guess_cuts(const strata_guess_grid *grid, const strata_guess_position *positions,
                       const char **why)
{
    view v = {.grid = grid, .positions = positions};
    uint32_t year_end = 0; /* where a year ends that has started */
    for (; v.at < grid->width; v.at++) {
        why[v.at] = NULL;
        if (positions[v.at].filled == 0) {
            continue;
        }
        const bool is_start = v.at == 0 || positions[v.at - 1].filled == 0;
        v.island = is_start ? v.at : v.island;
        const bool is_after_year =
            year_end > 0 && v.at == year_end && sort_of(&positions[v.at]) == SORT_DIGITS;
        if (v.at >= year_end) {
            why[v.at] = is_after_year ? "behind a year" : cut_at(&v);
        }
        v.cut = why[v.at] != NULL ? v.at : v.cut;
        if (why[v.at] != NULL && is_year(grid, positions, v.at)) {
            year_end = v.at + YEAR_DIGITS;
        }
    }
}
