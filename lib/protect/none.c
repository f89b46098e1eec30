/* Everything is shown: for those who may see student data anyway. */
#include "protect/policy.h"

extern const strata_policy strata_policy_none;

static strata_status leave_as_it_is(const strata_policy *policy, strata_cellset *set,
                                    strata_error *err)
{
    (void)policy;
    (void)set;
    (void)err;
    return STRATA_OK;
}

const strata_policy strata_policy_none = {
    .id = "none",
    .title = "nothing is hidden: confidential, for internal use only",
    .publishable = false,
    .confidential = true,
    .min_n = 0,
    .apply = leave_as_it_is,
};
