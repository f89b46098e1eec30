/* The set of estimates, and the words of its columns. */
#include "measure/estimate.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"

const char *const strata_estimate_columns[] = {
    "year_from", "year_to",   "term",      "population",  "entity_level",
    "county",    "lea",       "school",    "entity_name", "assessment",
    "era",       "subject",   "grade",     "dim",         "group",
    "ref_group", "measure",   "cut",       "value",       "se",
    "lo",        "hi",        "bound_lo",  "bound_hi",    "unit",
    "n",         "n_ref",     "df",        "p",           "p_adj",
    "family",    "m",         "inference", "method",      "status",
    "flags",     "protection"};
const size_t strata_estimate_column_count =
    sizeof strata_estimate_columns / sizeof strata_estimate_columns[0];

#define STRATA_ESTIMATE_STATUS_LINE(id, word, text) [STRATA_ESTIMATE_##id] = #word,
static const char *const status_names[STRATA_ESTIMATE_STATUSES] = {
#include "measure/statuses.def"
};
#undef STRATA_ESTIMATE_STATUS_LINE

#define STRATA_ESTIMATE_STATUS_LINE(id, word, text) [STRATA_ESTIMATE_##id] = (text),
static const char *const status_texts[STRATA_ESTIMATE_STATUSES] = {
#include "measure/statuses.def"
};
#undef STRATA_ESTIMATE_STATUS_LINE

static const char *const inference_names[] = {[STRATA_INFERENCE_NONE] = "",
                                              [STRATA_INFERENCE_SUPERPOPULATION] =
                                                  "superpopulation",
                                              [STRATA_INFERENCE_DESCRIPTIVE] = "descriptive"};

typedef struct flag_word {
    const char *name;
    const char *text;
} flag_word;

static const flag_word flag_words[] = {
#define STRATA_FLAG(id, text) {#id, text},
#include "measure/flags.def"
#undef STRATA_FLAG
};

_Static_assert(STRATA_FLAG_COUNT <= 64, "a flag is one bit of strata_flags");

strata_result_value strata_result_none(void)
{
    return (strata_result_value){.value = STRATA_NAN,
                                 .se = STRATA_NAN,
                                 .lo = STRATA_NAN,
                                 .hi = STRATA_NAN,
                                 .bound_lo = STRATA_NAN,
                                 .bound_hi = STRATA_NAN,
                                 .df = STRATA_NAN,
                                 .p = STRATA_NAN,
                                 .status = STRATA_ESTIMATE_OK};
}

strata_result_value strata_result_finite(strata_result_value result)
{
    double *const numbers[] = {&result.value,    &result.se,       &result.lo, &result.hi,
                               &result.bound_lo, &result.bound_hi, &result.df, &result.p};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (isinf(*numbers[i])) {
            *numbers[i] = STRATA_NAN;
            result.flags |= strata_flag_out_of_range;
        }
    }
    if (result.status == STRATA_ESTIMATE_OK && isnan(result.value)) {
        result.status = STRATA_ESTIMATE_UNDEFINED;
        result.flags |= strata_flag_out_of_range;
    }
    return result;
}

void strata_result_bound(strata_result_value *result, double lo, double hi)
{
    if (lo < hi || isnan(result->value)) {
        result->bound_lo = lo;
        result->bound_hi = hi;
    }
}

strata_bounds strata_result_range(const strata_result_value *result)
{
    const bool has_bounds = !isnan(result->bound_lo) && !isnan(result->bound_hi);
    if (has_bounds) {
        return (strata_bounds){result->bound_lo, result->bound_hi};
    }
    const bool leaves_out = (result->flags & strata_flag_places_missing) != 0;
    const double exact = leaves_out ? STRATA_NAN : result->value;
    return (strata_bounds){exact, exact};
}

strata_estimates *strata_estimates_new(void)
{
    strata_estimates *estimates = strata_alloc_zero(1, sizeof *estimates);
    if (estimates == NULL) {
        return NULL;
    }
    estimates->dictionary = strata_dictionary_new();
    if (estimates->dictionary == NULL) {
        strata_estimates_free(estimates);
        return NULL;
    }
    return estimates;
}

void strata_estimates_free(strata_estimates *estimates)
{
    if (estimates != NULL) {
        strata_dictionary_free(estimates->dictionary);
        strata_free(estimates->rows);
        strata_free(estimates);
    }
}

/* Texts are numbered in order of first use, so adding them in order gives the same numbers. */
static strata_status copy_dictionary(strata_dictionary *from, strata_dictionary *to,
                                     strata_error *err)
{
    const strata_intern *texts = strata_dictionary_texts(from);
    for (uint32_t id = 0; id < strata_intern_count(texts); id++) {
        uint32_t copy = 0;
        STRATA_TRY(strata_intern_add(strata_dictionary_texts(to), strata_intern_text(texts, id),
                                     strata_intern_length(texts, id), &copy, err));
        if (copy != id) {
            return strata_fail(err, STRATA_E_INTERNAL, NULL,
                               "texts of a copied dictionary got other numbers");
        }
    }
    for (size_t i = 0; i < strata_dictionary_test_count(from); i++) {
        STRATA_TRY(strata_dictionary_add_test(to, strata_dictionary_test_at(from, i), err));
    }
    return strata_dictionary_add_definitions(to, from, err);
}

strata_status strata_estimates_like(strata_dictionary *dictionary, strata_estimates **out,
                                    strata_error *err)
{
    *out = NULL;
    strata_estimates *estimates = strata_estimates_new();
    if (estimates == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = copy_dictionary(dictionary, estimates->dictionary, err);
    if (status != STRATA_OK) {
        strata_estimates_free(estimates);
        return status;
    }
    *out = estimates;
    return STRATA_OK;
}

strata_status strata_estimates_add(strata_estimates *estimates, const strata_estimate *estimate,
                                   strata_error *err)
{
    void *rows = estimates->rows;
    STRATA_TRY(
        strata_reserve(&rows, &estimates->room, estimates->count + 1, sizeof *estimate, err));
    estimates->rows = rows;
    estimates->rows[estimates->count++] = *estimate;
    return STRATA_OK;
}

const char *strata_estimate_status_name(strata_estimate_status status)
{
    return status_names[status];
}

const char *strata_estimate_status_text(strata_estimate_status status)
{
    return status_texts[status];
}

bool strata_estimate_status_find(strata_slice name, strata_estimate_status *out)
{
    unsigned which = 0;
    const bool is_one =
        strata_slice_word(name, status_names, sizeof status_names / sizeof status_names[0], &which);
    *out = is_one ? (strata_estimate_status)which : *out;
    return is_one;
}

const char *strata_inference_name(strata_inference inference)
{
    return inference_names[inference];
}

bool strata_inference_find(strata_slice name, strata_inference *out)
{
    unsigned which = 0;
    const bool is_one = strata_slice_word(
        name, inference_names, sizeof inference_names / sizeof inference_names[0], &which);
    *out = is_one ? (strata_inference)which : *out;
    return is_one;
}

const char *strata_flag_name(size_t index)
{
    return flag_words[index].name;
}

const char *strata_flag_text(size_t index)
{
    return flag_words[index].text;
}

char *strata_flags_format(strata_flags flags, char *out, size_t size)
{
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = 0; i < STRATA_FLAG_COUNT; i++) {
        const size_t word = strlen(flag_words[i].name);
        const size_t separator = len > 0 ? 1 : 0;
        if ((flags >> i & 1) == 0 || len + separator + word + 1 > size) {
            continue;
        }
        if (separator == 1) {
            out[len] = ';';
        }
        memcpy(out + len + separator, flag_words[i].name, word + 1);
        len += separator + word;
    }
    return out;
}

static bool find_flag(strata_slice word, strata_flags *out)
{
    for (size_t i = 0; i < STRATA_FLAG_COUNT; i++) {
        if (strata_slice_is(word, flag_words[i].name)) {
            *out |= (strata_flags)1 << i;
            return true;
        }
    }
    return false;
}

bool strata_flags_parse(strata_slice text, strata_flags *out)
{
    strata_flags flags = 0;
    size_t start = 0;
    for (size_t at = 0; text.len > 0 && at <= text.len; at++) {
        if (at < text.len && text.text[at] != ';') {
            continue;
        }
        if (!find_flag((strata_slice){text.text + start, at - start}, &flags)) {
            return false;
        }
        start = at + 1;
    }
    *out = flags;
    return true;
}
