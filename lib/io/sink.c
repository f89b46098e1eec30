/* A buffer in front of a descriptor or of memory, with deflating in between if the name asks for
 * it. */
#include "io/sink.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "base/alloc.h"
#include "io/sink_target.h"
#include "io/zlib_memory.h"

enum {
    BUFFER_BYTES = 64 * 1024,
    FORMAT_BYTES = 1024,
    GZIP_ONLY = 15 + 16,
    GZ_LEVEL = 6
};

struct strata_sink {
    strata_sink_target target;
    bool is_memory;
    bool is_gzip;
    z_stream zlib;
    gz_header header;        /* all zero but the system: the same bytes every time */
    unsigned char *deflated; /* deflated[BUFFER_BYTES] if gzip */
    char *buffer;
    size_t room;
    size_t len;
    uint64_t position;
    strata_error fault; /* the first failure; nothing is written after it */
};

void strata_sink_discard(strata_sink *sink)
{
    if (sink != NULL) {
        strata_sink_target_discard(&sink->target);
        if (sink->is_gzip) {
            (void)deflateEnd(&sink->zlib); /* says only that bytes were left */
        }
        strata_free(sink->deflated);
        strata_free(sink->buffer);
        strata_free(sink);
    }
}

static strata_sink *new_sink(void)
{
    strata_sink *sink = strata_alloc_zero(1, sizeof *sink);
    if (sink != NULL) {
        sink->target.descriptor = -1;
        sink->room = BUFFER_BYTES;
        sink->buffer = strata_alloc(sink->room);
        if (sink->buffer == NULL) {
            strata_free(sink);
            return NULL;
        }
    }
    return sink;
}

static strata_status start_gzip(strata_sink *sink, strata_error *err)
{
    enum {
        SYSTEM_UNKNOWN = 255,
        MEMORY_LEVEL = 8
    };
    sink->deflated = strata_alloc(BUFFER_BYTES);
    if (sink->deflated == NULL) {
        return strata_fail_memory(err);
    }
    strata_zlib_memory(&sink->zlib);
    if (deflateInit2(&sink->zlib, GZ_LEVEL, Z_DEFLATED, GZIP_ONLY, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        return strata_fail_memory(err);
    }
    sink->is_gzip = true;
    sink->header.os = SYSTEM_UNKNOWN;
    (void)deflateSetHeader(&sink->zlib, &sink->header); /* fails for other wrappers only */
    return STRATA_OK;
}

static bool ends_in_gz(const char *path)
{
    const size_t len = strlen(path);
    return len >= 3 && strcmp(path + len - 3, ".gz") == 0;
}

strata_status strata_sink_open(const char *path, bool is_private, strata_sink **out,
                               strata_error *err)
{
    *out = NULL;
    strata_sink *sink = new_sink();
    if (sink == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = STRATA_OK;
    if (ends_in_gz(path)) {
        status = start_gzip(sink, err);
    }
    if (status == STRATA_OK) {
        status = strata_sink_target_open(&sink->target, path, is_private, err);
    }
    if (status != STRATA_OK) {
        strata_sink_discard(sink);
        return status;
    }
    *out = sink;
    return STRATA_OK;
}

void strata_sink_make_private(strata_sink *sink)
{
    strata_sink_target_make_private(&sink->target);
}

strata_status strata_sink_memory(strata_sink **out, strata_error *err)
{
    *out = new_sink();
    if (*out == NULL) {
        return strata_fail_memory(err);
    }
    (*out)->is_memory = true;
    return STRATA_OK;
}

void strata_sink_bytes(const strata_sink *sink, const char **bytes, size_t *len)
{
    assert(sink->is_memory);
    *bytes = sink->buffer;
    *len = sink->len;
}

void strata_sink_clear(strata_sink *sink)
{
    assert(sink->is_memory);
    sink->position -= sink->len;
    sink->len = 0;
}

static strata_status deflate_buffer(strata_sink *sink, int flush)
{
    sink->zlib.next_in = (Bytef *)sink->buffer;
    sink->zlib.avail_in = (uInt)sink->len;
    do {
        sink->zlib.next_out = sink->deflated;
        sink->zlib.avail_out = BUFFER_BYTES;
        (void)deflate(&sink->zlib, flush); /* cannot fail: the state is ours and sound */
        STRATA_TRY(strata_sink_target_write(&sink->target, sink->deflated,
                                            BUFFER_BYTES - sink->zlib.avail_out, &sink->fault));
    } while (sink->zlib.avail_out == 0);
    return STRATA_OK;
}

static strata_status empty_buffer(strata_sink *sink, int flush)
{
    STRATA_TRY(sink->is_gzip ? deflate_buffer(sink, flush)
                             : strata_sink_target_write(&sink->target, sink->buffer, sink->len,
                                                        &sink->fault));
    sink->len = 0;
    return STRATA_OK;
}

/* Makes room for at least one byte more. */
static strata_status make_room(strata_sink *sink, size_t wanted)
{
    if (!sink->is_memory) {
        return empty_buffer(sink, Z_NO_FLUSH);
    }
    void *buffer = sink->buffer;
    const strata_status status =
        wanted <= SIZE_MAX - sink->len
            ? strata_reserve(&buffer, &sink->room, sink->len + wanted, 1, &sink->fault)
            : strata_fail_memory(&sink->fault);
    sink->buffer = buffer;
    return status;
}

/* A long text need not be copied on its way to a file; it goes behind what is in the buffer. */
static bool goes_past_buffer(const strata_sink *sink, size_t len)
{
    return len >= sink->room && !sink->is_memory && !sink->is_gzip;
}

strata_status strata_sink_write(strata_sink *sink, const void *bytes, size_t len, strata_error *err)
{
    const char *from = bytes;
    if (goes_past_buffer(sink, len) && sink->fault.status == STRATA_OK &&
        empty_buffer(sink, Z_NO_FLUSH) == STRATA_OK) {
        (void)!strata_sink_target_write(&sink->target, bytes, len, &sink->fault);
        sink->position += len;
        len = 0;
    }
    while (len > 0 && sink->fault.status == STRATA_OK) {
        if (sink->len == sink->room && make_room(sink, len) != STRATA_OK) {
            break;
        }
        const size_t space = sink->room - sink->len;
        const size_t piece = len < space ? len : space;
        memcpy(sink->buffer + sink->len, from, piece);
        sink->len += piece;
        sink->position += piece;
        from += piece;
        len -= piece;
    }
    return sink->fault.status == STRATA_OK ? STRATA_OK : strata_fail_again(err, &sink->fault);
}

strata_status strata_sink_room(strata_sink *sink, size_t len, char **out, strata_error *err)
{
    assert(sink->is_memory || len <= STRATA_SINK_ROOM);
    if (sink->fault.status == STRATA_OK && sink->room - sink->len < len) {
        (void)!make_room(sink, len);
    }
    *out = sink->buffer + sink->len;
    return sink->fault.status == STRATA_OK ? STRATA_OK : strata_fail_again(err, &sink->fault);
}

void strata_sink_wrote(strata_sink *sink, const char *end)
{
    const size_t len = (size_t)(end - (sink->buffer + sink->len));
    assert(len <= sink->room - sink->len);
    sink->len += len;
    sink->position += len;
}

strata_status strata_sink_text(strata_sink *sink, const char *text, strata_error *err)
{
    return strata_sink_write(sink, text, strlen(text), err);
}

strata_status strata_sink_format(strata_sink *sink, strata_error *err, const char *format, ...)
{
    char text[FORMAT_BYTES];
    va_list args;
    va_start(args, format);
    const int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (len < 0 || (size_t)len >= sizeof text) {
        return strata_fail(err, STRATA_E_INTERNAL, "format",
                           "a line to be written is longer than %d bytes", FORMAT_BYTES - 1);
    }
    return strata_sink_write(sink, text, (size_t)len, err);
}

strata_status strata_sink_commit(strata_sink *sink, strata_error *err)
{
    strata_status status = sink->fault.status;
    if (status == STRATA_OK && !sink->is_memory) {
        status = empty_buffer(sink, Z_FINISH);
    }
    if (status == STRATA_OK && !sink->is_memory) {
        status = strata_sink_target_commit(&sink->target, &sink->fault);
    }
    if (status != STRATA_OK) {
        (void)strata_fail_again(err, &sink->fault);
    }
    strata_sink_discard(sink); /* leaves a target alone that is committed */
    return status;
}

strata_status strata_sink_end(strata_sink *sink, strata_status written, strata_error *err)
{
    if (written != STRATA_OK) {
        strata_sink_discard(sink);
        return written;
    }
    return strata_sink_commit(sink, err);
}

uint64_t strata_sink_position(const strata_sink *sink)
{
    return sink->position;
}

bool strata_sink_is_terminal(const strata_sink *sink)
{
    return !sink->is_memory && isatty(sink->target.descriptor) == 1;
}
