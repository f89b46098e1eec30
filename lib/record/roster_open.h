/* The bytes of a roster: a file of its own, or the one roster in an archive. */
#ifndef STRATA_RECORD_ROSTER_OPEN_H
#define STRATA_RECORD_ROSTER_OPEN_H

#include "io/archive.h"
#include "record/issues.h"
#include "schema/catalog.h"

/** A roster at its beginning. Start from {0}; to be closed whatever _open returns. */
typedef struct strata_roster_bytes {
    strata_archive *archive; /* it is a member of this one; NULL: a file of its own */
    strata_source *source;
} strata_roster_bytes;

/** Opens a path. Of an archive of one member that is it; of several the one that a schema of kind
 *  "roster" fits, and each of the others is counted under "member-skipped".
 *  @return STRATA_OK; STRATA_E_INPUT: what strata_archive_open and _source refuse, "roster-members"
 *          (no or more than one member of several is a roster); STRATA_E_MEMORY */
strata_status strata_roster_bytes_open(const char *path, const strata_catalog *catalog,
                                       strata_issues *issues, strata_roster_bytes *out,
                                       strata_error *err) STRATA_NODISCARD;
void strata_roster_bytes_close(strata_roster_bytes *bytes);

/** The id of the schema of kind "roster" that fits the header of a source, NULL if none does. Among
 * inputs no header is a roster's, since one may look like results with few columns; here only
 * rosters are looked for. Of several that fit the longest signature wins, then the first by id. */
const char *strata_roster_schema(const strata_catalog *catalog, strata_source *source);

#endif
