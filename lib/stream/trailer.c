/* `#input DIGEST rows=N`, in records with where the rows went, and `#end rows=N xxh3=DIGEST
 * marks=DIGEST`. */
#include "stream/trailer.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/checked.h"
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
        good = strata_is_digit(c) || (c >= 'a' && c <= 'f');
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
    *input = (strata_trailer_input){.rows = rows};
    copy_digest(input->digest, digest);
    return STRATA_OK;
}

strata_status strata_trailer_add_account(strata_trailer *trailer, const strata_account *account,
                                         strata_error *err)
{
    STRATA_TRY(
        strata_trailer_add_input(trailer, strata_slice_of(account->digest), account->rows_in, err));
    strata_trailer_input *input = &trailer->inputs[trailer->input_count - 1];
    input->has_account = true;
    input->accepted = account->accepted;
    input->rejected = account->rejected;
    input->out_of_scope = account->out_of_scope;
    return STRATA_OK;
}

bool strata_trailer_account(const strata_trailer_input *input, strata_account *out)
{
    uint64_t rows = input->accepted;
    memcpy(out->digest, input->digest, sizeof out->digest);
    out->rows_in = input->rows;
    out->accepted = input->accepted;
    out->rejected = input->rejected;
    out->out_of_scope = input->out_of_scope;
    return input->has_account && strata_add_u64(&rows, input->rejected) &&
           strata_add_u64(&rows, input->out_of_scope) && rows == input->rows;
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

strata_status strata_trailer_write_inputs(strata_sink *sink, const strata_trailer *trailer,
                                          strata_error *err)
{
    for (size_t at = 0; at < trailer->input_count; at++) {
        const strata_trailer_input *input = &trailer->inputs[at];
        STRATA_TRY(
            strata_sink_format(sink, err, "#input %s rows=%" PRIu64, input->digest, input->rows));
        if (input->has_account) {
            STRATA_TRY(strata_sink_format(
                sink, err, " accepted=%" PRIu64 " rejected=%" PRIu64 " out_of_scope=%" PRIu64,
                input->accepted, input->rejected, input->out_of_scope));
        }
        STRATA_TRY(strata_sink_text(sink, "\n", err));
    }
    return STRATA_OK;
}

strata_status strata_trailer_write_end(strata_sink *sink, const strata_trailer *trailer,
                                       strata_error *err)
{
    return strata_sink_format(sink, err, "#end rows=%" PRIu64 " xxh3=%s marks=%s\n", trailer->rows,
                              trailer->digest, trailer->marks);
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

/* What follows "#input "; *is_line is false, nothing added, if it is something else. */
static strata_status read_input(strata_trailer *trailer, strata_slice rest, bool *is_line,
                                strata_error *err)
{
    strata_slice digest = {NULL, 0};
    strata_account account = {.rows_in = 0};
    if (!take_digest(&rest, &digest) || !take(&rest, " rows=") ||
        !take_count(&rest, &account.rows_in)) {
        return STRATA_OK;
    }
    const bool has_account = rest.len > 0;
    if (has_account && (!take(&rest, " accepted=") || !take_count(&rest, &account.accepted) ||
                        !take(&rest, " rejected=") || !take_count(&rest, &account.rejected) ||
                        !take(&rest, " out_of_scope=") ||
                        !take_count(&rest, &account.out_of_scope) || rest.len > 0)) {
        return STRATA_OK;
    }
    *is_line = true;
    copy_digest(account.digest, digest);
    return has_account ? strata_trailer_add_account(trailer, &account, err)
                       : strata_trailer_add_input(trailer, digest, account.rows_in, err);
}

/* What follows "#end rows=". Streams of earlier versions have no digest of their # lines; whoever
 * checks says so. */
static bool read_end(strata_trailer *trailer, strata_slice rest)
{
    strata_slice digest = {NULL, 0};
    strata_slice marks = {NULL, 0};
    uint64_t rows = 0;
    if (!take_count(&rest, &rows) || !take(&rest, " xxh3=") || !take_digest(&rest, &digest) ||
        (rest.len > 0 && (!take(&rest, " marks=") || !take_digest(&rest, &marks))) ||
        rest.len > 0) {
        return false;
    }
    trailer->is_ended = true;
    trailer->rows = rows;
    copy_digest(trailer->digest, digest);
    if (marks.len > 0) {
        copy_digest(trailer->marks, marks);
    }
    return true;
}

strata_status strata_trailer_read(strata_trailer *trailer, strata_slice line, bool *is_line,
                                  strata_error *err)
{
    strata_slice rest = line;
    *is_line = false;
    if (trailer->is_ended) {
        return STRATA_OK;
    }
    if (take(&rest, "#input ")) {
        return read_input(trailer, rest, is_line, err);
    }
    *is_line = take(&rest, "#end rows=") && read_end(trailer, rest);
    return STRATA_OK;
}
