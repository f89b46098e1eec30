/* TSV: one row for each estimate. */
#include "table/delimited.h"

extern const strata_table_writer strata_writer_tsv;

static strata_status write_tsv(const strata_estimates *estimates,
                               const strata_table_options *options, strata_sink *sink,
                               strata_error *err)
{
    return strata_delimited_write(estimates, options, '\t', sink, err);
}

const strata_table_writer strata_writer_tsv = {
    .id = "tsv",
    .extension = ".tsv",
    .title = "tab-separated values, tidy",
    .write = write_tsv,
};
