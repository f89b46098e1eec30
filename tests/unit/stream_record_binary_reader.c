/* A .rec that is cut, changed or made of the wrong blocks. */
#include "base/hash.h"
#include "record_samples.h"
#include "stream/byte_buffer.h"
#include "stream/record_binary.h"

static strata_status read_bytes(strata_slice bytes, strata_error *err)
{
    strata_dictionary *dictionary = strata_dictionary_new();
    sample_list list = {.count = 0};
    const strata_status status = sample_read(bytes, dictionary, &list, err);
    strata_dictionary_free(dictionary);
    return status;
}

static void test_cut_at_every_byte(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_sink *sink = sample_stream(dictionary, true);
    const strata_slice whole = fixture_bytes(sink);
    for (size_t len = STRATA_REC_MAGIC_BYTES; len < whole.len; len++) {
        strata_error err = {0};
        assert_int_equal(read_bytes((strata_slice){whole.text, len}, &err), STRATA_E_INPUT);
        assert_string_equal(err.rule, "stream-truncated");
    }
    strata_sink_discard(sink);
    strata_dictionary_free(dictionary);
}

static void test_changed_at_every_byte(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_sink *sink = sample_stream(dictionary, true);
    const strata_slice whole = fixture_bytes(sink);
    char *changed = malloc(whole.len);
    assert_non_null(changed);
    memcpy(changed, whole.text, whole.len);
    for (size_t at = 0; at < whole.len; at++) {
        changed[at] = (char)(changed[at] ^ 1);
        assert_int_equal(read_bytes((strata_slice){changed, whole.len}, NULL), STRATA_E_INPUT);
        changed[at] = whole.text[at];
    }
    free(changed);
    strata_sink_discard(sink);
    strata_dictionary_free(dictionary);
}

/* The last 8 bytes are the checksum of the frame before, if there is one. */
static uint64_t checksum_before(const strata_byte_buffer *out)
{
    strata_byte_view view = {.at = out->bytes + out->len - 8, .left = 8};
    return out->len > STRATA_REC_MAGIC_BYTES ? strata_take_number(&view, 8) : 0;
}

/* A frame as FORMAT.md has it: kind, length, payload, checksum. */
static void put_frame(strata_byte_buffer *out, char kind, strata_slice payload)
{
    const uint64_t before = checksum_before(out);
    const size_t start = out->len;
    strata_put_bytes(out, &kind, 1);
    strata_put_text(out, payload);
    strata_put_number(out, strata_hash64_after(before, out->bytes + start, out->len - start), 8);
}

static void put_start(strata_byte_buffer *out, const char *header)
{
    strata_put_bytes(out, strata_rec_magic, STRATA_REC_MAGIC_BYTES);
    put_frame(out, STRATA_REC_HEADER, strata_slice_of(header));
}

static const strata_slice end_of_nothing = {"\0\0\0\0\0\0\0\0\0\0\0\0", 12};

static void assert_refused(strata_byte_buffer *bytes, const char *rule)
{
    strata_error err = {0};
    assert_int_equal(read_bytes((strata_slice){bytes->bytes, bytes->len}, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, rule);
    assert_string_equal(err.file, "x.cells");
    strata_byte_buffer_deinit(bytes);
}

static void test_nothing(void **state)
{
    (void)state;
    strata_byte_buffer bytes = {0};
    put_start(&bytes, "#strata records 1\n");
    put_frame(&bytes, STRATA_REC_END, end_of_nothing);
    assert_int_equal(read_bytes((strata_slice){bytes.bytes, bytes.len}, NULL), STRATA_OK);
    strata_put_number(&bytes, 0, 1);
    assert_refused(&bytes, "stream-rows");
}

static void test_wrong_frames(void **state)
{
    (void)state;
    strata_byte_buffer bytes = {0};
    put_start(&bytes, "#strata cells 1\n");
    put_frame(&bytes, STRATA_REC_END, end_of_nothing);
    assert_refused(&bytes, "stream-kind");
    put_start(&bytes, "#strata records 2\n");
    assert_refused(&bytes, "stream-version");
    put_start(&bytes, "#strata records 1");
    assert_refused(&bytes, "stream-header");
    put_start(&bytes, "#strata records 1\n");
    put_frame(&bytes, STRATA_REC_HEADER, strata_slice_of("#strata records 1\n"));
    assert_refused(&bytes, "stream-header");
    put_start(&bytes, "#strata records 1\n");
    put_frame(&bytes, 'X', end_of_nothing);
    assert_refused(&bytes, "stream-block");
    put_start(&bytes, "#strata records 1\n");
    put_frame(&bytes, STRATA_REC_BLOCK, end_of_nothing);
    assert_refused(&bytes, "stream-block");
    put_start(&bytes, "#strata records 1\n");
    put_frame(&bytes, STRATA_REC_END, strata_slice_of("short"));
    assert_refused(&bytes, "stream-block");
    put_start(&bytes, "#strata records 1\n");
    put_frame(&bytes, STRATA_REC_END, (strata_slice){"\1\0\0\0\0\0\0\0\0\0\0\0", 12});
    assert_refused(&bytes, "stream-rows");
    strata_put_bytes(&bytes, strata_rec_magic, STRATA_REC_MAGIC_BYTES);
    put_frame(&bytes, STRATA_REC_END, end_of_nothing);
    assert_refused(&bytes, "stream-header");
}

/* Tests that came late are in no count: that they are there is in the checksum of what follows. */
static void test_lost_tests(void **state)
{
    (void)state;
    strata_byte_buffer bytes = {0};
    put_start(&bytes, "#strata records 1\n");
    const size_t start = bytes.len;
    put_frame(&bytes, STRATA_REC_TESTS, strata_slice_of(""));
    const size_t end = bytes.len;
    put_frame(&bytes, STRATA_REC_END, end_of_nothing);
    assert_int_equal(read_bytes((strata_slice){bytes.bytes, bytes.len}, NULL), STRATA_OK);
    memmove(bytes.bytes + start, bytes.bytes + end, bytes.len - end);
    bytes.len -= end - start;
    assert_refused(&bytes, "stream-hash");
}

/* A length that no block has must not make the reader ask for that much memory. */
static void test_wrong_length(void **state)
{
    (void)state;
    strata_byte_buffer bytes = {0};
    strata_put_bytes(&bytes, strata_rec_magic, STRATA_REC_MAGIC_BYTES);
    strata_put_bytes(&bytes, "B\xff\xff\xff\xff", 5);
    assert_refused(&bytes, "stream-block");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut_at_every_byte), cmocka_unit_test(test_changed_at_every_byte),
        cmocka_unit_test(test_nothing),           cmocka_unit_test(test_wrong_frames),
        cmocka_unit_test(test_lost_tests),        cmocka_unit_test(test_wrong_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
