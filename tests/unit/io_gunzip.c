/* Every library inflates the same bytes to the same text and stops at the same place. */
#include "io/gunzip.h"
#include "test_gzip.h"

static const strata_gunzip *const libraries[] = {
    &strata_gunzip_zlib,
#ifdef STRATA_HAVE_ISAL
    &strata_gunzip_isal,
#endif
};
enum {
    LIBRARIES = sizeof libraries / sizeof libraries[0],
    REST = 3 /* bytes behind the member */
};

/* Steps through in[len] by pieces of in_step and out_step bytes to the end of a member. */
static strata_gunzip_state run(const strata_gunzip *of, strata_gunzip_bytes *bytes, size_t in_step,
                               size_t out_step)
{
    void *state = of->open();
    assert_non_null(state);
    of->start(state);
    strata_gunzip_state came_to = STRATA_GUNZIP_GOES_ON;
    for (size_t calls = 0; came_to == STRATA_GUNZIP_GOES_ON && calls < ROOM; calls++) {
        strata_gunzip_bytes piece = *bytes;
        piece.in_len = bytes->in_len < in_step ? bytes->in_len : in_step;
        piece.out_len = bytes->out_len < out_step ? bytes->out_len : out_step;
        came_to = of->step(state, &piece);
        bytes->in_len -= (size_t)(piece.in - bytes->in);
        bytes->out_len -= (size_t)(piece.out - bytes->out);
        bytes->in = piece.in;
        bytes->out = piece.out;
    }
    of->close(state);
    return came_to;
}

static void test_any_steps(void **state)
{
    (void)state;
    unsigned char input[MEMBER_LEN + REST] = {0};
    memcpy(input, member, MEMBER_LEN);
    for (size_t at = 0; at < (size_t)LIBRARIES * 64; at++) {
        const strata_gunzip *of = libraries[at / 64];
        unsigned char text[ROOM];
        strata_gunzip_bytes bytes = {input, sizeof input, text, sizeof text};
        assert_int_equal(run(of, &bytes, at / 8 % 8 + 1, at % 8 + 1), STRATA_GUNZIP_MEMBER_END);
        assert_int_equal(bytes.in_len, REST); /* stands right behind the member */
        assert_int_equal(sizeof text - bytes.out_len, PLAIN_LEN);
        assert_memory_equal(text, plain, PLAIN_LEN);
    }
}

static void test_a_cut_member_goes_on(void **state)
{
    (void)state;
    for (size_t at = 0; at < LIBRARIES; at++) {
        for (size_t len = 0; len < MEMBER_LEN; len++) {
            unsigned char text[ROOM];
            strata_gunzip_bytes bytes = {member, len, text, sizeof text};
            assert_int_equal(run(libraries[at], &bytes, ROOM, ROOM), STRATA_GUNZIP_GOES_ON);
        }
    }
}

static void test_a_wrong_checksum(void **state)
{
    (void)state;
    for (size_t at = 0; at < (size_t)LIBRARIES * 8;
         at++) { /* CRC and length are the last 8 bytes */
        unsigned char input[MEMBER_LEN];
        unsigned char text[ROOM];
        memcpy(input, member, MEMBER_LEN);
        input[MEMBER_LEN - 1 - at % 8] ^= 1;
        strata_gunzip_bytes bytes = {input, sizeof input, text, sizeof text};
        assert_int_equal(run(libraries[at / 8], &bytes, ROOM, ROOM), STRATA_GUNZIP_DAMAGED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_steps),
        cmocka_unit_test(test_a_cut_member_goes_on),
        cmocka_unit_test(test_a_wrong_checksum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
