/* INI files as a list of (section, name, value) with line numbers; libinih reads, this file keeps
 * order. */
#ifndef STRATA_IO_INI_H
#define STRATA_IO_INI_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct strata_ini_entry {
    const char *section; /* "" before the first section */
    const char *name;
    const char *value; /* without inline comment (" ;") and outer blanks */
    uint64_t line;
    uint64_t section_line; /* where its section starts, 0 before the first one */
} strata_ini_entry;

typedef struct strata_ini strata_ini;

/** Reads a whole INI file. Continuation lines (indented) come as further entries of the same name,
 * as do repeated keys. A line over 190 bytes is refused with advice, as is a line that is neither a
 * section, a comment nor name = value.
 *  @return STRATA_OK, STRATA_E_USAGE with file:line, STRATA_E_INPUT (cannot read), STRATA_E_MEMORY
 */
strata_status strata_ini_load(const char *path, strata_ini **out,
                              strata_error *err) STRATA_NODISCARD;

size_t strata_ini_count(const strata_ini *ini);
const strata_ini_entry *strata_ini_at(const strata_ini *ini, size_t index);
void strata_ini_free(strata_ini *ini);

#endif
