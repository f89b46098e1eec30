/* Options about what is read, and how it is filled in and chosen. */
#include "option_input.h"

#include "record/grade.h"
#include "run/job.h"

/* --year, --term and their like together make the one rule that holds for all files. */
static void use_rule(strata_call *call)
{
    call->job.rules = &call->rule;
    call->job.rule_count = 1;
}

strata_status strata_set_year(strata_call *call, const char *value, strata_error *err)
{
    use_rule(call);
    return strata_year_parse(value, &call->rule.year, err);
}

strata_status strata_set_term(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    use_rule(call);
    call->rule.term = value;
    return STRATA_OK;
}

/* A text of that rule. */
static strata_status set_rule_text(strata_call *call, const char **out, const char *value)
{
    use_rule(call);
    *out = value;
    return STRATA_OK;
}

strata_status strata_set_assessment(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    return set_rule_text(call, &call->rule.assessment, value);
}

strata_status strata_set_subject(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    return set_rule_text(call, &call->rule.subject, value);
}

strata_status strata_set_grade(strata_call *call, const char *value, strata_error *err)
{
    use_rule(call);
    return strata_grade_find(value, &call->rule.grade, err);
}

strata_status strata_set_encoding(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    return set_rule_text(call, &call->rule.encoding, value);
}

strata_status strata_set_skip(strata_call *call, const char *value, strata_error *err)
{
    if (call->skip_count == STRATA_SKIPS_MAX) {
        return strata_fail(err, STRATA_E_USAGE, "skip", "--skip is given more than %d times",
                           STRATA_SKIPS_MAX);
    }
    call->skips[call->skip_count++] = value;
    call->job.skips = call->skips;
    call->job.skip_count = call->skip_count;
    return STRATA_OK;
}

strata_status strata_set_roster(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->job.roster_path = value;
    return STRATA_OK;
}

strata_status strata_set_roster_wins(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->job.roster_wins = true;
    return STRATA_OK;
}

/* The later of two would drop the conditions of the first in silence. */
strata_status strata_set_groups(strata_call *call, const char *value, strata_error *err)
{
    return strata_plan_groups(&call->job.plan, value, err);
}

strata_status strata_set_where(strata_call *call, const char *value, strata_error *err)
{
    if (call->has_where) {
        return strata_fail(err, STRATA_E_USAGE, "where",
                           "--where is given twice; put all conditions into one, with commas");
    }
    call->has_where = true;
    return strata_job_set_where(&call->job, value, err);
}

strata_status strata_set_status_year(strata_call *call, const char *value, strata_error *err)
{
    return strata_job_set_status_year(&call->job, value, err);
}

strata_status strata_set_successors(strata_call *call, const char *value, strata_error *err)
{
    (void)value;
    (void)err;
    call->job.follow_successors = true;
    return STRATA_OK;
}

strata_status strata_set_entities(strata_call *call, const char *value, strata_error *err)
{
    if (call->entities_count == STRATA_ENTITIES_MAX) {
        return strata_fail(err, STRATA_E_USAGE, "entities", "more than %d files of entities",
                           STRATA_ENTITIES_MAX);
    }
    call->entities[call->entities_count++] = value;
    call->job.entities = call->entities;
    call->job.entities_count = call->entities_count;
    return STRATA_OK;
}

strata_status strata_set_kind(strata_call *call, const char *value, strata_error *err)
{
    (void)err;
    call->rows_of = value;
    return STRATA_OK;
}
