/* Releases of the same students, one after the other. */
#include "history_region.h"

/* What happens from day to day, each day by itself or on top of the last. */
typedef struct story {
    char folder[TEST_PATH_SIZE];
    strata_policy_rules *rules;
    days_region region;
    unsigned day;
    strata_protect_report report;
    char *text; /* of the last day */
} story;

static void begin(story *of, strata_policy_rules *rules)
{
    *of = (story){.rules = rules, .region = days_first()};
    test_folder_make(of->folder);
}

/* Publishes the day; returns whether the rows are those of the day before. */
static bool publish(story *of)
{
    strata_cellset *set = days_set(&of->region);
    assert_int_equal(days_publish(of->folder, of->rules, set, of->day++, &of->report), STRATA_OK);
    char *text = days_text(set);
    const bool is_same = of->text != NULL && strcmp(of->text, text) == 0;
    strata_free(of->text);
    of->text = text;
    strata_cellset_free(set);
    return is_same;
}

static size_t releases(const story *of)
{
    char path[TEST_PATH_SIZE];
    char name[TEST_PATH_SIZE];
    (void)snprintf(name, sizeof name, "releases/%s-%s", of->rules->id, of->rules->digest);
    test_path(path, of->folder, name);
    return test_folder_count(path);
}

static void end(story *of)
{
    strata_free(of->text);
    strata_policy_rules_free(of->rules);
    days_remove(of->folder);
}

static size_t count_of(const char *text, const char *word)
{
    size_t count = 0;
    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word)) {
        count++;
    }
    return count;
}

static void same_data_same_bytes(void **state)
{
    (void)state;
    story of;
    begin(&of, test_preset("generic-10"));
    (void)publish(&of);
    assert_true(of.report.hidden >= 6 && of.report.primary >= 3);
    assert_int_equal(of.report.kept, 0);
    assert_int_equal(releases(&of), 1);
    assert_true(publish(&of));
    assert_int_equal(of.report.kept, DAYS_PLACES * DAYS_GROUPS);
    assert_int_equal(of.report.held, 0);
    assert_int_equal(releases(&of), 1);
    end(&of);
}

/* Without a state the first release is what strata_protect_cells makes. */
static void the_first_is_as_without(void **state)
{
    (void)state;
    story of;
    begin(&of, test_preset("generic-10"));
    (void)publish(&of);
    strata_cellset *set = days_set(&of.region);
    assert_int_equal(strata_protect_cells(of.rules, set, &strata_hiding, NULL, NULL), STRATA_OK);
    char *text = days_text(set);
    assert_string_equal(text, of.text);
    strata_free(text);
    strata_cellset_free(set);
    end(&of);
}

/* min_n is 10: one student more is held, and none again is what was published. */
static void a_late_student_is_held(void **state)
{
    (void)state;
    story of;
    begin(&of, test_preset("generic-10"));
    (void)publish(&of);
    const size_t rows = count_of(of.text, "\n");
    of.region.students[0][0][0][1]++;
    assert_false(publish(&of));
    assert_int_equal(of.report.held, DAYS_PLACES * DAYS_GROUPS);
    assert_int_equal(count_of(of.text, "\n"), rows);
    assert_int_equal(count_of(of.text, "counted_held"), rows - 1);
    assert_int_equal(releases(&of), 1);
    of.region.students[0][0][0][1]--;
    assert_false(publish(&of));
    assert_int_equal(of.report.kept, DAYS_PLACES * DAYS_GROUPS);
    assert_int_equal(count_of(of.text, "counted_held"), 0);
    end(&of);
}

/* Twelve of one kind are enough; eleven of them less is one more than the first release. */
static void enough_students_are_published(void **state)
{
    (void)state;
    story of;
    begin(&of, test_preset("generic-10"));
    (void)publish(&of);
    of.region.students[0][0][0][1] += 12;
    assert_false(publish(&of));
    assert_int_equal(of.report.held, 0);
    assert_int_equal(releases(&of), 2);
    assert_true(publish(&of));
    of.region.students[0][0][0][1] -= 11;
    assert_false(publish(&of));
    assert_true(of.report.held > 0);
    assert_int_equal(releases(&of), 2);
    of.region.students[0][0][0][1] -= 1;
    assert_false(publish(&of));
    assert_int_equal(of.report.held, 0);
    assert_int_equal(releases(&of), 3);
    end(&of);
}

/* Asian students are few everywhere, so they are hidden, with those who are white. Eleven more who
 * are black, one more who is asian: twelve more in all, which leaves one. */
static void what_is_left_is_looked_at(void **state)
{
    (void)state;
    story of;
    begin(&of, test_preset("generic-10"));
    for (unsigned at = 0; at < DAYS_SCHOOLS * 2 * DAYS_LEVELS; at++) {
        of.region.students[at / 2 / DAYS_LEVELS][2][at / DAYS_LEVELS % 2][at % DAYS_LEVELS] =
            at % (2 * DAYS_LEVELS) == 0 ? 1 : 0;
    }
    (void)publish(&of);
    of.region.students[1][1][0][1] += 11;
    of.region.students[1][2][0][1] += 1;
    (void)publish(&of);
    assert_true(of.report.held > 0);
    of.region.students[1][1][0][1] += 1;
    of.region.students[1][2][0][1] -= 1;
    (void)publish(&of);
    assert_int_equal(of.report.held, 0);
    end(&of);
}

/* One level, one race; learners and others of a school. */
static void set_school(days_region *region, unsigned school, uint64_t learners, uint64_t others)
{
    memset(region->students[school], 0, sizeof region->students[school]);
    region->students[school][0][0][0] = learners;
    region->students[school][0][1][0] = others;
}

/* Hides learners with the others of a place: each place has all, learners and others. */
/* NOLINTNEXTLINE(readability-non-const-parameter): the type is the suppressor's */
static strata_status hide_both(void *context, strata_unknowns *unknowns, bool *hidden,
                               strata_error *err)
{
    (void)context;
    (void)err;
    for (size_t at = 0; at + 2 < unknowns->cell_count; at += 3) {
        const bool is_hidden = hidden[at + 1] || hidden[at + 2];
        hidden[at + 1] = is_hidden;
        hidden[at + 2] = is_hidden;
    }
    return STRATA_OK;
}

static void publish_both(story *of)
{
    const strata_suppressor suppressor = {NULL, hide_both};
    const strata_protect_terms terms = {.rules = of->rules, .suppressor = &suppressor};
    strata_cellset *set = days_set(&of->region);
    assert_int_equal(days_publish_by(of->folder, &terms, set, of->day++, &of->report), STRATA_OK);
    strata_cellset_free(set);
}

/* The district has 12 learners: at least one of them, so at most 11 in school 2. Then it has 88, at
 * most 80 of them in school 0, where there are 81 students in all and some others; so at least 8 in
 * school 2, where nothing has changed. Each release by itself leaves more open. */
static void two_releases_tell_more_than_each(void **state)
{
    (void)state;
    story of;
    begin(&of, test_preset("generic-10"));
    of.region.has_no_race = true;
    set_school(&of.region, 0, 4, 60);
    set_school(&of.region, 2, 8, 80);
    set_school(&of.region, 1, 40, 50);
    set_school(&of.region, 3, 60, 70);
    publish_both(&of);
    assert_int_equal(of.report.hidden, 4);
    set_school(&of.region, 0, 80, 1);
    publish_both(&of);
    assert_true(of.report.held > 0);
    assert_int_equal(releases(&of), 1);
    end(&of);
}

static void a_sum_alone_is_held(void **state)
{
    (void)state;
    story of;
    begin(&of, test_preset("generic-10"));
    (void)publish(&of);
    of.region.more[0] = 25;
    (void)publish(&of);
    assert_int_equal(of.report.held, DAYS_PLACES * DAYS_GROUPS);
    end(&of);
}

/* Another year has other students. */
static void another_year_is_published(void **state)
{
    (void)state;
    story of;
    begin(&of, test_preset("generic-10"));
    (void)publish(&of);
    of.region.year = 2025;
    of.region.students[0][0][0][1]++;
    (void)publish(&of);
    assert_int_equal(of.report.held, 0);
    assert_int_equal(releases(&of), 2);
    end(&of);
}

/* Learners of school 0 fall from 24 to 4, twenty fewer wherever they count: they were shown, and so
 * were those around them. */
static void who_was_shown_is_not_hidden(void **state)
{
    (void)state;
    story of;
    begin(&of, test_preset("generic-10"));
    of.region.has_no_race = true;
    set_school(&of.region, 0, 24, 50);
    set_school(&of.region, 2, 40, 50);
    set_school(&of.region, 1, 40, 50);
    set_school(&of.region, 3, 60, 70);
    (void)publish(&of);
    assert_int_equal(of.report.hidden, 0);
    set_school(&of.region, 0, 4, 50);
    (void)publish(&of);
    assert_true(of.report.held > 0);
    set_school(&of.region, 0, 44, 50);
    (void)publish(&of);
    assert_int_equal(of.report.held, 0);
    end(&of);
}

/* The same students by race as well: one release with what is known. */
static void new_groups_join(void **state)
{
    (void)state;
    story of;
    begin(&of, test_preset("generic-10"));
    of.region.has_no_race = true;
    of.region.plan = "by=all,el levels=state,lea,school grades=03";
    (void)publish(&of);
    char *before = of.text;
    of.text = NULL;
    of.region.has_no_race = false;
    of.region.plan = days_first().plan;
    (void)publish(&of);
    assert_int_equal(of.report.held, 0);
    assert_int_equal(releases(&of), 2);
    char *line = strtok(before, "\n");
    for (; line != NULL; line = strtok(NULL, "\n")) {
        assert_non_null(strstr(of.text, line));
    }
    strata_free(before);
    /* asked for less again: what was published of it */
    of.region.has_no_race = true;
    of.region.plan = "by=all,el levels=state,lea,school grades=03";
    (void)publish(&of);
    assert_int_equal(of.report.held, 0);
    assert_null(strstr(of.text, ",race,"));
    end(&of);
}

/* Groups of the same name would not be the same students. */
static void another_race_scheme_is_refused(void **state)
{
    (void)state;
    story of;
    begin(&of, test_preset("generic-10"));
    (void)publish(&of);
    strata_cellset *set = days_set(&of.region);
    (void)memcpy(set->race_scheme, "multi2024", sizeof "multi2024");
    assert_int_equal(days_publish(of.folder, of.rules, set, 1, &of.report), STRATA_E_INPUT);
    strata_cellset_free(set);
    end(&of);
}

#define YEARLY                                                                                     \
    TEST_POLICY("'release': 'yearly', 'min_n': 10, 'bands': ["                                     \
                "{'n_from': 10, 'n_to': 20, 'tails': ['<=20', '>=80'], 'digits': 0},"              \
                "{'n_from': 21, 'tails': ['<=10', '>=90']}]")

static void yearly_is_once_a_year(void **state)
{
    (void)state;
    story of;
    begin(&of, test_policy(YEARLY));
    (void)publish(&of);
    of.region.students[0][0][0][1] += 12;
    (void)publish(&of);
    assert_true(of.report.held > 0);
    of.day = 364; /* 2026-12-31 */
    (void)publish(&of);
    assert_true(of.report.held > 0);
    (void)publish(&of); /* 2027-01-01 */
    assert_int_equal(of.report.held, 0);
    assert_int_equal(releases(&of), 2);
    end(&of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_data_same_bytes),
        cmocka_unit_test(the_first_is_as_without),
        cmocka_unit_test(a_late_student_is_held),
        cmocka_unit_test(enough_students_are_published),
        cmocka_unit_test(what_is_left_is_looked_at),
        cmocka_unit_test(two_releases_tell_more_than_each),
        cmocka_unit_test(a_sum_alone_is_held),
        cmocka_unit_test(another_year_is_published),
        cmocka_unit_test(who_was_shown_is_not_hidden),
        cmocka_unit_test(new_groups_join),
        cmocka_unit_test(another_race_scheme_is_refused),
        cmocka_unit_test(yearly_is_once_a_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
