/* Forms of ranges that stand where a number should. */
#include "schema/blur.h"
#include "schema/load_parts.h"

strata_status strata_load_blurred(const strata_node *strata, strata_blur_list *list)
{
    strata_node array;
    if (!strata_node_member(strata, "blurred", &array)) {
        return STRATA_OK;
    }
    const strata_slice *texts = NULL;
    uint32_t count = 0;
    STRATA_TRY(strata_node_texts(strata, "blurred", &texts, &count));
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(strata, count, sizeof(strata_blur), &room));
    strata_blur *forms = room;
    for (uint32_t at = 0; at < count; at++) {
        const char *why = "";
        if (!strata_blur_parse(texts[at], &forms[at], &why)) {
            const strata_node element = strata_node_element(&array, at);
            return strata_node_fail(&element, NULL, "\"%.60s\" %s", texts[at].text, why);
        }
    }
    *list = (strata_blur_list){forms, count};
    return STRATA_OK;
}
