#include "record/accounting.h"
#include "strata_test.h"

static strata_account *add(strata_accounting *accounting, const char *file)
{
    strata_account *account = NULL;
    assert_int_equal(strata_accounting_add(accounting, file, &account, NULL), STRATA_OK);
    return account;
}

static void test_balance(void **state)
{
    (void)state;
    strata_accounting accounting = {0};
    strata_account *account = add(&accounting, "a.csv");
    account->rows_in = 10702;
    account->accepted = 9136;
    account->out_of_scope = 1566;
    account->results = 45680;
    account->kept = 45000;
    account->duplicate = 600;
    account->superseded = 80;
    strata_error err = {0};
    assert_int_equal(strata_accounting_check(&accounting, true, &err), STRATA_OK);
    strata_accounting_deinit(&accounting);
}

static void test_rows_differ(void **state)
{
    (void)state;
    strata_accounting accounting = {0};
    (void)add(&accounting, "a.csv");
    strata_account *account = add(&accounting, "b.csv");
    account->rows_in = 12;
    account->accepted = 7;
    account->rejected = 3;
    account->out_of_scope = 1;
    strata_error err = {0};
    assert_int_equal(strata_accounting_check(&accounting, false, &err), STRATA_E_BALANCE);
    test_error(&err, "b.csv: error: rows in = accepted + rejected + out of scope does not hold: 12 "
                     "is not 7 + 3 + 1 (rows-balance)");
    strata_accounting_deinit(&accounting);
}

/* Results are compared only when they are resolved. */
static void test_results_differ(void **state)
{
    (void)state;
    strata_accounting accounting = {0};
    strata_account *account = add(&accounting, "a.csv");
    account->results = 9;
    account->kept = 5;
    account->duplicate = 2;
    account->superseded = 1;
    strata_error err = {0};
    assert_int_equal(strata_accounting_check(&accounting, false, &err), STRATA_OK);
    assert_int_equal(strata_accounting_check(&accounting, true, &err), STRATA_E_BALANCE);
    test_error(&err, "a.csv: error: results = kept + duplicate + superseded does not hold: 9 is "
                     "not 5 + 2 + 1 (results-balance)");
    strata_accounting_deinit(&accounting);
}

/* Of a long name the end is kept: it tells files apart. */
static void test_long_name(void **state)
{
    (void)state;
    char name[600];
    memset(name, 'x', sizeof name);
    memcpy(name + sizeof name - 10, "/2024.csv", 10);
    strata_accounting accounting = {0};
    const strata_account *account = add(&accounting, name);
    assert_int_equal(strlen(account->file), sizeof account->file - 1);
    assert_string_equal(account->file + strlen(account->file) - 9, "/2024.csv");
    strata_accounting_deinit(&accounting);
    assert_null(accounting.files);
}

static strata_status fill(void)
{
    strata_accounting accounting = {0};
    strata_account *account = NULL;
    strata_status status = STRATA_OK;
    for (int at = 0; at < 20 && status == STRATA_OK; at++) {
        status = strata_accounting_add(&accounting, "a.csv", &account, NULL);
    }
    strata_accounting_deinit(&accounting);
    return status;
}

/* 300 bytes of a character of two: the end starts with a whole one. */
static void test_long_name_of_wide_characters(void **state)
{
    (void)state;
    strata_accounting accounting = {0};
    char name[302];
    for (size_t at = 0; at < 300; at++) {
        name[at] = at % 2 == 0 ? '\xc3' : '\xa9';
    }
    name[300] = '\0';
    const strata_account *account = add(&accounting, name);
    assert_int_equal(strlen(account->file), 254);
    assert_memory_equal(account->file, "\xc3\xa9", 2);
    strata_accounting_deinit(&accounting);
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(fill), 1, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_balance),        cmocka_unit_test(test_rows_differ),
        cmocka_unit_test(test_results_differ), cmocka_unit_test(test_long_name),
        cmocka_unit_test(test_memory),         cmocka_unit_test(test_long_name_of_wide_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
