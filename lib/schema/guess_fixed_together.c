/* What fields without names say together: shares that add up, levels that rise with scores,
 * districts of schools. */
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "schema/guess_fixed.h"

enum {
    ROWS_LEAST = 20,
    SHARES_MOST = 6,     /* levels that are looked for side by side */
    NUMBERS_DIFFER = 10, /* different numbers of a score */
    CODE_SHORTEST = 3,   /* characters of a code of a place */
    CODE_LONGEST = 14,
    ROWS_EACH = 4 /* rows of a code of a place on average */
};

static bool is_open(const strata_guess_column *column, strata_guess_type type)
{
    return column->to == STRATA_TO_NOTHING && column->values.type == type;
}

/* The sum of `count` cells. @return false: not all are numbers */
static bool sum_of(const strata_guess_row *row, uint32_t first, uint32_t count, double *out)
{
    *out = 0;
    for (uint32_t i = first; i < first + count; i++) {
        double part = 0;
        if (i >= row->count || !strata_double_parse(row->cells[i], &part)) {
            return false;
        }
        *out += part;
    }
    return true;
}

/* Whether the fields add up to that in nearly all rows, but for rounding. */
static bool add_up(const strata_guess_rows *rows, uint32_t first, uint32_t count, double whole)
{
    uint32_t filled = 0;
    uint32_t same = 0;
    for (uint32_t i = 0; i < rows->count; i++) {
        double sum = 0;
        if (sum_of(&rows->rows[i], first, count, &sum)) {
            filled++;
            same += sum >= whole - count && sum <= whole + count ? 1 : 0;
        }
    }
    return filled >= ROWS_LEAST && same >= 0.95 * filled;
}

static bool are_alike(const strata_guess *guess, uint32_t first, uint32_t count)
{
    bool all = first + count <= guess->column_count;
    for (uint32_t i = first; i < first + count && all; i++) {
        const strata_guess_column *column = &guess->columns[i];
        all = is_open(column, STRATA_GUESS_INTEGER) && column->values.distinct > 1 &&
              column->length == guess->columns[first].length;
    }
    return all;
}

static strata_status give_shares(strata_guess *guess, uint32_t first, uint32_t count,
                                 uint32_t implied, strata_error *err)
{
    for (uint32_t i = 0; i < count; i++) {
        strata_guess_column *column = &guess->columns[first + i];
        column->to = STRATA_TO_SHARE;
        column->index = (uint16_t)(i + 1);
        column->implied = implied;
        STRATA_TRY(strata_guess_fixed_say(
            guess, column, 0.5, "one of fields side by side that add up to 100 percent", err));
    }
    guess->levels = count;
    return STRATA_OK;
}

strata_status strata_guess_fixed_shares(strata_guess *guess, const strata_guess_rows *rows,
                                        strata_error *err)
{
    static const double wholes[] = {100, 1000, 10000}; /* by decimals that are not written */
    for (uint32_t first = 0; first < guess->column_count; first++) {
        for (uint32_t count = 2; count <= SHARES_MOST && are_alike(guess, first, count); count++) {
            for (uint32_t implied = 0; implied <= 2; implied++) {
                if (add_up(rows, first, count, wholes[implied])) {
                    return give_shares(guess, first, count, implied, err);
                }
            }
        }
    }
    return STRATA_OK;
}

/* Sums of the scores of each code from 0 to 9. */
typedef struct code_sums {
    double count[10];
    double sum[10];
    double squares;
} code_sums;

static void add_score(code_sums *sums, strata_slice code, strata_slice score)
{
    double number = 0;
    if (code.len == 1 && strata_is_digit(code.text[0]) && strata_double_parse(score, &number)) {
        const int at = code.text[0] - '0';
        sums->count[at] += 1;
        sums->sum[at] += number;
        sums->squares += number * number;
    }
}

/* Whether the mean scores rise with the codes, and these say most of the scores' variance. */
static bool is_rising(const code_sums *sums)
{
    double all = 0;
    double total = 0;
    double between = 0;
    double last = 0;
    uint32_t codes = 0;
    bool rises = true;
    for (int at = 0; at < 10; at++) {
        if (sums->count[at] > 0) {
            const double mean = sums->sum[at] / sums->count[at];
            rises = rises && (codes == 0 || mean > last);
            last = mean;
            codes++;
            all += sums->count[at];
            total += sums->sum[at];
            between += sums->sum[at] * mean;
        }
    }
    if (codes < 3 || all < ROWS_LEAST || !rises) {
        return false;
    }
    const double middle = total * total / all;
    return between - middle > 0.6 * (sums->squares - middle);
}

/* @param highest  gets the highest code with a score */
static bool rises_with(const strata_guess_rows *rows, uint32_t code, uint32_t score,
                       double *highest)
{
    code_sums sums = {.squares = 0};
    for (uint32_t i = 0; i < rows->count; i++) {
        const strata_guess_row *row = &rows->rows[i];
        if (code < row->count && score < row->count) {
            add_score(&sums, row->cells[code], row->cells[score]);
        }
    }
    for (int at = 0; at < 10; at++) {
        *highest = sums.count[at] > 0 ? at : *highest;
    }
    return is_rising(&sums);
}

/* Codes without a score are no levels: they become 0, if all codes may be shown.
 * @param highest  the highest code with a score */
static strata_status map_levels(strata_guess *guess, strata_guess_column *code, double highest,
                                strata_error *err)
{
    strata_guess_values *values = &code->values;
    strata_guess_code *codes = strata_arena_alloc(guess->arena, values->code_count * sizeof *codes);
    bool are_often = true;
    guess->levels = (uint32_t)values->most;
    if (codes == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t i = 0; i < values->code_count; i++) {
        codes[i] = values->codes[i];
        const bool is_level = codes[i].code.text[0] - '0' <= (int)highest;
        codes[i].to = is_level ? codes[i].code : strata_slice_of("0");
        are_often = are_often && codes[i].count >= STRATA_GUESS_OFTEN;
    }
    if (are_often && values->most > highest) {
        values->codes = codes;
        guess->levels = (uint32_t)highest;
    }
    return STRATA_OK;
}

static strata_status give_levels(strata_guess *guess, strata_guess_column *code,
                                 strata_guess_column *score, strata_error *err)
{
    code->to = STRATA_TO_LEVEL;
    score->to = STRATA_TO_SCALE_SCORE;
    STRATA_TRY(strata_guess_fixed_say(guess, code, 0.7,
                                      "codes that rise with the scores of another field", err));
    return strata_guess_fixed_say(guess, score, 0.7,
                                  "numbers that rise with the codes of another field", err);
}

strata_status strata_guess_fixed_levels(strata_guess *guess, const strata_guess_rows *rows,
                                        strata_error *err)
{
    for (uint32_t c = 0; c < guess->column_count; c++) {
        strata_guess_column *code = &guess->columns[c];
        const bool is_code = is_open(code, STRATA_GUESS_INTEGER) && code->values.longest == 1 &&
                             code->values.code_count >= 3 && code->values.most <= STRATA_LEVELS_MAX;
        for (uint32_t s = 0; s < guess->column_count && is_code; s++) {
            strata_guess_column *score = &guess->columns[s];
            const bool is_score = is_open(score, STRATA_GUESS_INTEGER) &&
                                  score->values.distinct >= NUMBERS_DIFFER &&
                                  score->values.longest <= 4;
            double highest = 0;
            if (is_score && rises_with(rows, c, s, &highest)) {
                STRATA_TRY(map_levels(guess, code, highest, err));
                return give_levels(guess, code, score, err);
            }
        }
    }
    return STRATA_OK;
}

static bool is_place_code(const strata_guess_column *column)
{
    const strata_guess_values *values = &column->values;
    return is_open(column, STRATA_GUESS_INTEGER) && values->longest >= CODE_SHORTEST &&
           values->longest <= CODE_LONGEST && column->length == values->longest &&
           values->empty * 20 <= values->rows && values->distinct >= 2 && !values->is_many &&
           values->distinct * ROWS_EACH <= values->rows;
}

/* The outer code with which each inner one was seen. */
typedef struct nesting {
    strata_intern *inners;
    strata_slice *outers; /* by number of the inner code; text NULL: not seen */
} nesting;

/* @param out  gets whether the codes of a row go together as in rows before */
static strata_status goes_with(nesting *seen, strata_slice outer, strata_slice inner, bool *out,
                               strata_error *err)
{
    uint32_t id = 0;
    STRATA_TRY(strata_intern_add(seen->inners, inner.text, inner.len, &id, err));
    *out = seen->outers[id].text == NULL || strata_slice_equal(seen->outers[id], outer);
    seen->outers[id] = outer;
    return STRATA_OK;
}

/* Whether each code of the second field goes with one of the first. */
static strata_status is_nested(const strata_guess_rows *rows, uint32_t outer, uint32_t inner,
                               bool *out, strata_error *err)
{
    nesting seen = {strata_intern_new(),
                    strata_alloc_zero((size_t)rows->count + 2, sizeof *seen.outers)};
    const bool has_room = seen.inners != NULL && seen.outers != NULL;
    strata_status status = has_room ? STRATA_OK : strata_fail_memory(err);
    *out = has_room;
    for (uint32_t i = 0; i < rows->count && *out && status == STRATA_OK; i++) {
        const strata_guess_row *row = &rows->rows[i];
        if (row->count > inner && row->cells[inner].len > 0) {
            status = goes_with(&seen, row->cells[outer], row->cells[inner], out, err);
        }
    }
    strata_free(seen.outers);
    strata_intern_free(seen.inners);
    return status;
}

strata_status strata_guess_fixed_places(strata_guess *guess, const strata_guess_rows *rows,
                                        strata_error *err)
{
    uint32_t last = UINT32_MAX;
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *school = &guess->columns[i];
        bool is_inside = false;
        if (!is_place_code(school)) {
            continue;
        }
        if (last != UINT32_MAX && school->values.distinct > guess->columns[last].values.distinct) {
            STRATA_TRY(is_nested(rows, last, i, &is_inside, err));
        }
        if (is_inside) {
            strata_guess_column *lea = &guess->columns[last];
            lea->to = STRATA_TO_LEA;
            school->to = STRATA_TO_SCHOOL;
            STRATA_TRY(strata_guess_fixed_say(
                guess, lea, 0.5, "codes of which each goes with others of a field behind", err));
            return strata_guess_fixed_say(
                guess, school, 0.5, "codes of which each goes with one of a field before", err);
        }
        last = i;
    }
    return STRATA_OK;
}
