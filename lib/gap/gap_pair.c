/* Pairing a group with its reference, and gaps pooled over grades. */
#include "gap/gap_pair.h"

#include <math.h>

#include "gap/gap_result.h"

void strata_gap_pair_init(strata_gap_pair *out, const strata_gap_place *place)
{
    const strata_panel_group *group = place->group;
    const strata_reference reference = place->reference;
    const strata_group_key key =
        reference.complement ? strata_group_key_without(group->key, place->position)
                             : strata_group_key_with(group->key, place->position, reference.code);
    const strata_panel_group *found = strata_panel_find(place->panels, place->panel, key);
    out->view.focal = group->view;
    out->view.ref = (strata_group_view){.test = group->view.test,
                                        .pooled_grades = group->view.pooled_grades,
                                        .dfs = group->view.dfs};
    out->has_ref = found != NULL && found->source == group->source;
    if (!out->has_ref) {
        return;
    }
    if (reference.complement) {
        strata_complement_init(&out->storage, &found->view, &group->view);
        strata_complement_protect(&out->storage, place->panels->min_n);
        out->view.ref = out->storage.view;
    } else {
        out->view.ref = found->view;
    }
}

/* Sums over the grades that have a value. */
typedef struct pool {
    double weight;
    double value;    /* sum of weight * value */
    double variance; /* sum of (weight * se)^2 */
    uint64_t n;
    uint64_t n_ref;
    strata_flags flags;
    bool has_grades;
    strata_estimate_status missing; /* joint status of the grades without a value */
} pool;

static void add_grade(pool *sum, const strata_result_value *grade)
{
    sum->has_grades = true;
    sum->flags |= grade->flags;
    if (grade->status != STRATA_ESTIMATE_OK || !grade->has_n || grade->n == 0) {
        sum->missing = strata_gap_joint_status(sum->missing, grade->status);
        return;
    }
    const double weight = (double)grade->n;
    sum->weight += weight;
    sum->value += weight * grade->value;
    sum->variance += weight * grade->se * weight * grade->se;
    sum->n += grade->n;
    sum->n_ref += grade->n_ref;
}

static strata_result_value pooled_result(const pool *sum)
{
    strata_result_value result = strata_result_none();
    result.flags = sum->flags;
    if (!sum->has_grades) {
        result.status = STRATA_ESTIMATE_UNDEFINED;
        result.flags |= strata_flag_scale_pooled_over_grades;
        return result;
    }
    if (sum->weight <= 0.0) {
        result.status =
            sum->missing != STRATA_ESTIMATE_OK ? sum->missing : STRATA_ESTIMATE_UNDEFINED;
        return result;
    }
    result.value = sum->value / sum->weight;
    result.se = sqrt(sum->variance) / sum->weight;
    result.lo = result.value - strata_z95() * result.se;
    result.hi = result.value + strata_z95() * result.se;
    result.p = strata_p_normal(result.value / result.se);
    result.n = sum->n;
    result.n_ref = sum->n_ref;
    result.has_n = true;
    result.has_n_ref = true;
    return result;
}

strata_result_value strata_gap_over_grades(const strata_gap *gap, const strata_gap_place *place,
                                           const strata_gap_pair *pair)
{
    const strata_result_value whole = gap->of(&pair->view, 0);
    if (whole.status == STRATA_ESTIMATE_SUPPRESSED || whole.status == STRATA_ESTIMATE_NOT_TESTED) {
        return whole;
    }
    pool sum = {.missing = STRATA_ESTIMATE_OK};
    strata_gap_place grade = *place;
    while ((grade.panel = strata_panel_grade_before(place->panels, place->panel, grade.panel)) !=
           NULL) {
        grade.group = strata_panel_find(place->panels, grade.panel, place->group->key);
        if (grade.group == NULL || grade.group->source != place->group->source) {
            continue;
        }
        strata_gap_pair groups;
        strata_gap_pair_init(&groups, &grade);
        if (groups.has_ref) {
            const strata_result_value result = gap->of(&groups.view, 0);
            add_grade(&sum, &result);
        }
    }
    return pooled_result(&sum);
}
