/* The layers of a source, from the disk up: raw bytes, inflating, digest, transcoding. Between them
 * lie the bytes that were looked at but not yet read: those that a mark may take, then a lookahead
 * on either side of the transcoder. */
#include "io/source.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "io/encoding_mark.h"
#include "io/source_encoding.h"
#include "io/source_inflate.h"
#include "io/source_parts.h"
#include "io/source_raw.h"

typedef struct lookahead {
    unsigned char *bytes; /* bytes[STRATA_SOURCE_PEEK], or NULL while nobody looked */
    size_t at;
    size_t len;
} lookahead;

struct strata_source {
    strata_raw raw;
    strata_inflater *inflater; /* NULL: not gzip */
    strata_digest *digest;
    strata_sha256 *sha256;                /* NULL: nobody asked for it */
    uint64_t bytes;                       /* that went into the digest */
    unsigned char start[STRATA_MARK_MAX]; /* the first bytes of the text */
    size_t start_len;
    size_t start_at; /* how many of them were handed on */
    bool is_started; /* they were looked at */
    bool has_mark;
    lookahead before;              /* the transcoder */
    strata_transcoder *transcoder; /* NULL: UTF-8 */
    lookahead after;               /* the transcoder */
    char name[];
};

void strata_source_close(strata_source *source)
{
    if (source != NULL) {
        strata_raw_close(&source->raw);
        strata_inflater_free(source->inflater);
        strata_digest_free(source->digest);
        strata_sha256_free(source->sha256);
        strata_transcoder_free(source->transcoder);
        strata_free(source->before.bytes);
        strata_free(source->after.bytes);
        strata_free(source);
    }
}

static strata_source *new_source(const char *name)
{
    const size_t name_size = strlen(name) + 1;
    strata_source *source = strata_alloc_zero(1, sizeof *source + name_size);
    if (source != NULL) {
        memcpy(source->name, name, name_size);
        source->raw = (strata_raw){.name = source->name, .descriptor = -1, .chunk = SIZE_MAX};
    }
    return source;
}

/* Looks at the first bytes and adds the layers that they ask for. */
static strata_status add_layers(strata_source *source, bool is_archive_fine, strata_error *err)
{
    bool is_gzip = false;
    STRATA_TRY(strata_raw_look(&source->raw, &is_gzip, err));
    if (!is_archive_fine) {
        STRATA_TRY(strata_raw_refuse_archive(&source->raw, err));
    }
    if (is_gzip) {
        STRATA_TRY(strata_inflater_new(&source->raw, strata_gunzip_best(), &source->inflater, err));
    }
    source->digest = strata_digest_new();
    return source->digest != NULL ? STRATA_OK : strata_fail_memory(err);
}

/* Ends all ways of opening: hands the source out or closes it. */
static strata_status hand_out(strata_source *source, strata_status status, strata_source **out)
{
    if (status != STRATA_OK) {
        strata_source_close(source);
        return status;
    }
    *out = source;
    return STRATA_OK;
}

static strata_status open_path(const char *path, bool is_archive_fine, strata_source **out,
                               strata_error *err)
{
    *out = NULL;
    strata_source *source = new_source(strcmp(path, "-") == 0 ? "standard input" : path);
    if (source == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = strata_raw_open(&source->raw, path, err);
    if (status == STRATA_OK) {
        status = add_layers(source, is_archive_fine, err);
    }
    return hand_out(source, status, out);
}

strata_status strata_source_open(const char *path, strata_source **out, strata_error *err)
{
    return open_path(path, false, out, err);
}

strata_status strata_source_open_any(const char *path, strata_source **out, strata_error *err)
{
    return open_path(path, true, out, err);
}

strata_status strata_source_of_member(const char *name, strata_unpacker *unpacker, uint64_t size,
                                      strata_source **out, strata_error *err)
{
    *out = NULL;
    strata_source *source = new_source(name);
    if (source == NULL) {
        strata_unpacker_free(unpacker);
        return strata_fail_memory(err);
    }
    source->raw.member = unpacker;
    source->raw.size = size;
    return hand_out(source, add_layers(source, false, err), out);
}

/* A test's whole world in one call. */
/* NOLINTNEXTLINE(readability-function-size): one parameter more than usual */
strata_status strata_source_memory(const char *name, const void *bytes, size_t len, size_t chunk,
                                   strata_source **out, strata_error *err)
{
    *out = NULL;
    strata_source *source = new_source(name);
    if (source == NULL) {
        return strata_fail_memory(err);
    }
    source->raw.bytes = bytes;
    source->raw.size = len;
    source->raw.chunk = chunk > 0 ? chunk : SIZE_MAX;
    return hand_out(source, add_layers(source, false, err), out);
}

/* Bytes of the file, inflated, that nobody has seen yet. */
static strata_status read_fresh(strata_source *source, void *bytes, size_t room, size_t *got,
                                strata_error *err)
{
    if (source->inflater != NULL) {
        STRATA_TRY(strata_inflater_read(source->inflater, bytes, room, got, err));
    } else {
        STRATA_TRY(strata_raw_read(&source->raw, bytes, room, got, err));
    }
    strata_digest_add(source->digest, bytes, *got);
    source->bytes += *got;
    return source->sha256 != NULL ? strata_sha256_add(source->sha256, bytes, *got, err) : STRATA_OK;
}

static size_t drain(lookahead *ahead, void *bytes, size_t room)
{
    const size_t ready = ahead->len - ahead->at;
    const size_t got = ready < room ? ready : room;
    if (got > 0) {
        memcpy(bytes, ahead->bytes + ahead->at, got);
        ahead->at += got;
    }
    return got;
}

/* The same with the first bytes, which were looked at for a mark, in front. */
static strata_status read_start(strata_source *source, void *bytes, size_t room, size_t *got,
                                strata_error *err)
{
    const size_t ready = source->start_len - source->start_at;
    if (ready == 0) {
        return read_fresh(source, bytes, room, got, err);
    }
    const size_t first = ready < room ? ready : room;
    memcpy(bytes, source->start + source->start_at, first);
    source->start_at += first;
    size_t more = 0;
    strata_error fault = {0}; /* will be met again */
    const bool has_more = first < room && read_fresh(source, (char *)bytes + first, room - first,
                                                     &more, &fault) == STRATA_OK;
    *got = first + (has_more ? more : 0);
    return STRATA_OK;
}

static strata_status read_before(strata_source *source, void *bytes, size_t room, size_t *got,
                                 strata_error *err)
{
    *got = drain(&source->before, bytes, room);
    return *got > 0 ? STRATA_OK : read_start(source, bytes, room, got, err);
}

static strata_status read_transcoded(strata_source *source, void *bytes, size_t room, size_t *got,
                                     strata_error *err)
{
    size_t given = 1;
    STRATA_TRY(strata_transcoder_fetch(source->transcoder, bytes, room, got, err));
    while (*got == 0 && given > 0) {
        char *into = NULL;
        size_t space = 0;
        strata_transcoder_space(source->transcoder, &into, &space);
        STRATA_TRY(read_before(source, into, space, &given, err));
        strata_transcoder_given(source->transcoder, given);
        STRATA_TRY(strata_transcoder_fetch(source->transcoder, bytes, room, got, err));
    }
    return STRATA_OK;
}

/* Looks for a mark before anything is handed out. What comes before a fault is handed out first. */
static strata_status start(strata_source *source, strata_error *err)
{
    if (source->is_started) {
        return STRATA_OK;
    }
    size_t got = 1;
    while (got > 0 && source->start_len < STRATA_MARK_MAX) {
        strata_error fault = {0};
        const strata_status status = read_fresh(source, source->start + source->start_len,
                                                STRATA_MARK_MAX - source->start_len, &got, &fault);
        if (status != STRATA_OK && source->start_len == 0) {
            return strata_fail_again(err, &fault);
        }
        got = status == STRATA_OK ? got : 0;
        source->start_len += got;
    }
    const char *encoding = NULL;
    const bool has_mark = strata_encoding_mark(source->start, source->start_len, &encoding);
    if (encoding != NULL) {
        STRATA_TRY(strata_transcoder_new(encoding, source->name, &source->transcoder, err));
    }
    source->has_mark = has_mark;
    source->is_started = true;
    return STRATA_OK;
}

strata_status strata_source_read(strata_source *source, void *bytes, size_t room, size_t *got,
                                 strata_error *err)
{
    assert(room > 0); /* or *got = 0 would look like the end */
    *got = 0;
    STRATA_TRY(start(source, err));
    const size_t limit = room < source->raw.chunk ? room : source->raw.chunk;
    if (source->transcoder == NULL) {
        return read_before(source, bytes, limit, got, err);
    }
    *got = drain(&source->after, bytes, limit);
    return *got > 0 ? STRATA_OK : read_transcoded(source, bytes, limit, got, err);
}

static strata_status make_lookahead(lookahead *ahead, strata_error *err)
{
    if (ahead->bytes == NULL) {
        ahead->bytes = strata_alloc(STRATA_SOURCE_PEEK);
    }
    return ahead->bytes != NULL ? STRATA_OK : strata_fail_memory(err);
}

static strata_status fill_before(strata_source *source, strata_error *err)
{
    lookahead *ahead = &source->before;
    STRATA_TRY(make_lookahead(ahead, err));
    size_t more = 1;
    while (ahead->len < STRATA_SOURCE_PEEK && more > 0) {
        STRATA_TRY(read_start(source, ahead->bytes + ahead->len, STRATA_SOURCE_PEEK - ahead->len,
                              &more, err));
        ahead->len += more;
    }
    return STRATA_OK;
}

/* Bytes for the transcoder from those that were looked at; at the end of the text it is told so. */
static bool feed_from_before(strata_source *source)
{
    char *into = NULL;
    size_t space = 0;
    strata_transcoder_space(source->transcoder, &into, &space);
    const size_t given = drain(&source->before, into, space);
    const bool is_whole_text = source->before.len < STRATA_SOURCE_PEEK;
    if (given > 0 || is_whole_text) {
        strata_transcoder_given(source->transcoder, given);
    }
    return given > 0;
}

static strata_status fill_after(strata_source *source, strata_error *err)
{
    lookahead *ahead = &source->after;
    STRATA_TRY(make_lookahead(ahead, err));
    bool has_more = true;
    while (ahead->len < STRATA_SOURCE_PEEK && has_more) {
        unsigned char *into = ahead->bytes + ahead->len;
        const size_t space = STRATA_SOURCE_PEEK - ahead->len;
        size_t got = 0;
        STRATA_TRY(strata_transcoder_fetch(source->transcoder, into, space, &got, err));
        has_more = got > 0 || feed_from_before(source);
        if (got == 0) {
            STRATA_TRY(strata_transcoder_fetch(source->transcoder, into, space, &got, err));
        }
        ahead->len += got;
        has_more = has_more || got > 0;
    }
    return STRATA_OK;
}

strata_status strata_source_peek(strata_source *source, const unsigned char **bytes, size_t *got,
                                 strata_error *err)
{
    STRATA_TRY(start(source, err));
    STRATA_TRY(fill_before(source, err));
    if (source->transcoder != NULL) {
        STRATA_TRY(fill_after(source, err));
    }
    const lookahead *ahead = source->transcoder != NULL ? &source->after : &source->before;
    *bytes = ahead->bytes;
    *got = ahead->len;
    return STRATA_OK;
}

strata_status strata_source_transcode(strata_source *source, const char *encoding,
                                      strata_error *err)
{
    if (strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0) {
        return STRATA_OK;
    }
    STRATA_TRY(start(source, err));
    if (source->has_mark) {
        return STRATA_OK;
    }
    assert(source->transcoder == NULL);
    return strata_transcoder_new(encoding, source->name, &source->transcoder, err);
}

bool strata_source_has_mark(const strata_source *source)
{
    return source->has_mark;
}

void strata_source_digest(const strata_source *source, char out[STRATA_DIGEST_TEXT])
{
    strata_digest_text(source->digest, out);
}

strata_status strata_source_sha256_start(strata_source *source, strata_error *err)
{
    /* All that was taken so far was only looked at, and is still there. */
    const lookahead *before = &source->before;
    const void *seen = before->len > 0 ? before->bytes : source->start;
    const size_t seen_len = before->len > 0 ? before->len : source->start_len;
    assert(source->bytes == seen_len);
    source->sha256 = strata_sha256_new();
    if (source->sha256 == NULL) {
        return strata_fail_memory(err);
    }
    return strata_sha256_add(source->sha256, seen, seen_len, err);
}

strata_status strata_source_sha256(strata_source *source, char out[STRATA_SHA256_TEXT],
                                   strata_error *err)
{
    return strata_sha256_text(source->sha256, out, err);
}

uint64_t strata_source_bytes(const strata_source *source)
{
    return source->bytes;
}

uint64_t strata_source_position(const strata_source *source)
{
    return source->raw.position;
}

uint64_t strata_source_size(const strata_source *source)
{
    return source->raw.size;
}

bool strata_source_can_reopen(const strata_source *source)
{
    return source->raw.is_regular;
}

bool strata_source_is_plain_file(const strata_source *source)
{
    return source->raw.is_regular && source->inflater == NULL;
}

const char *strata_source_name(const strata_source *source)
{
    return source->name;
}
