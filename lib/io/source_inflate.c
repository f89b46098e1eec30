/* Members of a gzip file one after the other, to the last byte. */
#include "io/source_inflate.h"

#include <string.h>

#include "base/alloc.h"
#include "io/inflate_guard.h"

enum {
    INPUT_BYTES = 256 * 1024,
    MAGIC_BYTES = 2, /* 1f 8b */
    FLAGS_AT = 3,
    FLAGS_RESERVED = 0xe0 /* RFC 1952, 2.3.1.2: must be zero, which not every library checks */
};

struct strata_inflater {
    strata_raw *raw;
    const strata_gunzip *library;
    void *state; /* the library's */
    strata_gunzip_bytes bytes;
    bool in_member;     /* a member has begun and not ended */
    bool past_a_member; /* at least one has ended */
    bool is_at_end;     /* raw has no more bytes */
    uint64_t out;       /* bytes handed out */
    strata_error fault; /* comes when the bytes before it are handed out, and again ever after */
    unsigned char input[INPUT_BYTES];
};

strata_status strata_inflater_new(strata_raw *raw, const strata_gunzip *library,
                                  strata_inflater **out, strata_error *err)
{
    strata_inflater *inflater = strata_alloc_zero(1, sizeof *inflater);
    if (inflater == NULL) {
        return strata_fail_memory(err);
    }
    *inflater = (strata_inflater){.raw = raw, .library = library, .state = library->open()};
    if (inflater->state == NULL) {
        strata_free(inflater);
        return strata_fail_memory(err);
    }
    *out = inflater;
    return STRATA_OK;
}

void strata_inflater_free(strata_inflater *inflater)
{
    if (inflater != NULL) {
        inflater->library->close(inflater->state);
        strata_free(inflater);
    }
}

/* More input behind what is left of it. */
static strata_status fill(strata_inflater *inflater, strata_error *err)
{
    strata_gunzip_bytes *bytes = &inflater->bytes;
    if (bytes->in_len > 0) {
        memmove(inflater->input, bytes->in, bytes->in_len);
    }
    size_t got = 0;
    STRATA_TRY(strata_raw_read(inflater->raw, inflater->input + bytes->in_len,
                               INPUT_BYTES - bytes->in_len, &got, err));
    bytes->in = inflater->input;
    bytes->in_len += got;
    inflater->is_at_end = got == 0;
    return STRATA_OK;
}

static strata_status fail_gz(const strata_inflater *inflater, strata_error *err, const char *what)
{
    return strata_fail_at(err, STRATA_E_INPUT, "gz",
                          (strata_place_in_file){.file = inflater->raw->name},
                          "%s; copy or fetch it again", what);
}

static strata_status fail_damaged(const strata_inflater *inflater, strata_error *err)
{
    return fail_gz(inflater, err, "the gz is damaged: its contents or its checksum are wrong");
}

/* Begins the next member, unless there is none. */
static strata_status start_member(strata_inflater *inflater, bool *is_over, strata_error *err)
{
    strata_gunzip_bytes *bytes = &inflater->bytes;
    while (bytes->in_len <= FLAGS_AT && !inflater->is_at_end) {
        STRATA_TRY(fill(inflater, err));
    }
    if (bytes->in_len == 0) {
        *is_over = true;
        return STRATA_OK;
    }
    const bool is_gz = bytes->in_len >= MAGIC_BYTES && bytes->in[0] == 0x1f && bytes->in[1] == 0x8b;
    if (inflater->past_a_member && !is_gz) {
        return fail_gz(inflater, err, "the gz is followed by bytes that are no gz");
    }
    if (bytes->in_len > FLAGS_AT && (bytes->in[FLAGS_AT] & FLAGS_RESERVED) != 0) {
        return fail_damaged(inflater, err);
    }
    inflater->library->start(inflater->state);
    inflater->in_member = true;
    return STRATA_OK;
}

/* Goes on by one step. *is_over is set at the end of the last member. */
static strata_status step(strata_inflater *inflater, bool *is_over, strata_error *err)
{
    strata_gunzip_bytes *bytes = &inflater->bytes;
    if (!inflater->in_member) {
        return start_member(inflater, is_over, err);
    }
    if (bytes->in_len == 0 && !inflater->is_at_end) {
        STRATA_TRY(fill(inflater, err));
    }
    const size_t room = bytes->out_len;
    const size_t input = bytes->in_len;
    /* Also without input: it may hold a byte for which there was no room the last time. */
    switch (inflater->library->step(inflater->state, bytes)) {
    case STRATA_GUNZIP_MEMBER_END:
        inflater->in_member = false;
        inflater->past_a_member = true;
        return STRATA_OK;
    case STRATA_GUNZIP_DAMAGED:
        return fail_damaged(inflater, err);
    case STRATA_GUNZIP_NO_MEMORY:
        return strata_fail_memory(err);
    case STRATA_GUNZIP_GOES_ON:
        break;
    }
    const bool stands_still = bytes->out_len == room && bytes->in_len == input;
    return stands_still && inflater->is_at_end
               ? fail_gz(inflater, err, "the gz is cut: its end is missing")
               : STRATA_OK;
}

strata_status strata_inflater_read(strata_inflater *inflater, void *bytes, size_t room, size_t *got,
                                   strata_error *err)
{
    inflater->bytes.out = bytes;
    inflater->bytes.out_len = room;
    bool is_over = inflater->fault.status != STRATA_OK;
    while (!is_over && inflater->bytes.out_len > 0) {
        const strata_status status = step(inflater, &is_over, &inflater->fault);
        is_over = is_over || status != STRATA_OK;
    }
    *got = room - inflater->bytes.out_len;
    inflater->out += *got;
    /* All members together: many small ones are as good a bomb as a large one. */
    const uint64_t in = inflater->raw->position - inflater->bytes.in_len;
    strata_status status =
        strata_inflate_guard(inflater->raw->name, in, inflater->out, "gunzip", &inflater->fault);
    status = status == STRATA_OK ? inflater->fault.status : status;
    return *got == 0 && status != STRATA_OK ? strata_fail_again(err, &inflater->fault) : STRATA_OK;
}
