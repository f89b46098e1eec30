/* Archives of any bytes: opening them and reading every member must end without a crash, and give
 * the same the second time. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/hash.h"
#include "io/archive.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum {
    PIECE = 4096,
    PIECES_MAX = 1024 /* or a small archive could keep it busy for long */
};

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static strata_status read_member(const strata_archive *archive, size_t index, strata_digest *digest)
{
    char piece[PIECE];
    strata_source *source = NULL;
    size_t got = 1;
    strata_status status = strata_archive_source(archive, index, &source, NULL);
    for (int i = 0; status == STRATA_OK && got > 0 && i < PIECES_MAX; i++) {
        status = strata_source_read(source, piece, sizeof piece, &got, NULL);
        strata_digest_add(digest, piece, status == STRATA_OK ? got : 0);
    }
    strata_source_close(source);
    return status;
}

static void read_all(const uint8_t *bytes, size_t len, char digest_text[STRATA_DIGEST_TEXT])
{
    strata_archive *archive = NULL;
    strata_digest *digest = strata_digest_new();
    must(digest != NULL);
    const strata_status status = strata_archive_memory("a.zip", bytes, len, &archive, NULL);
    must(status == STRATA_OK || status == STRATA_E_INPUT);
    const size_t count = archive != NULL ? strata_archive_count(archive) : 0;
    for (size_t i = 0; i < count; i++) {
        const strata_status read = read_member(archive, i, digest);
        must(read == STRATA_OK || read == STRATA_E_INPUT);
    }
    strata_digest_text(digest, digest_text);
    strata_digest_free(digest);
    strata_archive_close(archive);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char once[STRATA_DIGEST_TEXT];
    char again[STRATA_DIGEST_TEXT];
    read_all(bytes, len, once);
    read_all(bytes, len, again);
    for (size_t i = 0; i < STRATA_DIGEST_TEXT; i++) {
        must(once[i] == again[i]);
    }
    return 0;
}
