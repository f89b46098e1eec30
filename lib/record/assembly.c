/* Parts are united figure by figure; the first of two that differ stays. */
#include "record/assembly.h"

bool strata_assembly_takes(const strata_assembly *assembly, const strata_published *part)
{
    const strata_published *of = &assembly->result;
    return assembly->is_begun && of->year == part->year && of->term == part->term &&
           of->population == part->population && of->entity_level == part->entity_level &&
           of->county == part->county && of->lea == part->lea && of->school == part->school &&
           of->assessment == part->assessment && of->era == part->era &&
           of->subject == part->subject && of->grade == part->grade &&
           strata_group_key_equal(of->group, part->group);
}

/* False if both are there and differ. */
static bool unite_count(bool *has, uint64_t *into, bool part_has, uint64_t part)
{
    if (!part_has) {
        return true;
    }
    if (*has) {
        return *into == part;
    }
    *has = true;
    *into = part;
    return true;
}

static bool unite_counts(strata_assembly *into, const strata_published *part,
                         const strata_published_rest *rest)
{
    strata_published *of = &into->result;
    strata_level_counts *counts = &into->rest.counts;
    bool agrees =
        unite_count(&of->has_enrolled, &of->n_enrolled, part->has_enrolled, part->n_enrolled);
    agrees =
        unite_count(&of->has_tested, &of->n_tested, part->has_tested, part->n_tested) && agrees;
    agrees =
        unite_count(&of->has_scored, &of->n_scored, part->has_scored, part->n_scored) && agrees;
    for (unsigned at = 0; at < STRATA_LEVELS_MAX; at++) {
        agrees = unite_count(&counts->has[at], &counts->n[at], rest->counts.has[at],
                             rest->counts.n[at]) &&
                 agrees;
        counts->is_bound[at] = counts->is_bound[at] || rest->counts.is_bound[at];
    }
    return agrees;
}

static strata_statistic *find_statistic(strata_published *of, const strata_statistic *like)
{
    for (unsigned at = 0; at < of->statistic_count; at++) {
        strata_statistic *one = &of->statistics[at];
        if (one->stat == like->stat && one->cut == like->cut && one->variable == like->variable) {
            return one;
        }
    }
    return NULL;
}

/* A standard error may have come in a row of its own, before its statistic or behind it. */
static bool says_something(const strata_statistic *of)
{
    return of->has_value || of->has_bounds || of->is_hidden;
}

static bool is_same(const strata_statistic *a, const strata_statistic *b)
{
    return a->has_value == b->has_value && a->has_bounds == b->has_bounds &&
           a->is_hidden == b->is_hidden && a->is_hi_open == b->is_hi_open &&
           a->decimals == b->decimals && a->value == b->value && a->lo == b->lo && a->hi == b->hi;
}

static bool is_same_error(const strata_statistic *a, const strata_statistic *b)
{
    return !(a->se < b->se) && !(a->se > b->se);
}

static bool unite_statistic(strata_statistic *into, const strata_statistic *part)
{
    const strata_statistic before = *into;
    if (!says_something(&before) && says_something(part)) {
        *into = *part;
    }
    if (before.has_se || part->has_se) {
        into->has_se = true;
        into->se = before.has_se ? before.se : part->se;
    }
    return (!says_something(&before) || !says_something(part) || is_same(&before, part)) &&
           (!before.has_se || !part->has_se || is_same_error(&before, part));
}

static strata_status unite_statistics(strata_published *into, const strata_published *part,
                                      bool *is_conflict, strata_error *err)
{
    for (unsigned at = 0; at < part->statistic_count; at++) {
        const strata_statistic *added = &part->statistics[at];
        strata_statistic *there = find_statistic(into, added);
        if (there != NULL) {
            *is_conflict = !unite_statistic(there, added) || *is_conflict;
            continue;
        }
        if (into->statistic_count == STRATA_STATISTICS_MAX) {
            return strata_fail(err, STRATA_E_USAGE, "statistics-many",
                               "rows that are one result have more than %u statistics; let the "
                               "schema make several results of them",
                               (unsigned)STRATA_STATISTICS_MAX);
        }
        into->statistics[into->statistic_count++] = *added;
    }
    return STRATA_OK;
}

strata_status strata_assembly_add(strata_assembly *assembly, const strata_published *part,
                                  const strata_published_rest *rest, bool *is_conflict,
                                  strata_error *err)
{
    *is_conflict = false;
    if (!assembly->is_begun) {
        *assembly = (strata_assembly){.is_begun = true, .result = *part, .rest = *rest};
        return STRATA_OK;
    }
    assembly->rest.has_results = assembly->rest.has_results || rest->has_results;
    assembly->rest.has_hidden = assembly->rest.has_hidden || rest->has_hidden;
    assembly->rest.has_untested = assembly->rest.has_untested || rest->has_untested;
    *is_conflict = !unite_counts(assembly, part, rest);
    return unite_statistics(&assembly->result, part, is_conflict, err);
}
