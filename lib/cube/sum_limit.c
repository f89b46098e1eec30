#include "cube/sum_limit.h"

strata_status strata_sum_fail(strata_error *err)
{
    return strata_fail(err, STRATA_E_INPUT, "sum-overflow",
                       "a sum over the students of a group is 2^%d or more; are the scores in the "
                       "unit that the schema says?",
                       STRATA_SUM_BITS);
}
