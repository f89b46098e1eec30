/* Lists of numbers in order. */
#ifndef STRATA_BASE_ORDER_H
#define STRATA_BASE_ORDER_H

#include <stddef.h>
#include <stdint.h>

/** By the first number that differs: less than, equal to or greater than 0 as left[count] comes
 * before, with or behind right[count]. */
static inline int strata_order_numbers(const uint32_t *left, const uint32_t *right, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        if (left[at] != right[at]) {
            return left[at] < right[at] ? -1 : 1;
        }
    }
    return 0;
}

#endif
