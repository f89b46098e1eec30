/* The files below a folder. */
#ifndef STRATA_IO_FILE_LIST_H
#define STRATA_IO_FILE_LIST_H

#include <stddef.h>

#include "base/status.h"

typedef struct strata_file_list strata_file_list;

/** Every file below a folder, deeper folders included, whose name ends with suffix; names that
 * begin with a dot are left out. Symbolic links to files count, those to folders are not followed.
 *
 *  @return STRATA_OK; STRATA_E_USAGE (no such folder); STRATA_E_INPUT (cannot be read, or folders
 *          nested deeper than 16); STRATA_E_MEMORY */
strata_status strata_file_list_new(const char *folder, const char *suffix, strata_file_list **out,
                                   strata_error *err) STRATA_NODISCARD;
void strata_file_list_free(strata_file_list *list); /* NULL is fine */

size_t strata_file_list_count(const strata_file_list *list);
/** Path below the folder, "mn/northstar-district.json"; sorted by bytes. */
const char *strata_file_list_at(const strata_file_list *list, size_t index);

#endif
