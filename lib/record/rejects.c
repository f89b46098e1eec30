/* Where a rejected row is and why, never a value of it. */
#include "record/rejects.h"

strata_status strata_rejects_add(strata_csv_writer *rejects, const strata_extract *extract,
                                 const strata_csv_row *row, strata_finding reason,
                                 strata_error *err)
{
    if (rejects == NULL) {
        return STRATA_OK;
    }
    strata_csv_string(rejects, strata_source_name(extract->source));
    strata_csv_count(rejects, row->line);
    strata_csv_count(rejects, row->offset);
    strata_csv_string(rejects, reason.rule);
    strata_csv_string(rejects, strata_extract_column(extract, reason.field));
    strata_csv_empty(rejects); /* nothing takes its place */
    const strata_status status = strata_csv_end_row(rejects);
    if (status != STRATA_OK && rejects->err != NULL && rejects->err != err) {
        return strata_fail_again(err, rejects->err);
    }
    return status;
}
