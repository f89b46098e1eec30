/* The layers of a source, from the disk up: raw bytes, inflating, digest, transcoding. Between them
 * lie the bytes that were looked at but not yet read. */
#include "io/source.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "io/source_encoding.h"
#include "io/source_inflate.h"
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
static strata_status add_layers(strata_source *source, strata_error *err)
{
    bool is_gzip = false;
    STRATA_TRY(strata_raw_look(&source->raw, &is_gzip, err));
    if (is_gzip) {
        STRATA_TRY(strata_inflater_new(&source->raw, &source->inflater, err));
    }
    source->digest = strata_digest_new();
    return source->digest != NULL ? STRATA_OK : strata_fail_memory(err);
}

/* Ends both ways of opening: hands the source out or closes it. */
static strata_status hand_out(strata_source *source, strata_status status, strata_source **out)
{
    if (status != STRATA_OK) {
        strata_source_close(source);
        return status;
    }
    *out = source;
    return STRATA_OK;
}

strata_status strata_source_open(const char *path, strata_source **out, strata_error *err)
{
    *out = NULL;
    strata_source *source = new_source(strcmp(path, "-") == 0 ? "standard input" : path);
    if (source == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = strata_raw_open(&source->raw, path, err);
    if (status == STRATA_OK) {
        status = add_layers(source, err);
    }
    return hand_out(source, status, out);
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
    return hand_out(source, add_layers(source, err), out);
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
    return STRATA_OK;
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

static strata_status read_before(strata_source *source, void *bytes, size_t room, size_t *got,
                                 strata_error *err)
{
    *got = drain(&source->before, bytes, room);
    return *got > 0 ? STRATA_OK : read_fresh(source, bytes, room, got, err);
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

strata_status strata_source_read(strata_source *source, void *bytes, size_t room, size_t *got,
                                 strata_error *err)
{
    assert(room > 0); /* or *got = 0 would look like the end */
    const size_t limit = room < source->raw.chunk ? room : source->raw.chunk;
    if (source->transcoder == NULL) {
        return read_before(source, bytes, limit, got, err);
    }
    *got = drain(&source->after, bytes, limit);
    return *got > 0 ? STRATA_OK : read_transcoded(source, bytes, limit, got, err);
}

strata_status strata_source_peek(strata_source *source, const unsigned char **bytes, size_t *got,
                                 strata_error *err)
{
    lookahead *ahead = source->transcoder != NULL ? &source->after : &source->before;
    if (ahead->bytes == NULL) {
        ahead->bytes = strata_alloc(STRATA_SOURCE_PEEK);
        if (ahead->bytes == NULL) {
            return strata_fail_memory(err);
        }
    }
    size_t more = 1;
    while (ahead->len < STRATA_SOURCE_PEEK && more > 0) {
        unsigned char *into = ahead->bytes + ahead->len;
        const size_t space = STRATA_SOURCE_PEEK - ahead->len;
        STRATA_TRY(source->transcoder != NULL ? read_transcoded(source, into, space, &more, err)
                                              : read_fresh(source, into, space, &more, err));
        ahead->len += more;
    }
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
    assert(source->transcoder == NULL);
    return strata_transcoder_new(encoding, source->name, &source->transcoder, err);
}

void strata_source_digest(const strata_source *source, char out[STRATA_DIGEST_TEXT])
{
    strata_digest_text(source->digest, out);
}

uint64_t strata_source_position(const strata_source *source)
{
    return source->raw.position;
}

uint64_t strata_source_size(const strata_source *source)
{
    return source->raw.size;
}

const char *strata_source_name(const strata_source *source)
{
    return source->name;
}
