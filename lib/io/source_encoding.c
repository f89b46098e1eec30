/* iconv between two buffers, because a character may be cut by the end of a piece on either side.
 */
#include "io/source_encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

enum {
    PIECE_BYTES = 32 * 1024
};

struct strata_transcoder {
    iconv_t iconv;
    const char *name;
    const char *encoding;
    bool is_finished; /* no more bytes come */
    bool is_flushed;  /* iconv gave what it held back */
    uint64_t offset;  /* of input[0] in the source */
    size_t input_len;
    size_t output_at;
    size_t output_len;
    strata_error fault;
    char input[PIECE_BYTES];
    char output[PIECE_BYTES];
};

strata_status strata_transcoder_new(const char *encoding, const char *name, strata_transcoder **out,
                                    strata_error *err)
{
    const size_t encoding_size = strlen(encoding) + 1;
    strata_transcoder *transcoder = strata_alloc_zero(1, sizeof *transcoder + encoding_size);
    if (transcoder == NULL) {
        return strata_fail_memory(err);
    }
    transcoder->name = name;
    transcoder->encoding = memcpy(transcoder + 1, encoding, encoding_size);
    /* An empty name would be the locale's encoding. */
    transcoder->iconv = iconv_open("UTF-8", encoding_size > 1 ? encoding : "unknown");
    if (transcoder->iconv == (iconv_t)-1) {
        strata_free(transcoder);
        return strata_fail(
            err, STRATA_E_USAGE, "encoding",
            "unknown encoding '%s', expected a name such as windows-1252 or UTF-16LE", encoding);
    }
    *out = transcoder;
    return STRATA_OK;
}

void strata_transcoder_free(strata_transcoder *transcoder)
{
    if (transcoder != NULL) {
        (void)iconv_close(transcoder->iconv);
        strata_free(transcoder);
    }
}

void strata_transcoder_space(strata_transcoder *transcoder, char **into, size_t *room)
{
    *into = transcoder->input + transcoder->input_len;
    *room = PIECE_BYTES - transcoder->input_len;
}

void strata_transcoder_given(strata_transcoder *transcoder, size_t len)
{
    transcoder->input_len += len;
    transcoder->is_finished = len == 0;
}

static strata_status fail_encoding(strata_transcoder *transcoder, const char *what)
{
    return strata_fail_at(
        &transcoder->fault, STRATA_E_INPUT, "encoding",
        (strata_place_in_file){.file = transcoder->name},
        "%s %s at byte %llu; say another --encoding, or another encoding in a [file] section, or "
        "save the file as CSV UTF-8",
        what, transcoder->encoding, (unsigned long long)transcoder->offset);
}

/* Keeps what iconv left of the input for the next time. */
static void keep_rest(strata_transcoder *transcoder, size_t left)
{
    const size_t used = transcoder->input_len - left;
    memmove(transcoder->input, transcoder->input + used, left);
    transcoder->input_len = left;
    transcoder->offset += used;
}

/* Fills the output from the input. */
static strata_status convert(strata_transcoder *transcoder)
{
    char *from = transcoder->input;
    size_t left = transcoder->input_len;
    char *into = transcoder->output;
    size_t space = PIECE_BYTES;
    const bool is_last = left == 0 && transcoder->is_finished && !transcoder->is_flushed;
    /* Without input iconv gives the character that it kept to combine it with a following one. */
    const size_t code = is_last ? iconv(transcoder->iconv, NULL, NULL, &into, &space)
                                : iconv(transcoder->iconv, &from, &left, &into, &space);
    const int number = code == (size_t)-1 ? errno : 0;
    transcoder->is_flushed = transcoder->is_flushed || is_last;
    transcoder->output_at = 0;
    transcoder->output_len = PIECE_BYTES - space;
    keep_rest(transcoder, left);
    if (number == EILSEQ) {
        return fail_encoding(transcoder, "a character is not");
    }
    if (number == EINVAL && transcoder->is_finished) {
        return fail_encoding(transcoder, "the file ends inside a character of");
    }
    return STRATA_OK; /* E2BIG: the output is full; EINVAL: the rest of a character is to come */
}

strata_status strata_transcoder_fetch(strata_transcoder *transcoder, void *bytes, size_t room,
                                      size_t *got, strata_error *err)
{
    strata_status status = transcoder->fault.status;
    if (transcoder->output_at == transcoder->output_len && status == STRATA_OK) {
        status = convert(transcoder);
    }
    const size_t ready = transcoder->output_len - transcoder->output_at;
    *got = ready < room ? ready : room;
    memcpy(bytes, transcoder->output + transcoder->output_at, *got);
    transcoder->output_at += *got;
    return *got == 0 && status != STRATA_OK ? strata_fail_again(err, &transcoder->fault)
                                            : STRATA_OK;
}
