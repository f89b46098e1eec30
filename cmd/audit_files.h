/* The publications that strata audit is given: files and folders as streams of cells. */
#ifndef STRATA_CMD_AUDIT_FILES_H
#define STRATA_CMD_AUDIT_FILES_H

#include "call.h"
#include "protect/published.h"

enum {
    STRATA_PUBLICATIONS_MAX = 256 /* with those of --known */
};

/** What was read. */
typedef struct strata_audit_files {
    strata_published_file files[STRATA_PUBLICATIONS_MAX]; /* files[count]; sets and rules owned */
    strata_cellset *sets[STRATA_PUBLICATIONS_MAX];
    strata_policy_rules *rules[STRATA_PUBLICATIONS_MAX];
    size_t count;
    /** neutral[neutral_count]: files of --known with ids */
    const char *neutral[STRATA_PUBLICATIONS_MAX];
    size_t neutral_count;
    strata_arena *arena; /* owns names */
    int64_t width;       /* that must stay open, by --width or the policies */
} strata_audit_files;

/** Reads the words of the call and --known, and checks that no output is one of them.
 *  @return STRATA_OK; STRATA_E_USAGE; STRATA_E_PROTECTED: cells that are not protected;
 *          STRATA_E_INPUT; STRATA_E_MEMORY. To be freed whatever is returned */
strata_status strata_audit_files_read(strata_call *call, strata_audit_files *out,
                                      strata_error *err) STRATA_NODISCARD;
void strata_audit_files_free(strata_audit_files *files);

/** Makes the release, with what the neutral files say of its numbers.
 *  @param rests_anywhere  as of strata_published_options
 *  @return                as strata_published_release_new */
strata_status strata_audit_files_release(const strata_audit_files *files, bool rests_anywhere,
                                         const strata_call *call, strata_published_release **out,
                                         strata_error *err) STRATA_NODISCARD;

#endif
