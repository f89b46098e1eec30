/* Reads a whole file, and has jansson parse it with strata's memory. */
#include "schema/json_file.h"

#include <string.h>

#include "base/alloc.h"
#include "io/source.h"

enum {
    FILE_MAX = 8 * 1024 * 1024 /* such files are written by hand */
};

/* The whole file, NUL behind it, into the arena. */
static strata_status read_bytes(strata_source *source, strata_loader *loader)
{
    char *bytes = NULL;
    size_t room = 0;
    size_t len = 0;
    size_t got = 1;
    strata_status status = STRATA_OK;
    while (status == STRATA_OK && got > 0) {
        void *block = bytes;
        status = strata_reserve(&block, &room, len + 4096, 1, loader->err);
        bytes = block;
        if (status == STRATA_OK) {
            status = strata_source_read(source, bytes + len, room - len, &got, loader->err);
            len += status == STRATA_OK ? got : 0;
        }
        if (status == STRATA_OK && len > FILE_MAX) {
            status = strata_fail_at(loader->err, STRATA_E_USAGE, loader->rule,
                                    (strata_place_in_file){loader->path, 0, 0},
                                    "is larger than 8 MiB and no %s", loader->rule);
        }
    }
    if (status == STRATA_OK) {
        loader->text = strata_arena_copy(loader->arena, bytes, len);
        loader->len = len;
        status = loader->text != NULL ? STRATA_OK : strata_fail_memory(loader->err);
    }
    strata_free(bytes);
    return status;
}

static strata_status read_file(strata_loader *loader, const char **digest)
{
    strata_source *source = NULL;
    STRATA_TRY(strata_source_open(loader->path, &source, loader->err));
    const strata_status status = read_bytes(source, loader);
    char text[STRATA_DIGEST_TEXT];
    strata_source_digest(source, text);
    strata_source_close(source);
    STRATA_TRY(status);
    *digest = strata_arena_copy(loader->arena, text, strlen(text));
    return *digest != NULL ? STRATA_OK : strata_fail_memory(loader->err);
}

/* jansson calls it a syntax error when it gets no memory. */
static bool is_out_of_memory(size_t len)
{
    void *probe = strata_alloc(len + 1);
    const bool failed = probe == NULL;
    strata_free(probe);
    return failed;
}

/* A byte order mark is no JSON, but editors leave it. */
static strata_status parse(const strata_loader *loader, json_t **out)
{
    const size_t mark = loader->len >= 3 && memcmp(loader->text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    json_error_t error;
    *out = json_loadb(loader->text + mark, loader->len - mark, JSON_REJECT_DUPLICATES, &error);
    if (*out != NULL) {
        return STRATA_OK;
    }
    if (is_out_of_memory(loader->len)) {
        return strata_fail_memory(loader->err);
    }
    const uint64_t line = error.line > 0 ? (uint64_t)error.line : 0;
    const uint64_t column = error.column > 0 ? (uint64_t)error.column : 0;
    const strata_place_in_file at = {loader->path, line, column};
    return strata_fail_at(loader->err, STRATA_E_USAGE, "json", at, "%s", error.text);
}

strata_status strata_json_file_read(strata_loader *loader, const char **digest, json_t **out)
{
    *out = NULL;
    json_set_alloc_funcs(strata_alloc, strata_free); /* so that tests can make these fail too */
    STRATA_TRY(read_file(loader, digest));
    return parse(loader, out);
}
