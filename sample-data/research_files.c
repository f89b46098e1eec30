#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "places.h"

enum {
    ALL_GRADES = GRADE_COUNT, /* place of "grade 13" */
    GRADE_PLACES,
    SMALLEST_SHOWN = 11,
    STATE_PLACE = 0,
    COUNTY_PLACE,
    FIRST_DISTRICT_PLACE,
    EVER_EL_SINCE = 2017,
    FIGURE_TEXT = 16
};

/* The publisher's numbers of student groups. */
enum group {
    GROUP_ALL,
    GROUP_MALE,
    GROUP_FEMALE,
    GROUP_FLUENT_OR_ENGLISH,
    GROUP_FLUENT,
    GROUP_RECLASSIFIED,
    GROUP_ECON,
    GROUP_BLACK,
    GROUP_AMERICAN_INDIAN,
    GROUP_ASIAN,
    GROUP_FILIPINO,
    GROUP_HISPANIC,
    GROUP_PACIFIC_ISLANDER,
    GROUP_WHITE,
    GROUP_NO_DISABILITY,
    GROUP_NOT_ECON,
    GROUP_DISABILITY,
    GROUP_TWO_OR_MORE,
    GROUP_EL,
    GROUP_EVER_EL,
    GROUP_ENGLISH_ONLY,
    GROUP_OPEN,
    GROUP_COUNT
};
static const int group_ids[GROUP_COUNT] = {1,  3,  4,  6,  7,   8,   31,  74,  75,  76,  77,
                                           78, 79, 80, 99, 111, 128, 144, 160, 170, 180, 190};

/* One group in one grade of one place. */
typedef struct tally {
    int enrolled;
    int tested;
    int levels[LEVEL_COUNT];
    int64_t score_sum;
} tally;

typedef struct place_codes {
    char county[CODE_TEXT];
    char lea[CODE_TEXT];
    char school[CODE_TEXT];
    int type; /* 4 state, 5 county, 6 district, 7 school */
} place_codes;

typedef struct research {
    const world *w;
    int year;
    int place_count;
    place_codes *places;
    tally *tallies; /* tallies[place][subject][group][grade] */
} research;

static tally *tally_at(const research *r, int place, sample_subject subject, int group, int grade)
{
    const int index = ((place * SUBJECT_COUNT + (int)subject) * GROUP_COUNT + group) * GRADE_PLACES;
    return &r->tallies[index + grade];
}

static void race_groups(const student *s, bool is_in[GROUP_COUNT])
{
    static const struct {
        const char *word;
        enum group group;
    } races[] = {{"black", GROUP_BLACK},       {"american_indian", GROUP_AMERICAN_INDIAN},
                 {"asian", GROUP_ASIAN},       {"filipino", GROUP_FILIPINO},
                 {"hispanic", GROUP_HISPANIC}, {"pacific_islander", GROUP_PACIFIC_ISLANDER},
                 {"white", GROUP_WHITE},       {"two_or_more", GROUP_TWO_OR_MORE}};
    for (size_t i = 0; i < sizeof races / sizeof races[0]; ++i) {
        is_in[races[i].group] = strcmp(races[i].word, race_word(s)) == 0;
    }
}

static void groups_of(const student *s, int grade, bool is_in[GROUP_COUNT])
{
    const bool learner = s->language == LANGUAGE_LEARNER;
    const bool exited = learner && grade_at(grade) >= s->exit_grade;
    memset(is_in, 0, GROUP_COUNT * sizeof *is_in);
    race_groups(s, is_in);
    is_in[GROUP_ALL] = true;
    is_in[GROUP_MALE] = s->gender == GENDER_MALE;
    is_in[GROUP_FEMALE] = s->gender == GENDER_FEMALE;
    is_in[GROUP_ECON] = s->econ;
    is_in[GROUP_NOT_ECON] = !s->econ;
    is_in[GROUP_DISABILITY] = s->swd;
    is_in[GROUP_NO_DISABILITY] = !s->swd;
    is_in[GROUP_EL] = learner && !exited;
    is_in[GROUP_EVER_EL] = learner;
    is_in[GROUP_RECLASSIFIED] = exited;
    is_in[GROUP_FLUENT] = s->language == LANGUAGE_FLUENT;
    is_in[GROUP_ENGLISH_ONLY] = s->language == LANGUAGE_ENGLISH;
    is_in[GROUP_OPEN] = s->language == LANGUAGE_OPEN;
    is_in[GROUP_FLUENT_OR_ENGLISH] = exited || is_in[GROUP_FLUENT] || is_in[GROUP_ENGLISH_ONLY];
}

static void add(tally *to, sample_result got)
{
    ++to->enrolled;
    if (got.tested) {
        ++to->tested;
        ++to->levels[got.level - 1];
        to->score_sum += got.score;
    }
}

/* Place of a student's school in r->places: schools stand behind the districts, in order. */
static int school_place(const research *r, sample_school at)
{
    const sample_district *d = &r->w->districts[at.district];
    int place = FIRST_DISTRICT_PLACE + r->w->district_count + (int)d->first_school + at.number;
    for (int kind = 0; kind < (int)at.kind; ++kind) {
        place += d->schools[kind];
    }
    return place;
}

static bool count_student(void *context, const student *s, int grade)
{
    const research *r = context;
    bool is_in[GROUP_COUNT];
    groups_of(s, grade, is_in);
    const int places[] = {STATE_PLACE, COUNTY_PLACE, FIRST_DISTRICT_PLACE + s->district,
                          school_place(r, student_school(r->w, s, grade))};
    for (int subject = 0; subject < SUBJECT_COUNT; ++subject) {
        const sample_result got = student_result(r->w, s, r->year, (sample_subject)subject);
        for (int i = 0; i < 4 * GROUP_COUNT; ++i) {
            const int group = i / 4;
            if (is_in[group]) {
                add(tally_at(r, places[i % 4], (sample_subject)subject, group, grade), got);
                add(tally_at(r, places[i % 4], (sample_subject)subject, group, ALL_GRADES), got);
            }
        }
    }
    return true;
}

static void name_places(research *r)
{
    r->places[STATE_PLACE] = (place_codes){"00", "00000", "0000000", 4};
    r->places[COUNTY_PLACE] = (place_codes){COUNTY_CODE, "00000", "0000000", 5};
    for (int i = 0; i < r->w->district_count; ++i) {
        place_codes *d = &r->places[FIRST_DISTRICT_PLACE + i];
        *d = (place_codes){COUNTY_CODE, "", "0000000", 6};
        lea_code(i, d->lea);
        for (sample_school s = {i, KIND_ELEMENTARY, 0}; school_is_in(r->w, s);
             s = school_next(r->w, s)) {
            place_codes *place = &r->places[school_place(r, s)];
            *place = *d;
            place->type = 7;
            school_code(r->w, s, r->year, place->school);
        }
    }
}

/* Counts a year. False when out of memory. */
static bool research_init(research *r, const world *w, int year)
{
    const sample_district *last = &w->districts[w->district_count - 1];
    int schools = (int)last->first_school;
    for (int kind = 0; kind < KIND_COUNT; ++kind) {
        schools += last->schools[kind];
    }
    *r = (research){.w = w, .year = year};
    r->place_count = FIRST_DISTRICT_PLACE + w->district_count + schools;
    const size_t places = (size_t)r->place_count;
    r->places = calloc(places, sizeof *r->places);
    r->tallies = calloc(places * SUBJECT_COUNT * GROUP_COUNT * GRADE_PLACES, sizeof *r->tallies);
    if (r->places == NULL || r->tallies == NULL) {
        (void)fputs("generate_sample: out of memory\n", stderr);
        return false;
    }
    name_places(r);
    const student_walk walk = {count_student, r};
    return each_student(w, year, &walk);
}

static void research_deinit(research *r)
{
    free(r->places);
    free(r->tallies);
}

/* The printed figures of a row: "*" in all where few were tested. */
typedef struct figures {
    char mean[FIGURE_TEXT];
    char share[LEVEL_COUNT][FIGURE_TEXT];
    char above[FIGURE_TEXT]; /* met and above */
} figures;

/* x of n in percent, with 0 or 2 decimals, half up. */
static void print_percent(char out[FIGURE_TEXT], int x, int n, int decimals)
{
    const int unit = decimals == 0 ? 1 : 100;
    const int64_t scaled = ((int64_t)x * 200 * unit + n) / (2 * (int64_t)n);
    if (decimals == 0) {
        (void)snprintf(out, FIGURE_TEXT, "%d", (int)scaled);
    } else {
        (void)snprintf(out, FIGURE_TEXT, "%d.%02d", (int)(scaled / 100), (int)(scaled % 100));
    }
}

static void print_figures(figures *out, const tally *t, bool all_grades, int decimals)
{
    *out = (figures){.mean = "*", .share = {"*", "*", "*", "*"}, .above = "*"};
    if (t->tested < SMALLEST_SHOWN) {
        return;
    }
    const int64_t tenths = (t->score_sum * 20 + t->tested) / (2 * (int64_t)t->tested);
    (void)snprintf(out->mean, FIGURE_TEXT, "%d.%d", (int)(tenths / 10), (int)(tenths % 10));
    if (all_grades) {
        out->mean[0] = '\0';
    }
    for (int i = 0; i < LEVEL_COUNT; ++i) {
        print_percent(out->share[i], t->levels[i], t->tested, decimals);
    }
    print_percent(out->above, t->levels[2] + t->levels[3], t->tested, decimals);
}

/* What a row is about. */
typedef struct row_key {
    int place;
    sample_subject subject;
    int group;
    int grade;
} row_key;

static int printed_grade(int grade)
{
    return grade == ALL_GRADES ? 13 : grade_at(grade);
}

static const char heading_2016[] =
    "\"County Code\",\"District Code\",\"School Code\",\"Filler\",\"Test Year\",\"Subgroup ID\","
    "\"Test Type\",\"Total CAASPP Enrollment\",\"Total Tested At Entity Level\","
    "\"Total Tested At Subgroup Level\",\"Grade\",\"Test Id\",\"CAASPP Reported Enrollment\","
    "\"Students Tested\",\"Percent Tested\",\"Mean Scale Score\","
    "\"Percentage Standard Exceeded\",\"Percentage Standard Met\","
    "\"Percentage Standard Met and Above\",\"Percentage Standard Nearly Met\","
    "\"Percentage Standard Not Met\",\"Students with Scores\"";

static void print_row_2016(output *out, const research *r, row_key key)
{
    const place_codes *place = &r->places[key.place];
    const tally *t = tally_at(r, key.place, key.subject, key.group, key.grade);
    const tally *all = tally_at(r, key.place, key.subject, GROUP_ALL, ALL_GRADES);
    const tally *group = tally_at(r, key.place, key.subject, key.group, ALL_GRADES);
    figures f;
    char tested[FIGURE_TEXT];
    print_figures(&f, t, key.grade == ALL_GRADES, 0);
    print_percent(tested, t->tested, t->enrolled, 0);
    output_print(
        out, "\"%s\",\"%s\",\"%s\",,\"%d\",\"%d\",\"B\",\"%d\",\"%d\",\"%d\",\"%d\",\"%d\",",
        place->county, place->lea, place->school, r->year, group_ids[key.group], all->enrolled,
        all->tested, group->tested, printed_grade(key.grade), (int)key.subject + 1);
    output_print(out, "\"%d\",\"%d\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%d\"",
                 t->enrolled, t->tested, tested, f.mean, f.share[3], f.share[2], f.above,
                 f.share[1], f.share[0], t->tested);
    output_print(out, ",,,,,,,,,,,,\r\n"); /* the areas of the test */
}

static const char heading_2022[] =
    "County Code^District Code^School Code^Filler^Test Year^Student Group ID^Test Type^"
    "Total Tested at Reporting Level^Total Tested with Scores at Reporting Level^Grade^Test ID^"
    "Students Enrolled^Students Tested^Mean Scale Score^Percentage Standard Exceeded^"
    "Percentage Standard Met^Percentage Standard Met and Above^Percentage Standard Nearly Met^"
    "Percentage Standard Not Met^Students with Scores";

static void print_row_2022(output *out, const research *r, row_key key)
{
    const place_codes *place = &r->places[key.place];
    const tally *t = tally_at(r, key.place, key.subject, key.group, key.grade);
    const tally *all = tally_at(r, key.place, key.subject, GROUP_ALL, ALL_GRADES);
    figures f;
    print_figures(&f, t, key.grade == ALL_GRADES, 2);
    output_print(out, "%s^%s^%s^^%d^%d^B^%d^%d^%02d^%d^%d^%d^", place->county, place->lea,
                 place->school, r->year, group_ids[key.group], all->tested, all->tested,
                 printed_grade(key.grade), (int)key.subject + 1, t->enrolled, t->tested);
    output_print(out, "%s^%s^%s^%s^%s^%s^%d", f.mean, f.share[3], f.share[2], f.above, f.share[1],
                 f.share[0], t->tested);
    output_print(out, "^^^^^^^^^^^^^%d\r\n", place->type);
}

static void print_heading(output *out, bool is_2016)
{
    const char *quote = is_2016 ? "\"" : "";
    output_print(out, "%s", is_2016 ? heading_2016 : heading_2022);
    for (int area = 1; area <= 4; ++area) {
        static const char *const parts[] = {"Above", "Near", "Below"};
        for (int i = 0; i < 3; ++i) {
            output_print(out, "%s%sArea %d Percentage %s%s Standard%s", is_2016 ? "," : "^", quote,
                         area, is_2016 && i == 1 ? "At or " : "", parts[i], quote);
        }
    }
    output_print(out, "%s\r\n", is_2016 ? "" : "^Type ID");
}

/* Schools show fewer groups, to keep the sample small. */
static bool is_shown(const research *r, row_key key)
{
    static const bool at_schools[GROUP_COUNT] = {[GROUP_ALL] = true,
                                                 [GROUP_ECON] = true,
                                                 [GROUP_NOT_ECON] = true,
                                                 [GROUP_EL] = true,
                                                 [GROUP_ENGLISH_ONLY] = true};
    if (r->places[key.place].type == 7 && !at_schools[key.group]) {
        return false;
    }
    if (key.group == GROUP_EVER_EL && r->year < EVER_EL_SINCE) {
        return false;
    }
    return tally_at(r, key.place, key.subject, key.group, key.grade)->enrolled > 0;
}

static void print_rows(output *out, const research *r)
{
    const int keys = r->place_count * SUBJECT_COUNT * GROUP_COUNT * GRADE_PLACES;
    for (int i = 0; i < keys; ++i) {
        const int line = i / GRADE_PLACES;
        const row_key key = {line / GROUP_COUNT / SUBJECT_COUNT,
                             (sample_subject)(line / GROUP_COUNT % SUBJECT_COUNT),
                             line % GROUP_COUNT, i % GRADE_PLACES};
        if (!is_shown(r, key)) {
            continue;
        }
        if (r->year == 2016) {
            print_row_2016(out, r, key);
        } else {
            print_row_2022(out, r, key);
        }
    }
}

static bool write_research(const world *w, const char *folder, const char *name, int year)
{
    research r;
    bool good = research_init(&r, w, year);
    output *out = good ? output_open_in(folder, name) : NULL;
    if (out != NULL) {
        print_heading(out, year == 2016);
        print_rows(out, &r);
        good = output_close(out);
    } else {
        good = false;
    }
    research_deinit(&r);
    return good;
}

bool write_research_2016(const world *w, const char *folder)
{
    return write_research(w, folder, "caaspp-research-2016.csv", 2016);
}

bool write_research_2022(const world *w, const char *folder)
{
    return write_research(w, folder, "caaspp-research-2022.txt", 2022);
}
