/* Releases as text, for tests of the audit. */
#ifndef RELEASE_TEXT_H
#define RELEASE_TEXT_H

#include "protect/audit.h"
#include "protect/release_read.h"
#include "strata_test.h"

/** Reads a release from the texts of its two files, named cells.csv and links.csv. */
static inline strata_status release_text_read(const char *cells, const char *links,
                                              strata_release **out, strata_error *err)
{
    strata_source *first = NULL;
    strata_source *second = NULL;
    *out = NULL;
    strata_status status = strata_source_memory("cells.csv", cells, strlen(cells), 0, &first, err);
    if (status == STRATA_OK) {
        status = strata_source_memory("links.csv", links, strlen(links), 0, &second, err);
    }
    if (status == STRATA_OK) {
        const strata_release_files files = {first, second, STRATA_WIDTH_DEFAULT};
        status = strata_release_read(&files, out, err);
    }
    strata_source_close(first);
    strata_source_close(second);
    return status;
}

/** A release that must be readable. */
static inline strata_release *release_text(const char *cells, const char *links)
{
    strata_release *release = NULL;
    strata_error err = {0};
    if (release_text_read(cells, links, &release, &err) != STRATA_OK) {
        fail_msg("%s (%s)", err.text, err.rule);
    }
    return release;
}

/** The number of a cell by its id. */
static inline uint32_t release_text_cell(const strata_release *release, const char *id)
{
    const uint32_t number = strata_intern_find(release->ids, id, strlen(id));
    assert_true(number != UINT32_MAX && number > 0);
    return number - 1;
}

/** Fails unless the cell is known to be within lo..hi, no more and no less, with the verdict. */
static inline void release_text_expect(const strata_audit *audit, const char *id, int64_t lo,
                                       int64_t hi, strata_verdict verdict)
{
    const strata_finding finding =
        strata_audit_finding(audit, release_text_cell(strata_audit_release(audit), id));
    assert_int_equal(finding.lo, lo);
    assert_int_equal(finding.hi, hi);
    assert_int_equal(finding.verdict, verdict);
}

/** What narrowed the cell last. */
static inline strata_attack release_text_attack(const strata_audit *audit, const char *id)
{
    const uint32_t cell = release_text_cell(strata_audit_release(audit), id);
    return strata_audit_finding(audit, cell).attack;
}

#endif
