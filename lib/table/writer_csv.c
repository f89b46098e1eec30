/* CSV: one row for each estimate. */
#include "table/delimited.h"

extern const strata_table_writer strata_writer_csv;

static strata_status write_csv(const strata_estimates *estimates,
                               const strata_table_options *options, strata_sink *sink,
                               strata_error *err)
{
    return strata_delimited_write(estimates, options, ',', sink, err);
}

const strata_table_writer strata_writer_csv = {
    .id = "csv",
    .extension = ".csv",
    .title = "comma-separated values, tidy",
    .write = write_csv,
};
