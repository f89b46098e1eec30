/* From a count of students to what a policy lets readers see of it, and back to the counts that a
 * reader holds possible. Whole numbers only. */
#ifndef STRATA_PROTECT_POLICY_CODE_H
#define STRATA_PROTECT_POLICY_CODE_H

#include "protect/policy_rules.h"

typedef enum strata_shown_kind {
    STRATA_SHOWN_HIDDEN,
    STRATA_SHOWN_NUMBER, /* lo = hi, a rounded percent */
    STRATA_SHOWN_RANGE,  /* from lo to hi */
    STRATA_SHOWN_LOW,    /* the lower tail: from 0 to hi */
    STRATA_SHOWN_HIGH    /* the upper tail: from lo to 100 % */
} strata_shown_kind;

/** Why a figure is hidden before anything is hidden for its sake; bits. */
enum {
    STRATA_PRIMARY_SMALL = 1 << 0, /* fewer students than the policy shows, or unknown how many */
    STRATA_PRIMARY_NUMERATOR = 1 << 1, /* a count below the smallest, or all but so few */
    STRATA_PRIMARY_ONE_LEVEL = 1 << 2, /* all students on one side */
    STRATA_PRIMARY_ZERO = 1 << 3,      /* nobody */
    STRATA_PRIMARY_PAIR = 1 << 4,      /* the other group of a factor of two is one of these */
    STRATA_PRIMARY_REASONS = 5
};

/** What is seen of a percent. Bounds are rounded percents, both included. */
typedef struct strata_shown {
    strata_shown_kind kind;
    uint8_t digits;   /* unit of lo and hi: 10^-digits percent */
    uint8_t why;      /* of STRATA_SHOWN_HIDDEN: bits STRATA_PRIMARY_...; else 0 */
    bool is_mirrored; /* the percent of those below, seen through those above */
    uint32_t lo;
    uint32_t hi;
} strata_shown;

enum {
    STRATA_SHOWN_TEXT = 24
};

/** 10^digits: how many units of a rounded percent are one percent.
 *  @param digits  0..STRATA_POLICY_DIGITS */
uint32_t strata_percent_unit(unsigned digits);

/** What is shown of k of n students: at or above a cut, or in one level.
 *  @param k  0..n */
strata_shown strata_policy_code(const strata_policy_rules *rules, uint64_t n, uint64_t k);

/** What is shown of the k students below the lowest cut, or in the lowest level, whose complement
 * is shown as well: the mirror of what is shown of the n - k others, so that both together tell no
 * more than one of them, and numbers add up to 100.
 *  @param k  0..n */
strata_shown strata_policy_code_below(const strata_policy_rules *rules, uint64_t n, uint64_t k);

/** The numerators that a reader who knows the policy and n holds possible: out[0]..out[1], none
 * left out between them.
 *  @param shown  as one of the two functions above made it; not hidden
 *  @return       false, out unchanged, if n students are never shown like this */
bool strata_policy_feasible(const strata_policy_rules *rules, uint64_t n, strata_shown shown,
                            uint64_t out[2]);

/** The same for a reader who knows only that n[0] <= n <= n[1]; between out[0] and out[1] some may
 * be impossible.
 *  @param n  n[0]..n[1]
 *  @return   false, out unchanged, if no group of those sizes is ever shown like this
 *  Complexity O(n[1] - n[0]). */
bool strata_policy_feasible_any(const strata_policy_rules *rules, const uint64_t n[2],
                                strata_shown shown, uint64_t out[2]);

/** "95", "95.3", "<=20", ">=80", "21-29", or the policy's symbol; returns the length.
 *  @param out  out[STRATA_SHOWN_TEXT], NUL behind */
size_t strata_shown_text(const strata_policy_rules *rules, strata_shown shown, char *out);

#endif
