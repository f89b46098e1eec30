/* The digest that a manifest gives of a file, gzip or not. */
#include <errno.h>
#include <stdio.h>

#include "base/alloc.h"
#include "io/system_error.h"
#include "run/build_folder.h"

enum {
    PIECE_BYTES = 64 * 1024
};

static strata_status add_file(FILE *file, strata_sha256 *sha, uint64_t *bytes, strata_error *err)
{
    unsigned char *piece = strata_alloc(PIECE_BYTES);
    if (piece == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = STRATA_OK;
    size_t got = fread(piece, 1, PIECE_BYTES, file);
    while (got > 0 && status == STRATA_OK) {
        *bytes += got;
        status = strata_sha256_add(sha, piece, got, err);
        got = fread(piece, 1, PIECE_BYTES, file);
    }
    strata_free(piece);
    return status;
}

static strata_status digest_file(const char *path, FILE *file, char out[STRATA_SHA256_TEXT],
                                 uint64_t *bytes, strata_error *err)
{
    strata_sha256 *sha = strata_sha256_new();
    if (sha == NULL) {
        return strata_fail_memory(err);
    }
    *bytes = 0;
    strata_status status = add_file(file, sha, bytes, err);
    if (status == STRATA_OK && ferror(file) != 0) {
        status = strata_fail_system(err, path, EIO, "cannot read");
    }
    if (status == STRATA_OK) {
        status = strata_sha256_text(sha, out, err);
    }
    strata_sha256_free(sha);
    return status;
}

strata_status strata_file_sha256(const char *path, char out[STRATA_SHA256_TEXT], uint64_t *bytes,
                                 strata_error *err)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return strata_fail_system(err, path, errno, "cannot read");
    }
    const strata_status status = digest_file(path, file, out, bytes, err);
    (void)fclose(file); /* was only read */
    return status;
}
