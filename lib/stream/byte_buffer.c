/* Byte by byte, so that neither order nor alignment of the machine matters. */
#include "stream/byte_buffer.h"

#include "base/alloc.h"

void strata_byte_buffer_deinit(strata_byte_buffer *buffer)
{
    strata_free(buffer->bytes);
    *buffer = (strata_byte_buffer){0};
}

/* Room for len more bytes; false after a failure. */
static bool make_room(strata_byte_buffer *buffer, size_t len)
{
    if (buffer->status == STRATA_OK) {
        buffer->status = strata_reserve(&buffer->bytes, &buffer->room, buffer->len + len, 1, NULL);
    }
    return buffer->status == STRATA_OK;
}

void strata_put_number(strata_byte_buffer *buffer, uint64_t value, unsigned width)
{
    if (make_room(buffer, width)) {
        for (unsigned at = 0; at < width; at++) {
            buffer->bytes[buffer->len++] = (char)(value >> (8 * at) & 0xff);
        }
    }
}

void strata_put_bytes(strata_byte_buffer *buffer, const void *bytes, size_t len)
{
    if (len > 0 && make_room(buffer, len)) {
        memcpy(buffer->bytes + buffer->len, bytes, len);
        buffer->len += len;
    }
}

void strata_put_text(strata_byte_buffer *buffer, strata_slice text)
{
    strata_put_number(buffer, text.len, 4);
    strata_put_bytes(buffer, text.text, text.len);
}

strata_slice strata_take_bytes(strata_byte_view *view, size_t len)
{
    if (view->is_short || len > view->left) {
        view->is_short = true;
        return (strata_slice){NULL, 0};
    }
    const strata_slice taken = {view->at, len};
    view->at += len;
    view->left -= len;
    return taken;
}

uint64_t strata_take_number(strata_byte_view *view, unsigned width)
{
    const strata_slice bytes = strata_take_bytes(view, width);
    uint64_t value = 0;
    for (size_t at = 0; at < bytes.len; at++) {
        value |= (uint64_t)(unsigned char)bytes.text[at] << (8 * at);
    }
    return value;
}

strata_slice strata_take_text(strata_byte_view *view)
{
    return strata_take_bytes(view, (size_t)strata_take_number(view, 4));
}

unsigned strata_byte_width(uint64_t value)
{
    unsigned width = 0;
    while (width < 8 && value >> (8 * width) != 0) {
        width++;
    }
    return width;
}
