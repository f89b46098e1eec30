/* Looking students up, and filling records. */
#include "record/roster.h"

#include "base/alloc.h"
#include "record/roster_parts.h"

enum {
    MANY = 5 /* more than one of so many results without a student is too many */
};

void strata_roster_free(strata_roster *roster)
{
    if (roster != NULL) {
        strata_free(roster->entries);
        strata_free(roster->first);
        strata_free(roster->path);
        strata_free(roster);
    }
}

size_t strata_roster_count(const strata_roster *roster)
{
    return roster->count;
}

const char *strata_roster_digest(const strata_roster *roster)
{
    return roster->digest;
}

/* Pseudonyms are spread evenly, so that few students share their first bits. */
static strata_roster_entry *find(const strata_roster *roster, uint64_t student, int16_t year)
{
    const size_t part = (size_t)(student >> (64 - roster->bits));
    for (size_t at = roster->first[part]; at < roster->first[part + 1]; at++) {
        strata_roster_entry *entry = &roster->entries[at];
        if (entry->student == student && entry->year == year) {
            return entry;
        }
    }
    return NULL;
}

static bool agrees(uint32_t a, uint32_t b)
{
    return a == 0 || b == 0 || a == b;
}

static void take_text(uint32_t *into, uint32_t from, bool wins)
{
    *into = from != 0 && (wins || *into == 0) ? from : *into;
}

/* A place is not put together from two: what the roster has of it is only added to the same place.
 */
static void fill_place(strata_record *record, const strata_roster_entry *entry, bool wins)
{
    const bool is_same_lea = agrees(record->lea, entry->lea);
    const bool is_same = is_same_lea && agrees(record->county, entry->county) &&
                         agrees(record->school, entry->school);
    if (wins && !is_same_lea) {
        record->county = entry->county;
        record->lea = entry->lea;
        record->school = entry->school;
    } else if (wins || is_same) {
        take_text(&record->county, entry->county, wins);
        take_text(&record->lea, entry->lea, wins);
        take_text(&record->school, entry->school, wins);
    }
}

static void fill_groups(strata_record *record, const strata_roster_entry *entry, bool wins)
{
    for (unsigned dim = STRATA_DIM_ALL + 1; dim < STRATA_DIM_RECORDED; dim++) {
        const strata_code code = entry->codes[dim - 1];
        if (code == 0 || (record->codes[dim] != 0 && !wins)) {
            continue;
        }
        record->codes[dim] = code;
        if (dim == STRATA_DIM_RACE) {
            record->race_mask = entry->race_mask;
        }
    }
}

static void take_answer(uint8_t *into, uint8_t from, bool wins)
{
    *into = from != STRATA_UNKNOWN && (wins || *into == STRATA_UNKNOWN) ? from : *into;
}

static void fill_answers(strata_record *record, const strata_roster_entry *entry, bool wins)
{
    for (unsigned at = 0; at < STRATA_ROSTER_ANSWERS - 1; at++) {
        take_answer(&record->fay[at], strata_roster_answer(entry, at), wins);
    }
    take_answer(&record->enrolled, strata_roster_answer(entry, STRATA_ROSTER_ANSWERS - 1), wins);
}

static void count_one(uint64_t *count, uint64_t *first_line, uint64_t line)
{
    *first_line = *count == 0 ? line : *first_line;
    (*count)++;
}

bool strata_roster_join(strata_roster *roster, strata_record *record, uint64_t line)
{
    strata_roster_entry *entry =
        record->student != 0 ? find(roster, record->student, record->year) : NULL;
    if (entry == NULL) {
        count_one(&roster->unmatched, &roster->unmatched_line, line);
        return false;
    }
    count_one(&roster->matched, &roster->matched_line, line);
    entry->is_used = true;
    fill_place(record, entry, roster->wins);
    take_text(&record->grade, entry->grade, roster->wins);
    fill_groups(record, entry, roster->wins);
    fill_answers(record, entry, roster->wins);
    return true;
}

/* So many of one kind. */
typedef struct finding {
    strata_severity severity;
    const char *rule;
    strata_place_in_file at;
    uint64_t count;
} finding;

static strata_status note(strata_issues *issues, const finding *of, strata_error *err)
{
    for (uint64_t i = 0; i < of->count; i++) {
        STRATA_TRY(strata_issues_add(issues, of->severity, of->rule, of->at, "", err));
    }
    return STRATA_OK;
}

strata_status strata_roster_finish_file(strata_roster *roster, const char *file,
                                        strata_issues *issues, strata_error *err)
{
    static const char unmatched[] = "roster-unmatched";
    const strata_place_in_file there = {.file = file, .line = roster->matched_line};
    const strata_place_in_file missing = {.file = file, .line = roster->unmatched_line};
    const bool are_many = roster->unmatched > (roster->matched + roster->unmatched) / MANY;
    const strata_severity severity =
        are_many ? strata_checks_severity(strata_issues_checks(issues), unmatched)
                 : STRATA_SEVERITY_WARNING;
    const finding found = {STRATA_SEVERITY_NOTE, "roster-matched", there, roster->matched};
    const finding lost = {severity, unmatched, missing, roster->unmatched};
    STRATA_TRY(note(issues, &found, err));
    STRATA_TRY(note(issues, &lost, err));
    roster->matched = 0;
    roster->unmatched = 0;
    return STRATA_OK;
}

strata_status strata_roster_finish(const strata_roster *roster, strata_issues *issues,
                                   strata_error *err)
{
    for (size_t at = 0; at < roster->count; at++) {
        if (!roster->entries[at].is_used) {
            STRATA_TRY(strata_issues_add(issues, STRATA_SEVERITY_NOTE, "roster-unused",
                                         (strata_place_in_file){.file = roster->path}, "", err));
        }
    }
    return STRATA_OK;
}
