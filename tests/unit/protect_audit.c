/* The ways in which hidden counts come back, one test for each; every interval is worked out in its
 * comment. */
#include "protect/audit.h"
#include "release_text.h"

static const strata_audit_options plain = {.width = 4, .wants_all = true};

/* Audits what must fit together; both are to be freed. */
static strata_audit *attack(const char *cells, const char *links,
                            const strata_audit_options *options)
{
    strata_audit *audit = NULL;
    strata_error err = {0};
    strata_release *release = release_text(cells, links);
    if (strata_audit_run(release, options, &audit, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    return audit;
}

static void end(strata_audit *audit)
{
    strata_release *release = (strata_release *)(uintptr_t)strata_audit_release(audit);
    strata_audit_free(audit);
    strata_release_free(release);
}

/* 10 = 7 + a: a = 3. Then 9 = a + b: b = 6, by both sums. */
static void test_one_hidden_in_a_line(void **state)
{
    (void)state;
    uint32_t chain[4];
    strata_audit *audit =
        attack("cell_id,value\nt,10\ns,7\na,\nu,9\nb,\n",
               "eq_id,total_cell,part_cell\ne1,t,s\ne1,t,a\ne2,u,a\ne2,u,b\n", &plain);
    release_text_expect(audit, "a", 3, 3, STRATA_VERDICT_EXACT);
    release_text_expect(audit, "b", 6, 6, STRATA_VERDICT_EXACT);
    assert_int_equal(release_text_attack(audit, "b"), STRATA_ATTACK_SUBTRACTION);
    assert_int_equal(strata_audit_chain(audit, 4, chain, 4), 2);
    assert_int_equal(chain[0], 1);
    assert_int_equal(chain[1], 0);
    assert_int_equal(strata_audit_count(audit, STRATA_VERDICT_SHOWN), 3);
    end(audit);
}

/* By race a + b = 8: each 0 to 8. By language a + b + d = 13: each 0 to 13. Both together leave
 * d = 13 - 8 = 5, though two are hidden in every sum. */
static void test_two_tables_each_safe_alone(void **state)
{
    (void)state;
    static const char cells[] = "cell_id,value\nt,8\nu,13\na,\nb,\nd,\n";
    strata_audit *audit = attack(cells, "eq_id,total_cell,part_cell\ne1,t,a\ne1,t,b\n", &plain);
    release_text_expect(audit, "a", 0, 8, STRATA_VERDICT_SAFE);
    end(audit);
    audit = attack(cells, "eq_id,total_cell,part_cell\ne2,u,a\ne2,u,b\ne2,u,d\n", &plain);
    release_text_expect(audit, "d", 0, 13, STRATA_VERDICT_SAFE);
    end(audit);
    audit = attack(cells, "eq_id,total_cell,part_cell\ne1,t,a\ne1,t,b\ne2,u,a\ne2,u,b\ne2,u,d\n",
                   &plain);
    release_text_expect(audit, "a", 0, 8, STRATA_VERDICT_SAFE);
    release_text_expect(audit, "d", 5, 5, STRATA_VERDICT_EXACT);
    end(audit);
}

/* 30 = 30 + a + b and neither can be negative: both are 0. */
static void test_only_zeros_hidden(void **state)
{
    (void)state;
    strata_audit *audit = attack("cell_id,value\nt,30\ns,30\na,\nb,\n",
                                 "eq_id,total_cell,part_cell\ne1,t,s\ne1,t,a\ne1,t,b\n", &plain);
    release_text_expect(audit, "a", 0, 0, STRATA_VERDICT_EXACT);
    release_text_expect(audit, "b", 0, 0, STRATA_VERDICT_EXACT);
    assert_int_equal(release_text_attack(audit, "a"), STRATA_ATTACK_BOUNDS);
    end(audit);
}

/* a + b + e + f = 6 and e + f = 6: a = b = 0, and e, f stay 0 to 6. The difference of the two sums
 * has to be formed; no cell is alone in any. */
static void test_block_of_zeros(void **state)
{
    (void)state;
    strata_audit *audit = attack("cell_id,value\nt,6\nu,6\na,\nb,\ne,\nf,\n",
                                 "eq_id,total_cell,part_cell\ne1,t,a\ne1,t,b\ne1,t,e\ne1,t,f\n"
                                 "e2,u,e\ne2,u,f\n",
                                 &plain);
    release_text_expect(audit, "a", 0, 0, STRATA_VERDICT_EXACT);
    release_text_expect(audit, "b", 0, 0, STRATA_VERDICT_EXACT);
    release_text_expect(audit, "e", 0, 6, STRATA_VERDICT_SAFE);
    end(audit);
}

/* 42 % of 24 in whole percents: 24 * 41.5 / 100 = 9.96 <= k < 24 * 42.5 / 100 = 10.2, so k = 10,
 * and not proficient are 14. With 42 % of 240, 99.6 <= k < 102: 100 to 101, the others 139 to 140.
 */
static void test_percents_with_known_n(void **state)
{
    (void)state;
    static const char links[] = "eq_id,total_cell,part_cell\ne1,n,k\ne1,n,m\n";
    strata_audit *audit = attack("cell_id,value,lo,hi\nn,24,,\nk,,10,10\nm,,,\n", links, &plain);
    release_text_expect(audit, "k", 10, 10, STRATA_VERDICT_EXACT);
    release_text_expect(audit, "m", 14, 14, STRATA_VERDICT_EXACT);
    assert_int_equal(release_text_attack(audit, "k"), STRATA_ATTACK_NONE);
    end(audit);
    audit = attack("cell_id,value,lo,hi\nn,240,,\nk,,100,101\nm,,,\n", links, &plain);
    release_text_expect(audit, "m", 139, 140, STRATA_VERDICT_NARROW);
    end(audit);
}

/* Mean of all 24: 250.0, so their sum is 24 * 249.95 = 5998.8 to 24 * 250.05 = 6001.2: 5999 to
 * 6001. Mean of 21 of them 249.3: 21 * 249.25 = 5234.25 to 21 * 249.35 = 5236.35: 5235 to 5236. The
 * three hidden ones have 5999 - 5236 = 763 to 6001 - 5235 = 766 points. */
static void test_means_of_all_and_of_all_but_some(void **state)
{
    (void)state;
    strata_audit *audit = attack("cell_id,value,lo,hi\nall,,5999,6001\nmost,,5235,5236\nthree,,,\n",
                                 "eq_id,total_cell,part_cell\ne1,all,most\ne1,all,three\n", &plain);
    release_text_expect(audit, "three", 763, 766, STRATA_VERDICT_NARROW);
    end(audit);
}

/* 12 = a + b: each 0 to 12. If * stands for 1 to 9 and ** for 10 or more, b is 10 to 11 (a >= 1)
 * and a is 1 to 2. If zeros are never hidden, each is 1 to 11. */
static void test_different_symbols(void **state)
{
    (void)state;
    static const char cells[] = "cell_id,value,symbol,lo,hi\nt,12,,,\na,,*,1,9\nb,,**,10,\n";
    static const char links[] = "eq_id,total_cell,part_cell\ne1,t,a\ne1,t,b\n";
    strata_audit_options options = plain;
    strata_audit *audit = attack(cells, links, &options);
    release_text_expect(audit, "a", 0, 12, STRATA_VERDICT_SAFE);
    end(audit);
    options.knowledge = STRATA_KNOWS_ZEROS_SHOWN;
    audit = attack(cells, links, &options);
    release_text_expect(audit, "a", 1, 11, STRATA_VERDICT_SAFE);
    end(audit);
    options.knowledge = STRATA_KNOWS_SYMBOLS;
    audit = attack(cells, links, &options);
    release_text_expect(audit, "a", 1, 2, STRATA_VERDICT_NARROW);
    release_text_expect(audit, "b", 10, 11, STRATA_VERDICT_NARROW);
    end(audit);
}

/* On Monday a and b are hidden, 11 = a + b; on Tuesday b and c, 20 - 11 = 9 = c is hidden and a = 4
 * shown. The same cell on both days is an equation of one part: b = 11 - 4 = 7. */
static void test_two_releases(void **state)
{
    (void)state;
    strata_audit *audit =
        attack("cell_id,value\nt1,20\na1,\nb1,\nc1,9\nt2,20\na2,4\nb2,\nc2,\n",
               "eq_id,total_cell,part_cell\ne1,t1,a1\ne1,t1,b1\ne1,t1,c1\ne2,t2,a2\ne2,t2,b2\n"
               "e2,t2,c2\nsame1,a1,a2\nsame2,b1,b2\nsame3,c1,c2\n",
               &plain);
    release_text_expect(audit, "a1", 4, 4, STRATA_VERDICT_EXACT);
    release_text_expect(audit, "b2", 7, 7, STRATA_VERDICT_EXACT);
    release_text_expect(audit, "c2", 9, 9, STRATA_VERDICT_EXACT);
    end(audit);
}

/* p = a + b, q = b + c, r = a + c and p + q + r + z = 13, so 2 (a + b + c) + z = 13 and z is odd.
 * It is known to be 0 to 4, so it is 1 or 3. Over real numbers 0 and 4 are possible as well (a = b
 * = c = 13/6 and 3/2): who trusts linear programs publishes it as safe. */
static void test_whole_numbers(void **state)
{
    (void)state;
    static const char cells[] = "cell_id,value,lo,hi\nt,13,,\np,,,\nq,,,\nr,,,\na,,,\nb,,,\nc,,,\n"
                                "z,,0,4\n";
    static const char links[] = "eq_id,total_cell,part_cell\ne1,p,a\ne1,p,b\ne2,q,b\ne2,q,c\n"
                                "e3,r,a\ne3,r,c\ne4,t,p\ne4,t,q\ne4,t,r\ne4,t,z\n";
    bool is_possible[5] = {false};
    for (unsigned sum = 0; sum <= 13; sum++) {
        for (unsigned z = 0; z <= 4; z++) {
            is_possible[z] = is_possible[z] || 2 * sum + z == 13;
        }
    }
    assert_true(is_possible[1] && is_possible[3]);
    assert_true(!is_possible[0] && !is_possible[2] && !is_possible[4]);
    strata_audit_options options = {.width = 4, .no_trials = true};
    strata_audit *audit = attack(cells, links, &options);
    release_text_expect(audit, "z", 0, 4, STRATA_VERDICT_UNPROVEN);
    end(audit);
    audit = attack(cells, links, &plain);
    release_text_expect(audit, "z", 1, 3, STRATA_VERDICT_NARROW);
    assert_int_equal(release_text_attack(audit, "z"), STRATA_ATTACK_WHOLE);
    end(audit);
}

/* A hidden total of hidden parts has no upper bound; it is safe, and so are they. */
static void test_no_bound(void **state)
{
    (void)state;
    strata_audit *audit = attack("cell_id,value\nt,\na,\nb,5\n",
                                 "eq_id,total_cell,part_cell\ne1,t,a\ne1,t,b\n", &plain);
    release_text_expect(audit, "t", 5, STRATA_BOUND_NONE, STRATA_VERDICT_SAFE);
    release_text_expect(audit, "a", 0, STRATA_BOUND_NONE, STRATA_VERDICT_SAFE);
    end(audit);
}

/* 10 = 7 + a and 5 = a + b leave b = 2; 1 = b does not. */
static void test_contradiction(void **state)
{
    (void)state;
    strata_audit *audit = NULL;
    strata_error err = {0};
    strata_release *release =
        release_text("cell_id,value\nt,10\ns,7\na,\nu,5\nb,\nw,1\n",
                     "eq_id,total_cell,part_cell\ne1,t,s\ne1,t,a\ne2,u,a\ne2,u,b\ne3,w,b\n");
    assert_int_equal(strata_audit_run(release, &plain, &audit, &err), STRATA_E_INPUT);
    assert_null(audit);
    assert_string_equal(err.rule, "contradiction");
    assert_non_null(strstr(err.text, "\"e2\""));
    strata_release_free(release);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_hidden_in_a_line),
        cmocka_unit_test(test_two_tables_each_safe_alone),
        cmocka_unit_test(test_only_zeros_hidden),
        cmocka_unit_test(test_block_of_zeros),
        cmocka_unit_test(test_percents_with_known_n),
        cmocka_unit_test(test_means_of_all_and_of_all_but_some),
        cmocka_unit_test(test_different_symbols),
        cmocka_unit_test(test_two_releases),
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_no_bound),
        cmocka_unit_test(test_contradiction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
