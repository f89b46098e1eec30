/* The actions of strata schema, each in a file of its own. Only the command uses this. */
#ifndef STRATA_CMD_SCHEMA_PARTS_H
#define STRATA_CMD_SCHEMA_PARTS_H

#include "call.h"
#include "schema/guess.h"
#include "table/printer.h"

/** "students", "published", "entities", "roster". */
const char *strata_schema_kind_word(strata_schema_kind kind);

/** All that a schema says: tests, layouts, columns and what becomes of them, code maps. */
void strata_schema_show(strata_printer *out, const strata_schema *schema);

/** Fields that have the missing values and the ranges that most fields of a layout have; NULL in a
 * layout without fields. */
typedef struct strata_usual {
    const strata_field *missing;
    const strata_field *blurs;
} strata_usual;

/** Prints those lists. */
strata_usual strata_schema_show_usual(strata_printer *out, const strata_layout *layout);
/** Prints the lists of a field that are not the usual ones, and the words of one that has no map of
 * its own. */
void strata_schema_show_values(strata_printer *out, const strata_field *field,
                               const strata_usual *usual);

/** Drafts a schema from a file: the draft to the call's output, a table of the columns to standard
 * error.
 *  @param catalog  schemas whose words for groups are known */
strata_status strata_schema_guess(const strata_call *call, strata_catalog *catalog,
                                  const char *path, strata_error *err) STRATA_NODISCARD;

/** Reads the sample of a guess with its draft, the call's output, and says what became of the rows.
 *  @param path  of the file the sample is from
 *  @return      STRATA_OK, also when rows were rejected; what loading the draft or reading returned
 */
strata_status strata_schema_try(const strata_call *call, strata_catalog *catalog,
                                const strata_guess *guess, const char *path,
                                strata_error *err) STRATA_NODISCARD;

/** Reads words[2] with the schema words[1] and compares the cells, or of an entities schema the
 * places, with the text words[3]; or writes that with --update.
 *  @return STRATA_OK; STRATA_E_LIMIT: they differ, and the first differences were printed; what
 *          reading the files returned */
strata_status strata_schema_test(strata_call *call, strata_catalog *catalog,
                                 strata_error *err) STRATA_NODISCARD;

#endif
