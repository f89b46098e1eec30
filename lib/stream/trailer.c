/* `#input DIGEST rows=N` and `#end rows=N xxh3=DIGEST`. */
#include "stream/trailer.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/number.h"

enum {
    DIGEST_LEN = STRATA_DIGEST_TEXT - 1
};

void strata_trailer_deinit(strata_trailer *trailer)
{
    strata_free(trailer->inputs);
    *trailer = (strata_trailer){0};
}

static bool is_digest(strata_slice text)
{
    bool good = text.len == DIGEST_LEN;
    for (size_t at = 0; good && at < text.len; at++) {
        const char c = text.text[at];
        good = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    return good;
}

static void copy_digest(char out[STRATA_DIGEST_TEXT], strata_slice digest)
{
    memcpy(out, digest.text, DIGEST_LEN);
    out[DIGEST_LEN] = '\0';
}

strata_status strata_trailer_add_input(strata_trailer *trailer, strata_slice digest, uint64_t rows,
                                       strata_error *err)
{
    if (!is_digest(digest)) {
        return strata_fail(err, STRATA_E_INPUT, "digest",
                           "the digest of an input is not %d hexadecimal digits", DIGEST_LEN);
    }
    STRATA_TRY(strata_reserve(&trailer->inputs, &trailer->input_room, trailer->input_count + 1,
                              sizeof *trailer->inputs, err));
    strata_trailer_input *input = &trailer->inputs[trailer->input_count++];
    copy_digest(input->digest, digest);
    input->rows = rows;
    return STRATA_OK;
}

static int compare_inputs(const void *left, const void *right)
{
    const strata_trailer_input *a = left;
    const strata_trailer_input *b = right;
    const int order = strcmp(a->digest, b->digest);
    return order != 0 ? order : (a->rows > b->rows) - (a->rows < b->rows);
}

void strata_trailer_sort(strata_trailer *trailer)
{
    if (trailer->input_count > 1) {
        qsort(trailer->inputs, trailer->input_count, sizeof *trailer->inputs, compare_inputs);
    }
}

strata_status strata_trailer_write(strata_sink *sink, const strata_trailer *trailer,
                                   strata_error *err)
{
    for (size_t at = 0; at < trailer->input_count; at++) {
        const strata_trailer_input *input = &trailer->inputs[at];
        STRATA_TRY(strata_sink_format(sink, err, "#input %s rows=%" PRIu64 "\n", input->digest,
                                      input->rows));
    }
    return strata_sink_format(sink, err, "#end rows=%" PRIu64 " xxh3=%s\n", trailer->rows,
                              trailer->digest);
}

/* Takes text from the start of *rest. */
static bool take(strata_slice *rest, const char *text)
{
    const size_t len = strlen(text);
    if (rest->len < len || memcmp(rest->text, text, len) != 0) {
        return false;
    }
    rest->text += len;
    rest->len -= len;
    return true;
}

/* Takes a whole number up to the next blank or the end. */
static bool take_count(strata_slice *rest, uint64_t *out)
{
    const char *blank = rest->len > 0 ? memchr(rest->text, ' ', rest->len) : NULL;
    const size_t len = blank != NULL ? (size_t)(blank - rest->text) : rest->len;
    const bool good = strata_count_parse((strata_slice){rest->text, len}, out);
    rest->text += len;
    rest->len -= len;
    return good;
}

static bool take_digest(strata_slice *rest, strata_slice *out)
{
    *out = (strata_slice){rest->text, DIGEST_LEN};
    if (rest->len < DIGEST_LEN || !is_digest(*out)) {
        return false;
    }
    rest->text += DIGEST_LEN;
    rest->len -= DIGEST_LEN;
    return true;
}

strata_status strata_trailer_read(strata_trailer *trailer, strata_slice line, bool *is_line,
                                  strata_error *err)
{
    strata_slice digest = {NULL, 0};
    uint64_t rows = 0;
    strata_slice rest = line;
    *is_line = false;
    if (trailer->is_ended) {
        return STRATA_OK;
    }
    if (take(&rest, "#input ") && take_digest(&rest, &digest) && take(&rest, " rows=") &&
        take_count(&rest, &rows) && rest.len == 0) {
        *is_line = true;
        return strata_trailer_add_input(trailer, digest, rows, err);
    }
    rest = line;
    if (take(&rest, "#end rows=") && take_count(&rest, &rows) && take(&rest, " xxh3=") &&
        take_digest(&rest, &digest) && rest.len == 0) {
        *is_line = true;
        trailer->is_ended = true;
        trailer->rows = rows;
        copy_digest(trailer->digest, digest);
    }
    return STRATA_OK;
}
