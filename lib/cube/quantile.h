/* Quantiles of scores: which are wanted, and what they are by the definition of type 7, linear
 * interpolation between the two scores that p * (n - 1) lies between. */
#ifndef STRATA_CUBE_QUANTILE_H
#define STRATA_CUBE_QUANTILE_H

#include "base/checked.h"
#include "base/number.h"
#include "base/status.h"

enum {
    STRATA_QUANTILES_MAX = 20,
    STRATA_QUANTILE_NAME = 16,
    STRATA_QUANTILE_DECIMALS = 6 /* of a percent */
};

/** One of them: p = over / under. */
typedef struct strata_quantile {
    uint32_t over; /* 0 < over < under */
    uint32_t under;
    uint32_t decimals;               /* under = 10^decimals, as few as p needs */
    char name[STRATA_QUANTILE_NAME]; /* of its column: "p10", "p2.5" */
} strata_quantile;

typedef struct strata_quantiles {
    strata_quantile of[STRATA_QUANTILES_MAX];
    unsigned count;
} strata_quantiles;

/** Reads percents between 0 and 100, "10,25,2.5", in the order in which they are wanted; zeros that
 * say nothing ("10.0") are not in the name.
 *  @return STRATA_OK, STRATA_E_USAGE ("quantiles") naming the word that is none, comes twice, or is
 *          one too many, with *out unchanged */
strata_status strata_quantiles_parse(const char *list, strata_quantiles *out,
                                     strata_error *err) STRATA_NODISCARD;

/** Where a quantile lies among n numbers in ascending order. */
typedef struct strata_quantile_rank {
    uint64_t low;  /* the number it is at or behind, from 0 */
    uint32_t part; /* of the way to the next one, over `under`; 0: there need be none */
} strata_quantile_rank;

/** x / under; nearly all have one decimal or two, and a divisor known beforehand is quick. */
static inline uint64_t strata_quantile_whole(const strata_quantile *quantile, uint64_t x)
{
    return quantile->under == 10 ? x / 10 : quantile->under == 100 ? x / 100 : x / quantile->under;
}

/** @param n  1 to 2^32 - 1
 *  @source   Hyndman & Fan (1996), Sample quantiles in statistical packages, The American
 *            Statistician 50:361, definition 7: p * (n - 1) from the lowest */
static inline strata_quantile_rank strata_quantile_rank_of(const strata_quantile *quantile,
                                                           uint64_t n)
{
    const uint64_t way = (n - 1) * quantile->over;
    const uint64_t low = strata_quantile_whole(quantile, way);
    return (strata_quantile_rank){.low = low, .part = (uint32_t)(way - low * quantile->under)};
}

/** The quantile times `under`, exactly.
 *  @param low   number rank.low, in ascending order
 *  @param high  the next one; any number if rank.part is 0 */
static inline strata_int128 strata_quantile_value(const strata_quantile *quantile, uint32_t part,
                                                  int64_t low, int64_t high)
{
    return (strata_int128)low * quantile->under + ((strata_int128)high - low) * part;
}

/** value / (under * 10^decimals) as text: exact, or rounded as the mean is (cell_figure.h).
 *  @param value     see strata_quantile_value
 *  @param decimals  0 to 18, of the scores
 *  @param out       out[STRATA_DOUBLE_TEXT], no NUL; returns the length */
size_t strata_quantile_figure(strata_int128 value, const strata_quantile *quantile,
                              unsigned decimals, char *out);

#endif
