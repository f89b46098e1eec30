/* read(2) or memory, and a table of magic bytes. */
#include "io/source_raw.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/slice.h"
#include "io/descriptor.h"
#include "io/system_error.h"

strata_status strata_raw_open(strata_raw *raw, const char *path, strata_error *err)
{
    const bool is_standard_input = strcmp(path, "-") == 0;
    raw->descriptor = STDIN_FILENO;
    const int number =
        is_standard_input ? 0 : strata_descriptor_open(path, O_RDONLY, 0, &raw->descriptor);
    if (number != 0) {
        return strata_fail_system(err, raw->name, number, "cannot open");
    }
    raw->is_owned = !is_standard_input;
    struct stat about;
    if (fstat(raw->descriptor, &about) != 0) {
        const strata_status status = strata_fail_system(err, raw->name, errno, "cannot open");
        strata_raw_close(raw);
        return status;
    }
    if (S_ISDIR(about.st_mode)) {
        strata_raw_close(raw);
        return strata_fail_at(err, STRATA_E_INPUT, "io", (strata_place_in_file){.file = raw->name},
                              "is a directory, expected a file");
    }
    const bool is_file = S_ISREG(about.st_mode);
    raw->size = is_file && about.st_size > 0 ? (uint64_t)about.st_size : 0;
    raw->is_regular = is_file && !is_standard_input;
    return STRATA_OK;
}

static strata_status take(strata_raw *raw, void *bytes, size_t room, size_t *got, strata_error *err)
{
    *got = 0;
    if (raw->is_at_end) {
        return STRATA_OK;
    }
    if (raw->member != NULL) {
        return strata_unpacker_read(raw->member, bytes, room, got, err);
    }
    if (raw->descriptor < 0) {
        const uint64_t left = raw->size - raw->taken;
        *got = left < room ? (size_t)left : room;
        if (*got > 0) {
            memcpy(bytes, raw->bytes + raw->taken, *got);
        }
        raw->taken += *got;
        return STRATA_OK;
    }
    const int number = strata_descriptor_read(raw->descriptor, bytes, room, got);
    if (number != 0) {
        return strata_fail_system(err, raw->name, number, "cannot read");
    }
    raw->is_at_end = *got == 0;
    return STRATA_OK;
}

strata_status strata_raw_read(strata_raw *raw, void *bytes, size_t room, size_t *got,
                              strata_error *err)
{
    const size_t limit = room < raw->chunk ? room : raw->chunk;
    const size_t looked_at = raw->head_len - raw->head_at;
    if (looked_at > 0) {
        *got = looked_at < limit ? looked_at : limit;
        memcpy(bytes, raw->head + raw->head_at, *got);
        raw->head_at += *got;
    } else {
        STRATA_TRY(take(raw, bytes, limit, got, err));
    }
    raw->position += *got;
    return STRATA_OK;
}

/* What else people hand over, and what to do about it. */
typedef struct signature {
    strata_slice start;
    size_t offset; /* of further bytes that the format has */
    strata_slice further;
    const char *advice;
} signature;

#define WORKBOOK "is an Excel workbook: save it as CSV UTF-8 and give that file"

#define DOCUMENT "is a text document, not a table: export the data as CSV UTF-8 and give that file"
#define PICTURE  "is a picture, not a table: get the data as CSV UTF-8 and give that file"

/* A workbook is a zip archive that begins with one of these, as the writers of it have it. */
static const signature unreadable[] = {
    {.start = {"PK\003\004", 4},
     .offset = 30,
     .further = {"[Content_Types].xml", 19},
     .advice = WORKBOOK},
    {.start = {"PK\003\004", 4}, .offset = 30, .further = {"docProps/", 9}, .advice = WORKBOOK},
    {.start = {"PK\003\004", 4}, .offset = 30, .further = {"_rels/", 6}, .advice = WORKBOOK},
    {.start = {"PK\003\004", 4}, .offset = 30, .further = {"xl/", 3}, .advice = WORKBOOK},
    {.start = {"PK\003\004", 4}, .offset = 30, .further = {"word/", 5}, .advice = DOCUMENT},
    {.start = {"PK\003\004", 4},
     .offset = 38,
     .further = {"application/vnd.oasis", 21},
     .advice = "is an OpenDocument file: save the sheet as CSV UTF-8 and give that file"},
    {.start = {"\xd0\xcf\x11\xe0", 4},
     .advice = "is an Excel 97 workbook: save it as CSV UTF-8 and give that file"},
    {.start = {"PK\005\006", 4}, .advice = "is an empty zip archive, expected CSV or gz"},
    {.start = {"PK\007\010", 4},
     .advice = "is one part of a zip archive that was split; put it together and unpack it first"},
    {.start = {"BZh", 3},
     .offset = 4,
     .further = {"1AY&SY", 6},
     .advice = "is a bzip2 file, expected CSV or gz; try: bzip2 -dc FILE | strata ... -"},
    {.start = {"\xfd\x37zXZ", 5},
     .advice = "is an xz file, expected CSV or gz; try: xz -dc FILE | strata ... -"},
    {.start = {"\x28\xb5\x2f\xfd", 4},
     .advice = "is a zstd file, expected CSV or gz; try: zstd -dc FILE | strata ... -"},
    {.start = {"7z\xbc\xaf\x27\x1c", 6},
     .advice = "is a 7z archive, expected CSV or gz; try: 7z x -so FILE | strata ... -"},
    {.start = {"%PDF-", 5},
     .advice = "is a PDF, whose tables cannot be read; get the data as CSV from who made it"},
    {.start = {"{\\rtf", 5}, .advice = DOCUMENT},
    {.start = {"\x89PNG\r\n\x1a\n", 8}, .advice = PICTURE},
    {.start = {"\xff\xd8\xff", 3}, .advice = PICTURE},
    {.start = {"GIF87a", 6}, .advice = PICTURE},
    {.start = {"GIF89a", 6}, .advice = PICTURE},
};

static bool has_bytes(const strata_raw *raw, size_t offset, strata_slice bytes)
{
    return bytes.len == 0 || (raw->head_len >= offset + bytes.len &&
                              memcmp(raw->head + offset, bytes.text, bytes.len) == 0);
}

static bool has_signature(const strata_raw *raw, const signature *format)
{
    return has_bytes(raw, 0, format->start) && has_bytes(raw, format->offset, format->further);
}

static bool ends_in_gz(const char *name)
{
    const size_t len = strlen(name);
    return len >= 3 && strcasecmp(name + len - 3, ".gz") == 0;
}

strata_status strata_raw_look(strata_raw *raw, bool *is_gzip, strata_error *err)
{
    const strata_place_in_file at = {.file = raw->name};
    size_t got = 1;
    while (got > 0 && raw->head_len < STRATA_RAW_HEAD) {
        STRATA_TRY(
            take(raw, raw->head + raw->head_len, STRATA_RAW_HEAD - raw->head_len, &got, err));
        raw->head_len += got;
    }
    if (raw->head_len == 0 && ends_in_gz(raw->name)) {
        return strata_fail_at(err, STRATA_E_INPUT, "gz", at,
                              "is empty, expected gz; copy or fetch it again");
    }
    for (size_t i = 0; i < sizeof unreadable / sizeof unreadable[0]; i++) {
        if (has_signature(raw, &unreadable[i])) {
            return strata_fail_at(err, STRATA_E_INPUT, "format", at, "%s", unreadable[i].advice);
        }
    }
    /* One byte 1f alone is a gz cut after it: no text consists of that. */
    *is_gzip =
        raw->head_len > 0 && raw->head[0] == 0x1f && (raw->head_len == 1 || raw->head[1] == 0x8b);
    return STRATA_OK;
}

strata_status strata_raw_refuse_archive(const strata_raw *raw, strata_error *err)
{
    static const char *const kinds[] = {[STRATA_ARCHIVE_ZIP] = "zip", [STRATA_ARCHIVE_TAR] = "tar"};
    const strata_archive_kind kind = strata_archive_kind_of(raw->head, raw->head_len);
    if (kind == STRATA_ARCHIVE_NONE) {
        return STRATA_OK;
    }
    return strata_fail_at(err, STRATA_E_INPUT, "format", (strata_place_in_file){.file = raw->name},
                          "is a %s archive%s, expected CSV or gz; unpack it first", kinds[kind],
                          raw->member != NULL ? " inside an archive" : "");
}

void strata_raw_close(strata_raw *raw)
{
    strata_unpacker_free(raw->member);
    raw->member = NULL;
    if (raw->is_owned && raw->descriptor >= 0) {
        (void)strata_descriptor_close(raw->descriptor); /* nothing was written to lose */
        raw->descriptor = -1;
    }
}
