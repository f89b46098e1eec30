/* An estimate becomes the texts of its columns. */
#include "table/columns.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

enum {
    P_DIGITS = 3,
    P_DIGITS_MOST = 6,
    DF_DIGITS = 1
};

const strata_column *strata_column_at(size_t index)
{
#define STRATA_COLUMN(id, type, description) {#id, STRATA_COLUMN_##type, description},
    static const strata_column columns[STRATA_TIDY_COUNT] = {
#include "table/columns.def"
    };
#undef STRATA_COLUMN
    return &columns[index];
}

/* A row being filled: everything its parts need. */
typedef struct filling {
    strata_tidy_row *row;
    const strata_dictionary *texts;
    strata_digits digits;
} filling;

static void put_text(const filling *f, size_t column, uint32_t id)
{
    f->row->fields[column] = strata_slice_of(strata_dictionary_text(f->texts, id));
}

static void put_word(const filling *f, size_t column, const char *word)
{
    f->row->fields[column] = strata_slice_of(word);
}

static void put_integer(const filling *f, size_t column, uint64_t value)
{
    char *out = f->row->numbers[column];
    (void)snprintf(out, STRATA_NUMBER_TEXT, "%" PRIu64, value);
    put_word(f, column, out);
}

static void put_double(const filling *f, size_t column, double value, unsigned digits)
{
    char *out = f->row->numbers[column];
    if (f->digits == STRATA_DIGITS_FULL && isfinite(value)) {
        (void)strata_double_format(value, out);
    } else {
        (void)strata_round_format(value, digits, out);
    }
    put_word(f, column, out);
}

static bool is_zero(const char *text)
{
    return strpbrk(text, "123456789") == NULL;
}

/* No p value is 0, so none is printed as that: it gets the digits it takes, and what is below the
 * smallest number that is printed stands as that. */
static void put_p(const filling *f, size_t column, double p)
{
    const double smallest = 1e-6; /* with P_DIGITS_MOST */
    const bool is_below = f->digits == STRATA_DIGITS_PRINTED && p < smallest;
    unsigned digits = P_DIGITS - 1;
    do {
        put_double(f, column, is_below ? smallest : p, ++digits);
    } while (digits < P_DIGITS_MOST && is_zero(f->row->numbers[column]));
}

/* The ends of what is not known, outwards. */
static void put_bounds(const filling *f, const strata_result_value *r, unsigned digits)
{
    if (f->digits == STRATA_DIGITS_FULL) {
        put_double(f, STRATA_TIDY_bound_lo, r->bound_lo, digits);
        put_double(f, STRATA_TIDY_bound_hi, r->bound_hi, digits);
        return;
    }
    (void)strata_round_down_format(r->bound_lo, digits, f->row->numbers[STRATA_TIDY_bound_lo]);
    put_word(f, STRATA_TIDY_bound_lo, f->row->numbers[STRATA_TIDY_bound_lo]);
    (void)strata_round_up_format(r->bound_hi, digits, f->row->numbers[STRATA_TIDY_bound_hi]);
    put_word(f, STRATA_TIDY_bound_hi, f->row->numbers[STRATA_TIDY_bound_hi]);
}

static void put_place(const filling *f, const strata_estimate *e)
{
    put_integer(f, STRATA_TIDY_year_from, (uint64_t)e->year_from);
    put_integer(f, STRATA_TIDY_year_to, (uint64_t)e->year_to);
    put_text(f, STRATA_TIDY_term, e->term);
    put_text(f, STRATA_TIDY_population, e->population);
    put_word(f, STRATA_TIDY_entity_level,
             strata_entity_level_name((strata_entity_level)e->entity_level));
    put_text(f, STRATA_TIDY_county, e->county);
    put_text(f, STRATA_TIDY_lea, e->lea);
    put_text(f, STRATA_TIDY_school, e->school);
    put_text(f, STRATA_TIDY_entity_name, e->entity_name);
}

static void put_subject(const filling *f, const strata_estimate *e)
{
    put_text(f, STRATA_TIDY_assessment, e->assessment);
    put_text(f, STRATA_TIDY_era, e->era);
    put_text(f, STRATA_TIDY_subject, e->subject);
    put_text(f, STRATA_TIDY_grade, e->grade);
    put_text(f, STRATA_TIDY_dim, e->dim);
    put_text(f, STRATA_TIDY_group, e->group);
    if (e->has_ref) {
        put_text(f, STRATA_TIDY_ref_group, e->ref_group);
    }
    put_text(f, STRATA_TIDY_measure, e->measure);
    if (e->cut != 0) {
        put_integer(f, STRATA_TIDY_cut, e->cut);
    }
}

static void put_result(const filling *f, const strata_result_value *r, unsigned digits)
{
    put_double(f, STRATA_TIDY_value, r->value, digits);
    put_double(f, STRATA_TIDY_se, r->se, digits);
    put_double(f, STRATA_TIDY_lo, r->lo, digits);
    put_double(f, STRATA_TIDY_hi, r->hi, digits);
    put_bounds(f, r, digits);
    if (r->has_n) {
        put_integer(f, STRATA_TIDY_n, r->n);
    }
    if (r->has_n_ref) {
        put_integer(f, STRATA_TIDY_n_ref, r->n_ref);
    }
    put_double(f, STRATA_TIDY_df, r->df, DF_DIGITS);
    put_p(f, STRATA_TIDY_p, r->p);
}

static void put_words(const filling *f, const strata_estimate *e)
{
    put_text(f, STRATA_TIDY_unit, e->unit);
    put_p(f, STRATA_TIDY_p_adj, e->p_adj);
    put_text(f, STRATA_TIDY_family, e->family);
    if (e->m != 0) {
        put_integer(f, STRATA_TIDY_m, e->m);
    }
    put_word(f, STRATA_TIDY_inference, strata_inference_name((strata_inference)e->inference));
    put_text(f, STRATA_TIDY_method, e->method);
    put_word(f, STRATA_TIDY_status, strata_estimate_status_name(e->result.status));
    put_word(f, STRATA_TIDY_flags,
             strata_flags_format(e->result.flags, f->row->flags, sizeof f->row->flags));
    put_text(f, STRATA_TIDY_protection, e->protection);
}

void strata_tidy_row_fill(strata_tidy_row *row, const strata_estimates *estimates,
                          const strata_estimate *estimate, strata_digits digits)
{
    const filling f = {.row = row, .texts = estimates->dictionary, .digits = digits};
    for (size_t column = 0; column < STRATA_TIDY_COUNT; column++) {
        row->fields[column] = (strata_slice){.text = "", .len = 0};
    }
    put_place(&f, estimate);
    put_subject(&f, estimate);
    put_result(&f, &estimate->result, strata_table_digits(estimates, estimate));
    put_words(&f, estimate);
}
