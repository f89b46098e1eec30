/* A policy that is a file of data: what a publication may show of groups by their size.
 * schemas/policy/SPEC.md specifies the file; this is what the loader makes of it. All is immutable
 * after loading and lives as long as the rules. Texts that a file leaves out are "". */
#ifndef STRATA_PROTECT_POLICY_RULES_H
#define STRATA_PROTECT_POLICY_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/status.h"

enum {
    STRATA_FEASIBLE_MIN = 3,  /* numerators that a tail or range leaves possible, at least */
    STRATA_CHECKED_N = 5000,  /* the checks go up to this n; above it no tail or range gets fewer */
    STRATA_SYMBOL_TEXT = 9,   /* of a hidden figure, with its NUL */
    STRATA_POLICY_DIGITS = 2, /* most digits behind the point */
    STRATA_POLICY_NO_END = -1 /* of a band: all larger groups */
};

/** Which students the smallest group is counted in. */
typedef enum strata_policy_count {
    STRATA_COUNT_ENROLLED,
    STRATA_COUNT_TESTED,
    STRATA_COUNT_SCORED
} strata_policy_count_of;

/** Where a rule comes from. */
typedef struct strata_policy_origin {
    const strata_slice *rules; /* rules[rule_count]: keys of the file */
    uint32_t rule_count;
    strata_slice text;     /* as its publisher has it; "" if it has none */
    strata_slice document; /* title of the document that says so */
    bool confirmed;        /* somebody has read it there */
    strata_slice note;     /* what is not sure, never "" where it is not confirmed */
    strata_slice
        stricter; /* how this file hides more than its publisher, and why; "": it does not */
} strata_policy_origin;

typedef struct strata_policy_document {
    strata_slice title;
    strata_slice url;
    strata_slice date;
    bool confirmed;
} strata_policy_document;

/** From one whole percent to another, both included. */
typedef struct strata_policy_range {
    uint8_t lo;
    uint8_t hi;
} strata_policy_range;

/** How percents of groups of some sizes are shown. */
typedef struct strata_policy_band {
    int64_t n_from;
    int64_t n_to; /* STRATA_POLICY_NO_END: all larger ones */
    bool has_low; /* a tail from 0 to low */
    bool has_high;
    bool has_ranges; /* between the tails stand ranges; else numbers */
    uint8_t low;     /* whole percents */
    uint8_t high;
    uint8_t digits;                    /* of percents behind the point; 0 where there are ranges */
    const strata_policy_range *ranges; /* ranges[range_count], ascending, without gap or overlap */
    uint32_t range_count;
} strata_policy_band;

typedef struct strata_policy_rules {
    const char *id;     /* "tx"; of a file elsewhere its name without .json */
    const char *path;   /* as it was opened */
    const char *digest; /* strata_digest_text of the file's bytes */
    strata_slice title; /* with a NUL behind it */
    strata_slice publisher;
    const strata_policy_document *documents;
    uint32_t document_count;
    const strata_policy_origin *origins;
    uint32_t origin_count;
    uint32_t min_n;         /* smallest group shown, >= 5 */
    uint32_t min_numerator; /* fewer students than this, or all but fewer, are hidden; 0: no rule */
    uint32_t detail_min_n;  /* smallest group for SD, quantiles, extremes, sums of squares */
    uint32_t width;         /* of the interval of every hidden count, at least */
    strata_policy_count_of n;
    bool shows_n;                 /* denominators */
    bool shows_counts;            /* of levels, where their percent is a number */
    bool hides_zeros;             /* a count of 0 is hidden; else it is part of a tail */
    bool hides_one_level;         /* so is a percent of all; else it is part of a tail */
    bool hides_pairs;             /* both groups of a factor of two where one is hidden */
    bool may_collapse;            /* small groups may be shown together */
    bool is_yearly;               /* a release may change only once a year */
    uint8_t mean_digits;          /* behind the point, of means and distances */
    uint8_t sd_digits;            /* of standard deviations */
    const char *symbol;           /* the one of every hidden figure */
    const strata_slice *measures; /* measures[measure_count]: those that stay numbers */
    uint32_t measure_count;
    const strata_policy_band *bands; /* bands[band_count]: every n from min_n on, in order */
    uint32_t band_count;
    struct strata_arena *arena; /* owns all of it */
} strata_policy_rules;

/** Loads a policy from a file and checks it: bands without gap or overlap, no tail or range with
 * fewer than STRATA_FEASIBLE_MIN numerators, no figure hidden that is 0 % or 100 % for sure.
 *
 *  @param id        what it must be called, or NULL: as the file is
 *  @param measures  words that "measures" may have, ended by NULL               (borrowed)
 *  @param out       yours to strata_policy_rules_free
 *  @return          STRATA_OK; STRATA_E_USAGE (rules "policy", "json") with file:line:column;
 *                   STRATA_E_INPUT: cannot be read; STRATA_E_MEMORY. *out is NULL unless STRATA_OK
 */
strata_status strata_policy_rules_load(const char *path, const char *id,
                                       const char *const *measures, strata_policy_rules **out,
                                       strata_error *err) STRATA_NODISCARD;
void strata_policy_rules_free(strata_policy_rules *rules); /* NULL is fine */

/** The band of a group size, or NULL below min_n. */
const strata_policy_band *strata_policy_band_of(const strata_policy_rules *rules, uint64_t n);

/** Whether a measure stays a number under the policy. */
bool strata_policy_keeps(const strata_policy_rules *rules, const char *measure);

#endif
