/* Names of members of archives: others wrote them, so they are cleaned before anything is named
 * so. No file is ever made of one. */
#ifndef STRATA_IO_ARCHIVE_NAME_H
#define STRATA_IO_ARCHIVE_NAME_H

#include <stdbool.h>

#include "base/arena.h"

/** The name without empty, "." and ".." parts and with "_" for control characters and bytes that
 *  are not UTF-8; "member" if nothing is left.
 *
 *  @param archive  in front of it, with a slash between                              (borrowed)
 *  @param name     as the archive has it                                             (borrowed)
 *  @return         "archive/part/part" in the arena; NULL when out of memory */
char *strata_archive_name(strata_arena *arena, const char *archive, const char *name);

/** True for what programs leave behind: a part of a cleaned name that is __MACOSX or begins with a
 *  dot. */
bool strata_archive_name_is_hidden(const char *name);

#endif
