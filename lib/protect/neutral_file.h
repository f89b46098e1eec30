/* Files of CSV that describe tables of anybody: a header with columns of known names in any order,
 * then rows of as many fields. What the rows are is the caller's. */
#ifndef STRATA_PROTECT_NEUTRAL_FILE_H
#define STRATA_PROTECT_NEUTRAL_FILE_H

#include "io/csv_reader.h"
#include "io/source.h"
#include "protect/release.h"

enum {
    STRATA_NEUTRAL_COLUMNS_MOST = 8
};

/** What the columns of a file are called, and how many of them, from the first, it must have. */
typedef struct strata_neutral_layout {
    const char *const *names;
    unsigned count; /* at most STRATA_NEUTRAL_COLUMNS_MOST */
    unsigned needed;
    const char *expected; /* them all, for messages */
    const char *rule;     /* of what is wrong with header and fields: "audit-columns" */
} strata_neutral_layout;

/** A file while it is read. */
typedef struct strata_neutral_file {
    const strata_neutral_layout *layout;
    strata_csv_reader *reader;
    uint32_t place[STRATA_NEUTRAL_COLUMNS_MOST]; /* field of each column; UINT32_MAX: none */
    uint32_t fields;
    const strata_csv_row *row;
} strata_neutral_file;

/** What takes a row; anything but STRATA_OK ends the reading. */
typedef strata_status (*strata_neutral_take)(void *context, const strata_neutral_file *file,
                                             strata_error *err);

/** Reads a file whole, row by row.
 *  @return  STRATA_OK; STRATA_E_INPUT (the layout's rule, with file:line:column; what reading
 *           refuses); STRATA_E_MEMORY; what take returned */
strata_status strata_neutral_read(const strata_neutral_layout *layout, strata_source *source,
                                  strata_neutral_take take, void *context,
                                  strata_error *err) STRATA_NODISCARD;

/** A column's field without blanks around it; empty if there is no such column. */
strata_slice strata_neutral_field(const strata_neutral_file *file, unsigned column);

/** True if the header has the column. */
bool strata_neutral_has(const strata_neutral_file *file, unsigned column);

/** A message at a field of the row, or of the header. */
strata_status strata_neutral_fail(const strata_neutral_file *file, uint32_t field, const char *rule,
                                  const char *text, strata_error *err) STRATA_NODISCARD;

/** What a release said against a row, at a field.
 *  @return STRATA_OK; STRATA_E_MEMORY; else strata_neutral_fail with first's rule and text */
strata_status strata_neutral_pass_on(const strata_neutral_file *file, uint32_t field,
                                     strata_status status, const strata_error *first,
                                     strata_error *err) STRATA_NODISCARD;

/** strata_release_finish, whose refusal names the file of links. */
strata_status strata_neutral_finish(strata_release *release, const strata_source *links,
                                    strata_error *err) STRATA_NODISCARD;

#endif
