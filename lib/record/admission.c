/* Roster, successors, conditions, in this order: a condition may ask what the roster filled in. */
#include "record/admission.h"

static strata_status note_passed(const strata_admission *admission, size_t index,
                                 strata_place_in_file at, strata_error *err)
{
    return strata_issues_add(admission->issues, STRATA_SEVERITY_WARNING, "where-passed-over", at,
                             strata_filter_text(admission->filter, index), err);
}

/* Whether no condition failed; one that did is counted. */
static strata_status judge(const strata_admission *admission, size_t failed,
                           strata_place_in_file at, bool *kept, strata_error *err)
{
    *kept = failed == strata_filter_count(admission->filter);
    return *kept ? STRATA_OK
                 : strata_issues_add(admission->issues, STRATA_SEVERITY_NOTE, "where-dropped", at,
                                     strata_filter_text(admission->filter, failed), err);
}

strata_status strata_admit_record(const strata_admission *admission, strata_record *record,
                                  strata_place_in_file at, bool *kept, strata_error *err)
{
    *kept = true;
    if (admission->roster != NULL) {
        (void)strata_roster_join(admission->roster, record, at.line);
    }
    if (admission->successors != NULL) {
        STRATA_TRY(
            strata_successors_apply(admission->successors, record, at, admission->issues, err));
    }
    const strata_filter *filter = admission->filter;
    if (filter == NULL) {
        return STRATA_OK;
    }
    for (size_t i = 0; i < strata_filter_count(filter); i++) {
        if (!strata_filter_asks_record(filter, i)) {
            STRATA_TRY(note_passed(admission, i, at, err));
        }
    }
    const strata_filter_share share =
        admission->has_statuses_later ? STRATA_FILTER_OF_RESULTS : STRATA_FILTER_ALL;
    return judge(admission,
                 strata_filter_record_share(filter, share, admission->dictionary, record), at, kept,
                 err);
}

strata_status strata_admit_statuses(const strata_admission *admission, const strata_record *record,
                                    strata_place_in_file at, bool *kept, strata_error *err)
{
    *kept = true;
    if (admission->filter == NULL || !admission->has_statuses_later) {
        return STRATA_OK;
    }
    return judge(admission,
                 strata_filter_record_share(admission->filter, STRATA_FILTER_OF_STATUSES,
                                            admission->dictionary, record),
                 at, kept, err);
}

strata_status strata_admit_published(const strata_admission *admission,
                                     const strata_published *published, strata_place_in_file at,
                                     bool *kept, strata_error *err)
{
    *kept = true;
    const strata_filter *filter = admission->filter;
    if (filter == NULL) {
        return STRATA_OK;
    }
    for (size_t i = 0; i < strata_filter_count(filter); i++) {
        if (!strata_filter_asks_published(filter, i)) {
            STRATA_TRY(note_passed(admission, i, at, err));
        }
    }
    return judge(admission, strata_filter_published(filter, admission->dictionary, published), at,
                 kept, err);
}

strata_status strata_admit_finish(const strata_admission *admission, const char *file,
                                  strata_error *err)
{
    return admission->roster != NULL
               ? strata_roster_finish_file(admission->roster, file, admission->issues, err)
               : STRATA_OK;
}
