/* Sinks and sources in memory, for tests of streams. */
#ifndef STRATA_STREAM_FIXTURE_H
#define STRATA_STREAM_FIXTURE_H

#include "base/hash.h"
#include "io/sink.h"
#include "io/source.h"
#include "strata_test.h"
#include "stream/stream.h"

static inline strata_sink *fixture_sink(void)
{
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    return sink;
}

static inline strata_slice fixture_bytes(const strata_sink *sink)
{
    strata_slice bytes = {0};
    strata_sink_bytes(sink, &bytes.text, &bytes.len);
    return bytes;
}

static inline void fixture_assert_text(const strata_sink *sink, const char *expected)
{
    const strata_slice bytes = fixture_bytes(sink);
    assert_int_equal(bytes.len, strlen(expected));
    assert_memory_equal(bytes.text, expected, bytes.len);
}

/** A source named x.cells over bytes that stay the caller's. */
static inline strata_source *fixture_source(strata_slice bytes)
{
    strata_source *source = NULL;
    assert_int_equal(strata_source_memory("x.cells", bytes.text, bytes.len, 0, &source, NULL),
                     STRATA_OK);
    return source;
}

static inline uint32_t fixture_text(strata_dictionary *dictionary, const char *text)
{
    uint32_t id = UINT32_MAX;
    assert_int_equal(
        strata_intern_add(strata_dictionary_texts(dictionary), text, strlen(text), &id, NULL),
        STRATA_OK);
    return id;
}

/** A test with awkward texts. */
static inline strata_test fixture_test(strata_dictionary *dictionary)
{
    return (strata_test){.assessment = fixture_text(dictionary, "elpac"),
                         .subject = fixture_text(dictionary, "ela"),
                         .era = fixture_text(dictionary, "2018 on"),
                         .levels = 4,
                         .proficient = 3,
                         .decimals = 1,
                         .has_scores = true,
                         .vertical_scale = true,
                         .denominator = fixture_text(dictionary, "tested"),
                         .label = fixture_text(dictionary, "100 % \"new\"")};
}

#define FIXTURE_TEST_LINE                                                                          \
    "#test assessment=elpac subject=ela era=2018%20on levels=4 proficient=3 decimals=1 "           \
    "scores=yes vertical=yes better=higher denominator=tested label=100%20%25%20%22new%22\n"

#define FIXTURE_DIGEST "0123456789abcdef0123456789abcdef"

/** The digest of two texts, one behind the other. */
static inline void fixture_digest(const char *text, const char *more, char out[STRATA_DIGEST_TEXT])
{
    strata_digest *digest = strata_digest_new();
    assert_non_null(digest);
    strata_digest_add(digest, text, strlen(text));
    strata_digest_add(digest, more, strlen(more));
    strata_digest_text(digest, out);
    strata_digest_free(digest);
}

#endif
