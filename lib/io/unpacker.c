/* libarchive with callbacks of ours. A zip is read by the directory at its end, as unzip does it,
 * never by what stands between its members. libarchive gets its memory from the system: it knows no
 * other way. */
#include "io/unpacker.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/inflate_guard.h"

enum {
    PIECE_BYTES = 64 * 1024,
    TAR_BLOCK = 512,
    METHOD_TEXT = 48
};

struct strata_unpacker {
    struct archive *archive;
    strata_archive_cursor cursor;
    strata_archive_kind kind;
    const char *name;
    locale_t utf8;  /* in which libarchive sees names; 0 if the system has none */
    bool has_size;  /* the current member's is known */
    uint64_t size;  /* then: what it must unpack to */
    uint64_t start; /* bytes of the archive before its contents */
    uint64_t out;   /* bytes unpacked */
    bool is_over;   /* its end was met */
    strata_error fault;
    unsigned char piece[PIECE_BYTES];
};

static uint64_t octal(const unsigned char *text, size_t len)
{
    uint64_t value = 0;
    size_t at = 0;
    while (at < len && text[at] == ' ') {
        at++;
    }
    for (; at < len && text[at] >= '0' && text[at] <= '7'; at++) {
        value = value * 8 + (uint64_t)(text[at] - '0');
    }
    return value;
}

/* Its mark, and the sum of the bytes of the header, in which the sum itself counts as blanks. */
static bool is_tar(const unsigned char *bytes, size_t len)
{
    enum {
        SUM_AT = 148,
        SUM_LEN = 8,
        MARK_AT = 257
    };
    if (len < TAR_BLOCK || memcmp(bytes + MARK_AT, "ustar", strlen("ustar")) != 0) {
        return false;
    }
    uint64_t sum = 0;
    for (size_t at = 0; at < TAR_BLOCK; at++) {
        sum += at >= SUM_AT && at < SUM_AT + SUM_LEN ? ' ' : bytes[at];
    }
    return sum == octal(bytes + SUM_AT, SUM_LEN);
}

strata_archive_kind strata_archive_kind_of(const unsigned char *bytes, size_t len)
{
    if (len >= 4 && memcmp(bytes, "PK\003\004", 4) == 0) {
        return STRATA_ARCHIVE_ZIP;
    }
    return is_tar(bytes, len) ? STRATA_ARCHIVE_TAR : STRATA_ARCHIVE_NONE;
}

static la_ssize_t give_piece(struct archive *archive, void *context, const void **piece)
{
    strata_unpacker *unpacker = context;
    size_t got = 0;
    if (strata_archive_cursor_read(&unpacker->cursor, unpacker->piece, PIECE_BYTES, &got,
                                   &unpacker->fault) != STRATA_OK) {
        archive_set_error(archive, EIO, "%s", "cannot read");
        return ARCHIVE_FATAL;
    }
    *piece = unpacker->piece;
    return (la_ssize_t)got;
}

static la_int64_t skip(struct archive *archive, void *context, la_int64_t by)
{
    (void)archive;
    strata_archive_cursor *cursor = &((strata_unpacker *)context)->cursor;
    const uint64_t left = cursor->of->size - cursor->at;
    const uint64_t skipped = (uint64_t)by < left ? (uint64_t)by : left;
    cursor->at += skipped;
    return (la_int64_t)skipped;
}

static la_int64_t seek(struct archive *archive, void *context, la_int64_t offset, int whence)
{
    (void)archive;
    strata_archive_cursor *cursor = &((strata_unpacker *)context)->cursor;
    const la_int64_t size = (la_int64_t)cursor->of->size;
    la_int64_t to = offset;
    if (whence == SEEK_CUR) {
        to += (la_int64_t)cursor->at;
    } else if (whence == SEEK_END) {
        to += size;
    }
    if (to < 0 || to > size) {
        return ARCHIVE_FATAL;
    }
    cursor->at = (uint64_t)to;
    return to;
}

void strata_unpacker_free(strata_unpacker *unpacker)
{
    if (unpacker != NULL) {
        (void)archive_read_free(unpacker->archive);
        strata_archive_cursor_close(&unpacker->cursor);
        if (unpacker->utf8 != (locale_t)0) {
            freelocale(unpacker->utf8);
        }
        strata_free(unpacker);
    }
}

/* Why libarchive gave up: our own callback, its memory, or the archive. */
static strata_status fail_archive(strata_unpacker *unpacker, const char *what)
{
    if (unpacker->fault.status != STRATA_OK) {
        return unpacker->fault.status;
    }
    if (unpacker->archive == NULL || archive_errno(unpacker->archive) == ENOMEM) {
        return strata_fail_memory(&unpacker->fault);
    }
    return strata_fail_at(&unpacker->fault, STRATA_E_INPUT, "archive",
                          (strata_place_in_file){.file = unpacker->name},
                          "%s; copy or fetch the archive again", what);
}

static strata_status open_archive(strata_unpacker *unpacker)
{
    struct archive *archive = archive_read_new();
    unpacker->archive = archive;
    if (archive == NULL) {
        return fail_archive(unpacker, "");
    }
    const int known = unpacker->kind == STRATA_ARCHIVE_ZIP
                          ? archive_read_support_format_zip_seekable(archive)
                          : archive_read_support_format_tar(archive);
    (void)archive_read_set_read_callback(archive, give_piece);
    (void)archive_read_set_skip_callback(archive, skip);
    (void)archive_read_set_seek_callback(archive, seek);
    (void)archive_read_set_callback_data(archive, unpacker);
    if (known != ARCHIVE_OK || archive_read_open1(archive) != ARCHIVE_OK) {
        return fail_archive(unpacker, unpacker->kind == STRATA_ARCHIVE_ZIP
                                          ? "the zip archive is damaged or cut: the directory at "
                                            "its end is missing"
                                          : "the tar archive is damaged or cut");
    }
    return STRATA_OK;
}

strata_status strata_unpacker_new(const strata_archive_bytes *bytes, strata_archive_kind kind,
                                  const char *name, strata_unpacker **out, strata_error *err)
{
    *out = NULL;
    strata_unpacker *unpacker = strata_alloc_zero(1, sizeof *unpacker);
    if (unpacker == NULL) {
        return strata_fail_memory(err);
    }
    unpacker->kind = kind;
    unpacker->name = name;
    unpacker->is_over = true; /* no member yet */
    unpacker->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    strata_status status = strata_archive_cursor_open(bytes, &unpacker->cursor, &unpacker->fault);
    if (status == STRATA_OK) {
        status = open_archive(unpacker);
    }
    if (status != STRATA_OK) {
        (void)strata_fail_again(err, &unpacker->fault);
        strata_unpacker_free(unpacker);
        return status;
    }
    *out = unpacker;
    return STRATA_OK;
}

/* A tar ends with a block of zeros. Without it members may be missing, and behind it may stand some
 * that would be passed over. */
static strata_status check_tar_end(strata_unpacker *unpacker)
{
    strata_archive_cursor *cursor = &unpacker->cursor;
    const la_int64_t end = archive_read_header_position(unpacker->archive);
    if (end < 0 || (uint64_t)end + TAR_BLOCK > cursor->of->size) {
        return fail_archive(unpacker, "the tar archive is cut: its end is missing");
    }
    cursor->at = (uint64_t)end;
    size_t got = 1;
    while (got > 0) {
        STRATA_TRY(strata_archive_cursor_read(cursor, unpacker->piece, PIECE_BYTES, &got,
                                              &unpacker->fault));
        for (size_t i = 0; i < got; i++) {
            if (unpacker->piece[i] != 0) {
                return fail_archive(unpacker, "the tar archive goes on behind its end");
            }
        }
    }
    return STRATA_OK;
}

/* libarchive goes on with a warning where a name cannot be converted, which is fine, and where the
 * two descriptions that a zip has of a member differ, which is not. */
static bool is_sound(struct archive *archive, int code)
{
    static const char lie[] = "Inconsistent";
    const char *text = archive_error_string(archive);
    return code == ARCHIVE_OK ||
           (code == ARCHIVE_WARN && text != NULL && strncmp(text, lie, strlen(lie)) != 0);
}

static void describe(strata_unpacker *unpacker, struct archive_entry *member,
                     strata_archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(member);
    if (name == NULL) {
        name = archive_entry_pathname(member);
    }
    const la_int64_t position = archive_filter_bytes(unpacker->archive, 0);
    unpacker->has_size = archive_entry_size_is_set(member) != 0;
    unpacker->size = unpacker->has_size ? (uint64_t)archive_entry_size(member) : 0;
    unpacker->start = position > 0 ? (uint64_t)position : 0;
    unpacker->out = 0;
    unpacker->is_over = false;
    *entry = (strata_archive_entry){.name = name != NULL ? name : "",
                                    .size = unpacker->size,
                                    .is_file = archive_entry_filetype(member) == AE_IFREG &&
                                               archive_entry_hardlink(member) == NULL,
                                    .is_folder = archive_entry_filetype(member) == AE_IFDIR,
                                    .is_encrypted = archive_entry_is_encrypted(member) != 0};
}

static strata_status next(strata_unpacker *unpacker, strata_archive_entry *entry)
{
    struct archive_entry *member = NULL;
    const int code = archive_read_next_header(unpacker->archive, &member);
    *entry = (strata_archive_entry){.name = NULL};
    unpacker->is_over = true;
    if (code == ARCHIVE_EOF) {
        return unpacker->kind == STRATA_ARCHIVE_TAR ? check_tar_end(unpacker) : STRATA_OK;
    }
    if (!is_sound(unpacker->archive, code)) {
        return fail_archive(unpacker, unpacker->kind == STRATA_ARCHIVE_ZIP
                                          ? "the zip archive is damaged or cut"
                                          : "the tar archive is damaged or cut");
    }
    describe(unpacker, member, entry);
    return STRATA_OK;
}

strata_status strata_unpacker_next(strata_unpacker *unpacker, strata_archive_entry *entry,
                                   strata_error *err)
{
    if (unpacker->fault.status == STRATA_OK) {
        const locale_t before =
            uselocale(unpacker->utf8); /* of this thread only; 0 changes nothing */
        const strata_status status = next(unpacker, entry);
        (void)uselocale(before);
        if (status == STRATA_OK) {
            return STRATA_OK;
        }
    }
    return strata_fail_again(err, &unpacker->fault);
}

/* The name of the compression, which libarchive has in brackets: "ZIP 2.0 (deflation-64-bit)". */
static strata_status fail_method(strata_unpacker *unpacker)
{
    char method[METHOD_TEXT] = "unknown";
    const char *format = archive_format_name(unpacker->archive);
    const char *open = format != NULL ? strchr(format, '(') : NULL;
    if (open != NULL) {
        (void)snprintf(method, sizeof method, "%.*s", (int)strcspn(open + 1, ")"), open + 1);
    }
    return strata_fail_at(&unpacker->fault, STRATA_E_INPUT, "archive-method",
                          (strata_place_in_file){.file = unpacker->name},
                          "its compression (%s) cannot be read; save the archive again with "
                          "ordinary compression, or unpack it first",
                          method);
}

static strata_status fail_read(strata_unpacker *unpacker)
{
    const char *text = archive_error_string(unpacker->archive);
    if (unpacker->fault.status == STRATA_OK && text != NULL && strstr(text, "nsupported") != NULL) {
        return fail_method(unpacker);
    }
    return fail_archive(unpacker, "this member is damaged or cut");
}

/* The archive has said how long the member is. */
static strata_status check_size(strata_unpacker *unpacker)
{
    const bool is_at_end = unpacker->is_over;
    if (unpacker->has_size &&
        (unpacker->out > unpacker->size || (is_at_end && unpacker->out < unpacker->size))) {
        return fail_archive(unpacker, "this member has another length than the archive says");
    }
    return STRATA_OK;
}

static strata_status read_member(strata_unpacker *unpacker, void *bytes, size_t room, size_t *got)
{
    const la_ssize_t count = archive_read_data(unpacker->archive, bytes, room);
    if (count < 0) {
        return fail_read(unpacker);
    }
    *got = (size_t)count;
    unpacker->out += *got;
    unpacker->is_over = count == 0;
    STRATA_TRY(check_size(unpacker));
    const la_int64_t position = archive_filter_bytes(unpacker->archive, 0);
    const uint64_t at = position > 0 ? (uint64_t)position : 0;
    const uint64_t in = at > unpacker->start ? at - unpacker->start : 0;
    return strata_inflate_guard(unpacker->name, in, unpacker->out, "unzip or tar",
                                &unpacker->fault);
}

strata_status strata_unpacker_read(strata_unpacker *unpacker, void *bytes, size_t room, size_t *got,
                                   strata_error *err)
{
    *got = 0;
    if (unpacker->fault.status == STRATA_OK && unpacker->is_over) {
        return STRATA_OK;
    }
    if (unpacker->fault.status == STRATA_OK &&
        read_member(unpacker, bytes, room, got) == STRATA_OK) {
        return STRATA_OK;
    }
    *got = 0;
    return strata_fail_again(err, &unpacker->fault);
}
