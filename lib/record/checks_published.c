/* Percents are compared as whole numbers of 10^-18, so that no rounding of ours is in the way. */
#include "record/checks_published.h"

#include "base/checked.h"
#include "base/number.h"

enum {
    FINEST = 18, /* decimals of a statistic, at most */
    PERCENT = 100
};

/** From lo to hi, in units of 10^-18. */
typedef struct range {
    strata_int128 lo;
    strata_int128 hi;
} range;

static strata_int128 finest(int64_t x, unsigned decimals)
{
    return (strata_int128)x * (strata_int128)strata_power_of_ten(FINEST - decimals);
}

static strata_int128 whole(void)
{
    return finest(PERCENT, 0);
}

/* The column of a figure. */
static uint32_t field_of(const strata_decoder *decoder, strata_target to, unsigned index)
{
    const strata_bound_result *result = decoder->result;
    for (uint32_t at = result->first[to]; at < result->first[to + 1]; at++) {
        if (result->inputs[at].index == index && result->inputs[at].constant == NULL) {
            return result->inputs[at].field;
        }
    }
    return STRATA_NO_FIELD;
}

/* ---- counts ---- */

/* What the levels are parts of: the smallest whole that is known. */
static bool find_whole(const strata_published *of, uint64_t *out)
{
    if (of->has_scored) {
        *out = of->n_scored;
    } else if (of->has_tested) {
        *out = of->n_tested;
    } else {
        *out = of->n_enrolled;
    }
    return of->has_scored || of->has_tested || of->has_enrolled;
}

static bool check_levels(strata_decoder *decoder, const strata_level_counts *printed,
                         const strata_published *of)
{
    uint64_t n = 0;
    const bool has_whole = find_whole(of, &n);
    for (unsigned level = 1; has_whole && level <= of->level_count; level++) {
        if (printed->has[level - 1] && printed->n[level - 1] > n) {
            return strata_decode_warn(decoder, "part-exceeds-whole",
                                      field_of(decoder, STRATA_TO_LEVEL_COUNT, level));
        }
    }
    return true;
}

static bool check_numbers(strata_decoder *decoder, const strata_published *of)
{
    if (of->has_scored && of->has_tested && of->n_scored > of->n_tested) {
        return strata_decode_warn(decoder, "part-exceeds-whole",
                                  field_of(decoder, STRATA_TO_N_SCORED, 0));
    }
    return !of->has_tested || !of->has_enrolled || of->n_tested <= of->n_enrolled ||
           strata_decode_warn(decoder, "part-exceeds-whole",
                              field_of(decoder, STRATA_TO_N_TESTED, 0));
}

/* ---- shares ---- */

static bool find_share(const strata_published *of, unsigned level, range *out)
{
    for (unsigned at = 0; at < of->statistic_count; at++) {
        const strata_statistic *share = &of->statistics[at];
        if (share->stat == STRATA_STAT_SHARE && share->cut == level) {
            *out = (range){finest(share->lo, share->decimals), finest(share->hi, share->decimals)};
            return share->has_bounds;
        }
    }
    return false;
}

/* Adds the shares of levels from..to that are known; the number of them. */
static unsigned add_shares(const strata_published *of, unsigned from, unsigned to, range *sum)
{
    unsigned count = 0;
    range share;
    for (unsigned level = from; level <= to; level++) {
        if (find_share(of, level, &share)) {
            sum->lo += share.lo;
            sum->hi += share.hi;
            count++;
        }
    }
    return count;
}

/* Nobody is in any level of no students. */
static bool check_shares(strata_decoder *decoder, const strata_published *of)
{
    range sum = {0, 0};
    const unsigned count = add_shares(of, 1, of->level_count, &sum);
    if (count == 0 || (of->has_scored && of->n_scored == 0)) {
        return true;
    }
    const bool is_short = count == of->level_count && sum.hi < whole();
    return (sum.lo <= whole() && !is_short) ||
           strata_decode_warn(decoder, "shares-sum", field_of(decoder, STRATA_TO_SHARE, 1));
}

/* ---- percents ---- */

/* Whether count of n is within the range. */
static bool is_count_of(const range *percent, uint64_t count, uint64_t n)
{
    const strata_int128 size = (strata_int128)n;
    const strata_int128 part = (strata_int128)count;
    if (n > UINT32_MAX || count > UINT32_MAX) {
        return true; /* the products below would not fit; no place has so many students */
    }
    return percent->lo * size <= part * whole() && part * whole() <= percent->hi * size;
}

/* Publishers divide by the scored, the tested or the enrolled. */
static bool fits_counts(const strata_published *of, const strata_statistic *statistic,
                        const range *percent)
{
    uint64_t count = 0;
    const unsigned last = statistic->stat == STRATA_STAT_SHARE ? statistic->cut : of->level_count;
    for (unsigned level = statistic->cut; level <= last; level++) {
        if (!strata_add_u64(&count, of->levels[level - 1])) {
            return true;
        }
    }
    return !of->has_levels || !of->has_scored || of->n_scored == 0 ||
           is_count_of(percent, count, of->n_scored) ||
           (of->has_tested && is_count_of(percent, count, of->n_tested)) ||
           (of->has_enrolled && is_count_of(percent, count, of->n_enrolled));
}

static bool meets(const range *a, const range *b)
{
    return a->lo <= b->hi && b->lo <= a->hi;
}

static bool fits_shares(const strata_published *of, unsigned cut, const range *percent)
{
    range above = {0, 0};
    range below = {0, 0};
    const bool has_above =
        add_shares(of, cut, of->level_count, &above) == of->level_count + 1 - cut;
    const bool has_below = add_shares(of, 1, cut - 1, &below) == cut - 1;
    const range rest = {whole() - below.hi, whole() - below.lo};
    return (has_above && meets(&above, percent)) || (has_below && meets(&rest, percent)) ||
           (!has_above && (!has_below || cut == 1));
}

/* A percent of nobody; publishers write 0. */
static bool is_of_nobody(const strata_published *of, const strata_statistic *statistic)
{
    const bool has_nobody =
        (of->has_scored && of->n_scored == 0) || (of->has_tested && of->n_tested == 0);
    return has_nobody && !(statistic->has_value && statistic->value == 0);
}

static bool check_percent(strata_decoder *decoder, const strata_published *of,
                          const strata_statistic *statistic)
{
    const bool is_share = statistic->stat == STRATA_STAT_SHARE;
    const bool is_percent = is_share || statistic->stat == STRATA_STAT_PCT;
    if (!is_percent || !statistic->has_bounds || statistic->cut < 1 ||
        statistic->cut > of->level_count) {
        return true;
    }
    const range percent = {finest(statistic->lo, statistic->decimals),
                           finest(statistic->hi, statistic->decimals)};
    const bool fits_all = fits_counts(of, statistic, &percent) &&
                          (is_share || (of->has_scored && of->n_scored == 0) ||
                           fits_shares(of, statistic->cut, &percent));
    return (fits_all && !is_of_nobody(of, statistic)) ||
           strata_decode_warn(
               decoder, "percent-contradicts-counts",
               field_of(decoder, is_share ? STRATA_TO_SHARE : STRATA_TO_PCT, statistic->cut));
}

bool strata_decode_check_published(strata_decoder *decoder, const strata_level_counts *printed,
                                   const strata_published *of)
{
    if (!check_numbers(decoder, of) || !check_levels(decoder, printed, of) ||
        !check_shares(decoder, of)) {
        return false;
    }
    for (unsigned at = 0; at < of->statistic_count; at++) {
        if (!check_percent(decoder, of, &of->statistics[at])) {
            return false;
        }
    }
    return true;
}
