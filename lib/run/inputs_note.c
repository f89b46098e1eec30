/* Issues about what no input is made of. */
#include "run/inputs.h"

static strata_status note_rules(const strata_inputs *inputs, const strata_job *job,
                                strata_issues *issues, strata_error *err)
{
    for (size_t i = 0; i < job->rule_count + job->skip_count; i++) {
        const char *glob =
            i < job->rule_count ? job->rules[i].glob : job->skips[i - job->rule_count];
        if (glob != NULL && !inputs->rule_used[i]) {
            STRATA_TRY(strata_issues_add(issues, STRATA_SEVERITY_WARNING, "file-rule-unused",
                                         (strata_place_in_file){.file = NULL}, glob, err));
        }
    }
    return STRATA_OK;
}

strata_status strata_inputs_note(const strata_inputs *inputs, const strata_job *job,
                                 strata_issues *issues, strata_error *err)
{
    for (size_t i = 0; i < inputs->skipped_count; i++) {
        const strata_place_in_file skipped = {.file = inputs->skipped[i]};
        STRATA_TRY(
            strata_issues_add(issues, STRATA_SEVERITY_NOTE, "file-skipped", skipped, "", err));
    }
    for (size_t i = 0; i < inputs->archive_count; i++) {
        const strata_archive *archive = inputs->archives[i];
        for (size_t at = 0; at < strata_archive_skipped_count(archive); at++) {
            const strata_place_in_file skipped = {.file = strata_archive_skipped_name(archive, at)};
            STRATA_TRY(strata_issues_add(issues, STRATA_SEVERITY_NOTE, "member-skipped", skipped,
                                         "", err));
        }
    }
    return note_rules(inputs, job, issues, err);
}
