/* Zip and tar archives made byte by byte, so that a test can make them lie. The layouts are those
 * of APPNOTE.TXT 6.3 and of POSIX ustar; python's zipfile and tarfile read what is made here. */
#ifndef STRATA_TESTS_UNIT_TEST_ARCHIVE_H
#define STRATA_TESTS_UNIT_TEST_ARCHIVE_H

#include <zlib.h>

#include "io/archive.h"
#include "strata_test.h"

typedef struct test_member {
    const char *name;
    const void *bytes;
    size_t len;
    uint16_t method;  /* 8: deflated, all else stored as it is */
    uint16_t flags;   /* 1: encrypted; 0x800: the name is UTF-8 */
    uint32_t claimed; /* length that the archive gives; 0: the true one */
} test_member;

typedef struct test_bytes {
    unsigned char *bytes; /* yours to free */
    size_t len;
    size_t room;
} test_bytes;

static inline void test_add(test_bytes *to, const void *bytes, size_t len)
{
    assert_int_equal(strata_reserve(&to->bytes, &to->room, to->len + len + 1, 1, NULL), STRATA_OK);
    if (len > 0) {
        memcpy(to->bytes + to->len, bytes, len);
    }
    to->len += len;
}

/* A number of so many bytes, the small end first. */
static inline void test_add_number(test_bytes *to, uint64_t number, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        const unsigned char byte = (unsigned char)(i < 8 ? number >> (8 * i) & 0xff : 0);
        test_add(to, &byte, 1);
    }
}

static inline test_bytes test_deflate(const void *bytes, size_t len)
{
    test_bytes out = {0};
    z_stream zlib = {0};
    assert_int_equal(deflateInit2(&zlib, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), Z_OK);
    const size_t room = deflateBound(&zlib, (uLong)len);
    assert_int_equal(strata_reserve(&out.bytes, &out.room, room, 1, NULL), STRATA_OK);
    unsigned char *copy = malloc(len + 1);
    assert_non_null(copy);
    memcpy(copy, bytes, len);
    zlib.next_in = copy;
    zlib.avail_in = (uInt)len;
    zlib.next_out = out.bytes;
    zlib.avail_out = (uInt)room;
    assert_int_equal(deflate(&zlib, Z_FINISH), Z_STREAM_END);
    out.len = room - zlib.avail_out;
    assert_int_equal(deflateEnd(&zlib), Z_OK);
    free(copy);
    return out;
}

/* What local header and directory say alike: from the version needed to the length of the name. */
static inline void test_describe(test_bytes *to, const test_member *member, size_t packed)
{
    const uLong crc = crc32(crc32(0, NULL, 0), member->bytes, (uInt)member->len);
    test_add_number(to, 20, 2);
    test_add_number(to, member->flags, 2);
    test_add_number(to, member->method, 2);
    test_add_number(to, 0x21, 4); /* 1980-01-01 */
    test_add_number(to, crc, 4);
    test_add_number(to, packed, 4);
    test_add_number(to, member->claimed != 0 ? member->claimed : member->len, 4);
    test_add_number(to, strlen(member->name), 2);
    test_add_number(to, 0, 2);
}

static inline size_t test_add_local(test_bytes *zip, const test_member *member)
{
    test_bytes packed = {0};
    if (member->method == 8) {
        packed = test_deflate(member->bytes, member->len);
    } else {
        test_add(&packed, member->bytes, member->len);
    }
    const size_t len = packed.len;
    test_add(zip, "PK\003\004", 4);
    test_describe(zip, member, len);
    test_add(zip, member->name, strlen(member->name));
    test_add(zip, packed.bytes, len);
    strata_free(packed.bytes);
    return len;
}

static inline test_bytes test_zip(const test_member *members, size_t count)
{
    test_bytes zip = {0};
    test_bytes directory = {0};
    for (size_t i = 0; i < count; i++) {
        const size_t at = zip.len;
        const size_t packed = test_add_local(&zip, &members[i]);
        test_add(&directory, "PK\001\002\024\003", 6); /* made by Unix */
        test_describe(&directory, &members[i], packed);
        test_add_number(&directory, 0, 2 + 2 + 2);
        test_add_number(&directory, 0100644U << 16, 4); /* a regular file */
        test_add_number(&directory, at, 4);
        test_add(&directory, members[i].name, strlen(members[i].name));
    }
    const size_t at = zip.len;
    test_add(&zip, directory.bytes, directory.len);
    test_add(&zip, "PK\005\006\0\0\0\0", 8);
    test_add_number(&zip, count, 2);
    test_add_number(&zip, count, 2);
    test_add_number(&zip, directory.len, 4);
    test_add_number(&zip, at, 4);
    test_add_number(&zip, 0, 2);
    strata_free(directory.bytes);
    return zip;
}

static inline void test_add_tar_member(test_bytes *tar, const test_member *member, char type)
{
    unsigned char header[512] = {0};
    unsigned sum = 0;
    assert_true(strlen(member->name) < 100);
    (void)snprintf((char *)header, 100, "%s", member->name);
    (void)snprintf((char *)header + 100, 8, "%07o", 0644U);
    (void)snprintf((char *)header + 108, 8, "%07o", 0U);
    (void)snprintf((char *)header + 116, 8, "%07o", 0U);
    (void)snprintf((char *)header + 124, 12, "%011o", (unsigned)member->len);
    (void)snprintf((char *)header + 136, 12, "%011o", 0U);
    header[156] = (unsigned char)type;
    memcpy(header + 257, "ustar", 6);
    header[263] = '0'; /* the version, "00" */
    header[264] = '0';
    memset(header + 148, ' ', 8);
    for (size_t i = 0; i < sizeof header; i++) {
        sum += header[i];
    }
    (void)snprintf((char *)header + 148, 8, "%06o", sum);
    test_add(tar, header, sizeof header);
    test_add(tar, member->bytes, member->len);
    test_add_number(tar, 0, (512 - member->len % 512) % 512);
}

static inline test_bytes test_tar(const test_member *members, size_t count)
{
    test_bytes tar = {0};
    for (size_t i = 0; i < count; i++) {
        test_add_tar_member(&tar, &members[i], '0');
    }
    test_add_number(&tar, 0, 1024);
    return tar;
}

/* Opens an archive in memory and reads all of its members; text gets them, each behind its name.
 *  @param text  room bytes */
static inline strata_status test_read_archive(const test_bytes *archive, char *text, size_t room,
                                              strata_error *err)
{
    strata_archive *opened = NULL;
    size_t total = 0;
    text[0] = '\0';
    STRATA_TRY(strata_archive_memory("a.zip", archive->bytes, archive->len, &opened, err));
    assert_non_null(opened);
    strata_status status = STRATA_OK;
    for (size_t i = 0; i < strata_archive_count(opened) && status == STRATA_OK; i++) {
        strata_source *source = NULL;
        size_t got = 1;
        status = strata_archive_source(opened, i, &source, err);
        total += (size_t)snprintf(text + total, room - total, "[%s]",
                                  strata_archive_member_name(opened, i));
        while (status == STRATA_OK && got > 0) {
            assert_true(total + 1 < room);
            status = strata_source_read(source, text + total, room - 1 - total, &got, err);
            total += status == STRATA_OK ? got : 0;
            text[total] = '\0';
        }
        strata_source_close(source);
    }
    strata_archive_close(opened);
    return status;
}

#endif
