/* The files of strata audit: cells, a line of a percent sign, links. Whatever they hold: no crash,
 * the same answer in pieces of any size, and what is called safe has two tables. */
#include <stdlib.h>
#include <string.h>

#include "protect/audit.h"
#include "protect/release_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum {
    CELLS_MOST = 60 /* larger ones are only read */
};

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static strata_status read(strata_slice cells, strata_slice links, size_t chunk,
                          strata_release **out, strata_error *err)
{
    strata_source *first = NULL;
    strata_source *second = NULL;
    *out = NULL;
    strata_status status =
        strata_source_memory("cells.csv", cells.text, cells.len, chunk, &first, err);
    if (status == STRATA_OK) {
        status = strata_source_memory("links.csv", links.text, links.len, chunk, &second, err);
    }
    if (status == STRATA_OK) {
        const strata_release_files files = {first, second, STRATA_WIDTH_DEFAULT};
        status = strata_release_read(&files, out, err);
    }
    strata_source_close(first);
    strata_source_close(second);
    return status;
}

static void audit(const strata_release *release, strata_knowledge knowledge)
{
    strata_audit *found = NULL;
    strata_error err = {0};
    const strata_audit_options options = {.knowledge = knowledge,
                                          .width = STRATA_WIDTH_DEFAULT,
                                          .widths = release->widths,
                                          .no_linear = true};
    const strata_status status = strata_audit_run(release, &options, &found, &err);
    must(status == STRATA_OK || status == STRATA_E_INPUT);
    for (uint32_t cell = 0; status == STRATA_OK && cell < release->cell_count; cell++) {
        const strata_finding finding = strata_audit_finding(found, cell);
        must(finding.lo <= finding.hi);
        const int64_t width =
            release->widths != NULL ? release->widths[cell] : STRATA_WIDTH_DEFAULT;
        must(finding.verdict != STRATA_VERDICT_SAFE || finding.hi == STRATA_BOUND_NONE ||
             finding.hi - finding.lo >= width);
    }
    strata_audit_free(found);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const uint8_t *split = len > 0 ? memchr(bytes, '%', len) : NULL;
    const size_t before = split != NULL ? (size_t)(split - bytes) : len;
    const strata_slice cells = {(const char *)bytes, before};
    const strata_slice links = {(const char *)bytes + before + (split != NULL ? 1 : 0),
                                split != NULL ? len - before - 1 : 0};
    strata_release *whole = NULL;
    strata_release *pieces = NULL;
    strata_error first = {0};
    strata_error second = {0};
    const strata_status status = read(cells, links, 0, &whole, &first);
    must(read(cells, links, 1 + len % 7, &pieces, &second) == status);
    must(strcmp(first.text, second.text) == 0 && first.line == second.line);
    if (whole != NULL && whole->cell_count <= CELLS_MOST) {
        for (int knowledge = STRATA_KNOWS_NOTHING; knowledge <= STRATA_KNOWS_SYMBOLS; knowledge++) {
            audit(whole, (strata_knowledge)knowledge);
        }
    }
    strata_release_free(whole);
    strata_release_free(pieces);
    return 0;
}
