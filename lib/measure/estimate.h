/* An estimate: a number with its uncertainty, or the reason why there is none. */
#ifndef STRATA_MEASURE_ESTIMATE_H
#define STRATA_MEASURE_ESTIMATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/number.h"
#include "cube/cellset.h"

/** Words of the column `status`; statuses.def has the words and what they mean. */
#define STRATA_ESTIMATE_STATUS_LINE(id, word, text) STRATA_ESTIMATE_##id,
typedef enum strata_estimate_status {
#include "measure/statuses.def"
} strata_estimate_status;
#undef STRATA_ESTIMATE_STATUS_LINE

enum {
    STRATA_ESTIMATE_STATUSES = STRATA_ESTIMATE_NOT_PROJECTABLE + 1
};

/** Words of the column `flags`, one bit each; flags.def has the words and what they mean. */
typedef uint64_t strata_flags;
#define STRATA_FLAG(id, text) STRATA_FLAG_INDEX_##id,
enum {
#include "measure/flags.def"
    STRATA_FLAG_COUNT
};
#undef STRATA_FLAG
#define STRATA_FLAG(id, text)                                                                      \
    static const strata_flags strata_flag_##id = (strata_flags)1 << STRATA_FLAG_INDEX_##id;
#include "measure/flags.def"
#undef STRATA_FLAG

/** How lo, hi and p are meant. */
typedef enum strata_inference {
    STRATA_INFERENCE_NONE,
    STRATA_INFERENCE_SUPERPOPULATION, /* the students as a sample of the cohorts that might have
                                         been */
    STRATA_INFERENCE_DESCRIPTIVE
} strata_inference;

/** What a formula gives. NAN stands for "none" in every double. */
typedef struct strata_result_value {
    double value;
    double se;
    double lo; /* sampling interval at 95 % */
    double hi;
    double bound_lo; /* what is not known: rounding, blur, protection */
    double bound_hi;
    double df;
    double p;
    uint64_t n;     /* students behind the value (focal group) */
    uint64_t n_ref; /* of the reference group, 0 for one group */
    bool has_n;
    bool has_n_ref;
    strata_estimate_status status;
    strata_flags flags;
} strata_result_value;

/** All NAN, status OK, no flags. */
strata_result_value strata_result_none(void);

/** The result with none of its numbers infinite, as streams and tables need it: those that are
 * become NAN, and an estimate that would be OK without a value is undefined (out_of_range). Only
 * absurd input, such as a standard error of 1e300, gets there. */
strata_result_value strata_result_finite(strata_result_value result);

/** Notes what is not known of a result, whose value has been set: a range that leaves something
 * open, or that stands in place of a value. NAN for none. */
void strata_result_bound(strata_result_value *result, double lo, double hi);

/** What is possible of a result. NAN twice where nothing bounds it: there is no figure, or it is
 * that of some places only. */
typedef struct strata_bounds {
    double lo;
    double hi;
} strata_bounds;

/** The bounds of a result, or its value twice where it is exact. A value that leaves out places
 * (places_missing, and no bounds) says nothing of the others, so it has no range. Whatever is made
 * of results asks here what it may say of its own bounds. */
strata_bounds strata_result_range(const strata_result_value *result);

/** One row of the estimates stream. Texts are numbers in the dictionary of the set. */
typedef struct strata_estimate {
    int16_t year_from;
    int16_t year_to;
    uint8_t entity_level;
    uint8_t cut;       /* 0: the column is empty */
    uint8_t has_ref;   /* ref_group is meant */
    uint8_t inference; /* strata_inference */
    uint32_t term;
    uint32_t population;
    uint32_t county;
    uint32_t lea;
    uint32_t school;
    uint32_t entity_name;
    uint32_t assessment;
    uint32_t era;
    uint32_t subject;
    uint32_t grade;
    uint32_t dim;        /* "el*frl" */
    uint32_t group;      /* "current*yes" */
    uint32_t ref_group;  /* "english_only*yes", "complement" */
    uint32_t measure;    /* "gap_pct", "gap_pct.slope" */
    uint32_t unit;       /* "percentage points" */
    uint32_t method;     /* "newcombe" */
    uint32_t protection; /* "confidential", "published", ... */
    uint32_t family;     /* 0: no adjustment */
    uint32_t m;          /* tests in the family, 0: none */
    double p_adj;
    strata_result_value result;
} strata_estimate;

/** Estimates in the order of their making, with the dictionary that names their texts. */
typedef struct strata_estimates {
    strata_dictionary *dictionary; /* owned */
    strata_estimate *rows;         /* rows[count] */
    size_t count;
    size_t room;
    bool confidential; /* holds numbers that are not for the public */
    char protection[STRATA_PROTECTION_TEXT];
} strata_estimates;

strata_estimates *strata_estimates_new(void) STRATA_NODISCARD; /* NULL when out of memory */

/** A new set whose dictionary holds the texts and tests of another under the same numbers, so that
 * numbers of that dictionary mean the same here.
 *  @return STRATA_OK or STRATA_E_MEMORY; *out is NULL on failure */
strata_status strata_estimates_like(strata_dictionary *dictionary, strata_estimates **out,
                                    strata_error *err) STRATA_NODISCARD;
void strata_estimates_free(strata_estimates *estimates);
strata_status strata_estimates_add(strata_estimates *estimates, const strata_estimate *estimate,
                                   strata_error *err) STRATA_NODISCARD;

/** "ok", "suppressed", ... */
const char *strata_estimate_status_name(strata_estimate_status status);
/** What a status means, for people: the text of statuses.def. */
const char *strata_estimate_status_text(strata_estimate_status status);
/** False, *out unchanged, if no status has that name. */
bool strata_estimate_status_find(strata_slice name, strata_estimate_status *out);

/** The words of the bits that are set, in the order of flags.def: "small_n;era_break". Words that
 * do not fit into out[size] are left out whole. Returns out. */
char *strata_flags_format(strata_flags flags, char *out, size_t size);
/** Reads what strata_flags_format writes, in any order. False, *out unchanged, for an unknown word.
 */
bool strata_flags_parse(strata_slice text, strata_flags *out);
/** The word of a flag: "small_n".
 *  @param index  below STRATA_FLAG_COUNT */
const char *strata_flag_name(size_t index);
/** What a flag means, for people: the text of flags.def.
 *  @param index  below STRATA_FLAG_COUNT */
const char *strata_flag_text(size_t index);

/** "" for none, "superpopulation", "descriptive". */
const char *strata_inference_name(strata_inference inference);
bool strata_inference_find(strata_slice name, strata_inference *out);

/** The columns of the stream and of a tidy table, in order. */
extern const char *const strata_estimate_columns[];
extern const size_t strata_estimate_column_count;

#endif
