/* Tidy tables with one character between fields: what csv and tsv share. */
#ifndef STRATA_TABLE_DELIMITED_H
#define STRATA_TABLE_DELIMITED_H

#include "table/table.h"

/** A column line and one row for each estimate of the kind asked for.
 *  @param delimiter  ',' or '\t'
 *  @return           what the sink returned */
strata_status strata_delimited_write(const strata_estimates *estimates,
                                     const strata_table_options *options, char delimiter,
                                     strata_sink *sink, strata_error *err) STRATA_NODISCARD;

#endif
