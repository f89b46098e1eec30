/* What the sender says that the files hold, compared with what was read. A control file is CSV with
 * the column `file` and any of `rows`, `bytes`, `sha256`, `xxh3`, `sum:COLUMN`; an empty value says
 * nothing, but every line says something. */
#ifndef STRATA_RECORD_CONTROL_H
#define STRATA_RECORD_CONTROL_H

#include "record/accounting.h"
#include "record/binding.h"
#include "record/issues.h"

typedef struct strata_control strata_control;

/** One file while it is read. */
typedef struct strata_control_file strata_control_file;

/** Reads a control file.
 *  @return STRATA_OK; STRATA_E_INPUT for an unknown or missing column, one that is there twice, a
 *          value that is none and a header without rows ("control-form", with file:line), for a
 *          line that expects nothing ("control-empty"), or what reading returned; STRATA_E_MEMORY
 */
strata_status strata_control_load(const char *path, strata_control **out,
                                  strata_error *err) STRATA_NODISCARD;
void strata_control_free(strata_control *control); /* NULL is fine */

/** Whether a line is about a file of this name. */
bool strata_control_knows(const strata_control *control, const char *name);

/** Looks for the lines about a source that is at its beginning: those whose `file` is its base name
 * or its name, or a glob that matches one of them. Without any *out is NULL and the issue
 * "control-missing" is noted. */
strata_status strata_control_start(strata_control *control, strata_source *source,
                                   strata_issues *issues, strata_control_file **out,
                                   strata_error *err) STRATA_NODISCARD;

/** Finds the columns to add up, by the header's names of the columns that the layout reads.
 *  @param file  NULL is fine
 *  @return      STRATA_OK; STRATA_E_INPUT ("control-column") if one of them is not read, or holds
 *               identifiers of students */
strata_status strata_control_bind(strata_control_file *file, const strata_binding *binding,
                                  strata_error *err) STRATA_NODISCARD;

/** Adds a data row to the sums, exactly; a value that is missing or no number counts 0 and is
 * counted. */
void strata_control_row(strata_control_file *file, const strata_csv_row *row);

/** Compares what was read with every line about it.
 *  @param file  NULL is fine
 *  @return      STRATA_OK; STRATA_E_INPUT ("control-differs") naming the first difference, what was
 *               expected and, but for sums of students' values, what was found; STRATA_E_MEMORY */
strata_status strata_control_compare(strata_control_file *file, const strata_account *account,
                                     strata_source *source, strata_error *err) STRATA_NODISCARD;
void strata_control_file_free(strata_control_file *file); /* NULL is fine */

/** Whether every line found its file; STRATA_E_INPUT ("control-unmatched") for the first that did
 * not. */
strata_status strata_control_finish(const strata_control *control,
                                    strata_error *err) STRATA_NODISCARD;

#endif
