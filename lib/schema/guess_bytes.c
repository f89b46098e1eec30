/* The bytes of a sample: what they are packed in, which encoding they are in, how lines end. */
#include <string.h>

#include "io/archive.h"
#include "io/encoding_guess.h"
#include "io/source_raw.h"
#include "io/utf8.h"
#include "schema/guess_parts.h"

/* What the first bytes say. Standard input cannot be looked at twice. */
static const char *container_of(const char *path)
{
    unsigned char head[4] = {0};
    size_t got = 0;
    strata_raw raw = {.name = path, .descriptor = -1, .chunk = SIZE_MAX};
    strata_error ignored = {0};
    if (strcmp(path, "-") == 0 || strata_raw_open(&raw, path, &ignored) != STRATA_OK) {
        return "";
    }
    const strata_status status = strata_raw_read(&raw, head, sizeof head, &got, &ignored);
    strata_raw_close(&raw);
    if (status != STRATA_OK || got < sizeof head) {
        return "";
    }
    if (head[0] == 0x1f && head[1] == 0x8b) {
        return "gz";
    }
    return memcmp(head, "PK\3\4", 4) == 0 ? "zip" : "";
}

/* A sample ends where a line ends, or the last row would be a piece. */
static size_t whole_lines(const char *bytes, size_t len)
{
    size_t end = len;
    while (end > 0 && bytes[end - 1] != '\n' && bytes[end - 1] != '\r') {
        end--;
    }
    return end > 0 ? end : len;
}

static strata_status read_all(strata_source *source, strata_arena *arena, size_t room,
                              strata_guess_sample *out, strata_error *err)
{
    out->bytes = strata_arena_alloc(arena, room + 1);
    if (out->bytes == NULL) {
        return strata_fail_memory(err);
    }
    size_t got = 1;
    while (got > 0 && out->len < room) {
        STRATA_TRY(strata_source_read(source, out->bytes + out->len, room - out->len, &got, err));
        out->len += got;
    }
    out->is_whole = got == 0;
    if (!out->is_whole) {
        out->len = whole_lines(out->bytes, out->len);
    }
    out->bytes[out->len] = '\0';
    return STRATA_OK;
}

strata_status strata_guess_read(const char *path, strata_arena *arena, strata_guess_sample *out,
                                strata_error *err)
{
    *out = (strata_guess_sample){.container = container_of(path)};
    strata_archive *archive = NULL;
    strata_source *source = NULL;
    STRATA_TRY(strata_archive_open(path, &archive, &source, err));
    strata_status status = STRATA_OK;
    if (archive != NULL) { /* the first member speaks for all */
        status = strata_archive_source(archive, 0, &source, err);
    }
    if (status == STRATA_OK) {
        status = read_all(source, arena, STRATA_GUESS_BYTES, out, err);
    }
    strata_source_close(source);
    strata_archive_close(archive);
    return status;
}

strata_status strata_guess_recode(strata_guess_sample *sample, const char *encoding,
                                  strata_arena *arena, strata_error *err)
{
    if (strcmp(encoding, "UTF-8") == 0) {
        return STRATA_OK;
    }
    const bool was_whole = sample->is_whole;
    strata_source *source = NULL;
    STRATA_TRY(strata_source_memory("the sample", sample->bytes, sample->len, 0, &source, err));
    strata_guess_sample text = {.container = sample->container};
    strata_status status = strata_source_transcode(source, encoding, err);
    if (status == STRATA_OK) {
        /* no byte of these encodings becomes more than three */
        status = read_all(source, arena, sample->len * 3 + 1, &text, err);
    }
    strata_source_close(source);
    if (status == STRATA_OK) {
        *sample = text;
        sample->is_whole = was_whole;
    }
    return status;
}

const char *strata_guess_encoding(const char *bytes, size_t len)
{
    if (len >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) {
        return "UTF-16";
    }
    if (strata_utf8_prefix(bytes, len) == len) {
        return "UTF-8";
    }
    const bool has_mac_lines = memchr(bytes, '\r', len) != NULL && memchr(bytes, '\n', len) == NULL;
    return has_mac_lines ? "MACINTOSH" : strata_encoding_guess((strata_slice){bytes, len});
}

const char *strata_guess_line_ends(const char *bytes, size_t len)
{
    size_t lf = 0;
    size_t crlf = 0;
    size_t cr = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < len; i++) {
        is_quoted = bytes[i] == '"' ? !is_quoted : is_quoted;
        if (is_quoted) {
            continue;
        }
        if (bytes[i] == '\n') {
            lf++;
        } else if (bytes[i] == '\r' && i + 1 < len && bytes[i + 1] == '\n') {
            crlf++;
            i++;
        } else if (bytes[i] == '\r') {
            cr++;
        }
    }
    if ((lf > 0) + (crlf > 0) + (cr > 0) > 1) {
        return "mixed";
    }
    if (crlf > 0) {
        return "CRLF";
    }
    return cr > 0 ? "CR" : "LF";
}
