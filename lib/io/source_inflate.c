/* zlib's inflate with the gzip wrapper only; zlib checks CRC and length of every member. */
#include "io/source_inflate.h"

#include <limits.h>

#include <zlib.h>

#include "base/alloc.h"
#include "io/inflate_guard.h"
#include "io/zlib_memory.h"

enum {
    INPUT_BYTES = 64 * 1024,
    GZIP_ONLY = 15 + 16
};

struct strata_inflater {
    strata_raw *raw;
    z_stream zlib;
    bool in_member;     /* a member has begun and not ended */
    bool past_a_member; /* at least one has ended */
    bool is_at_end;     /* raw has no more bytes */
    uint64_t out;       /* bytes handed out */
    strata_error fault; /* comes when the bytes before it are handed out, and again ever after */
    unsigned char input[INPUT_BYTES];
};

strata_status strata_inflater_new(strata_raw *raw, strata_inflater **out, strata_error *err)
{
    strata_inflater *inflater = strata_alloc_zero(1, sizeof *inflater);
    if (inflater == NULL) {
        return strata_fail_memory(err);
    }
    inflater->raw = raw;
    strata_zlib_memory(&inflater->zlib);
    if (inflateInit2(&inflater->zlib, GZIP_ONLY) != Z_OK) {
        strata_free(inflater);
        return strata_fail_memory(err);
    }
    *out = inflater;
    return STRATA_OK;
}

void strata_inflater_free(strata_inflater *inflater)
{
    if (inflater != NULL) {
        (void)inflateEnd(&inflater->zlib);
        strata_free(inflater);
    }
}

static strata_status fill(strata_inflater *inflater, strata_error *err)
{
    if (inflater->zlib.avail_in > 0 || inflater->is_at_end) {
        return STRATA_OK;
    }
    size_t got = 0;
    STRATA_TRY(strata_raw_read(inflater->raw, inflater->input, INPUT_BYTES, &got, err));
    inflater->zlib.next_in = inflater->input;
    inflater->zlib.avail_in = (uInt)got;
    inflater->is_at_end = got == 0;
    return STRATA_OK;
}

static strata_status fail_gz(const strata_inflater *inflater, strata_error *err, const char *what)
{
    return strata_fail_at(err, STRATA_E_INPUT, "gz",
                          (strata_place_in_file){.file = inflater->raw->name},
                          "%s; copy or fetch it again", what);
}

/* Whether the fault lies in the two magic bytes of a further member. */
static bool is_trailing_rubbish(const strata_inflater *inflater)
{
    return inflater->past_a_member && inflater->zlib.total_in <= 2;
}

static strata_status fail_inflate(const strata_inflater *inflater, int code, strata_error *err)
{
    if (code == Z_MEM_ERROR) {
        return strata_fail_memory(err);
    }
    return fail_gz(inflater, err,
                   is_trailing_rubbish(inflater)
                       ? "the gz is followed by bytes that are no gz"
                       : "the gz is damaged: its contents or its checksum are wrong");
}

static strata_status fail_cut(const strata_inflater *inflater, strata_error *err)
{
    return fail_gz(inflater, err,
                   is_trailing_rubbish(inflater) ? "the gz is followed by bytes that are no gz"
                                                 : "the gz is cut: its end is missing");
}

/* Goes on by one call of inflate. *is_over is set at the end of the last member. */
static strata_status step(strata_inflater *inflater, bool *is_over, strata_error *err)
{
    STRATA_TRY(fill(inflater, err));
    const bool has_no_more = inflater->zlib.avail_in == 0 && inflater->is_at_end;
    if (!inflater->in_member && has_no_more) {
        *is_over = true;
        return STRATA_OK;
    }
    if (!inflater->in_member) {
        (void)inflateReset(&inflater->zlib); /* cannot fail: the state is ours and sound */
        inflater->in_member = true;
    }
    /* Also without input: it may hold a byte for which there was no room the last time. */
    const int code = inflate(&inflater->zlib, Z_NO_FLUSH);
    if (code == Z_STREAM_END) {
        inflater->in_member = false;
        inflater->past_a_member = true;
        return STRATA_OK;
    }
    if (code == Z_BUF_ERROR && has_no_more) {
        return fail_cut(inflater, err);
    }
    return code == Z_OK || code == Z_BUF_ERROR ? STRATA_OK : fail_inflate(inflater, code, err);
}

strata_status strata_inflater_read(strata_inflater *inflater, void *bytes, size_t room, size_t *got,
                                   strata_error *err)
{
    const uInt limit = room < UINT_MAX ? (uInt)room : UINT_MAX;
    inflater->zlib.next_out = bytes;
    inflater->zlib.avail_out = limit;
    bool is_over = inflater->fault.status != STRATA_OK;
    while (!is_over && inflater->zlib.avail_out > 0) {
        const strata_status status = step(inflater, &is_over, &inflater->fault);
        is_over = is_over || status != STRATA_OK;
    }
    *got = limit - inflater->zlib.avail_out;
    inflater->out += *got;
    /* All members together: many small ones are as good a bomb as a large one. */
    const uint64_t in = inflater->raw->position - inflater->zlib.avail_in;
    strata_status status =
        strata_inflate_guard(inflater->raw->name, in, inflater->out, "gunzip", &inflater->fault);
    status = status == STRATA_OK ? inflater->fault.status : status;
    return *got == 0 && status != STRATA_OK ? strata_fail_again(err, &inflater->fault) : STRATA_OK;
}
