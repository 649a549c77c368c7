"""The addresses of consultations: who gets what, typed by hand. The officer of the grid answers for no agency here."""

from tests.factories import accounts, consultations

EVERYBODY = {
    "anyone": 200,
    "parent": 200,
    "member": 200,
    "coordinator": 200,
    "safeguarding": 200,
    "officer": 200,
    "board": 200,
    "payer": 200,
    "administrator": 200,
}
NO_POST = {
    "anyone": 405,
    "parent": 405,
    "member": 405,
    "coordinator": 405,
    "safeguarding": 405,
    "officer": 405,
    "board": 405,
    "payer": 405,
    "administrator": 405,
}
NOWHERE = {
    "anyone": 404,
    "parent": 404,
    "member": 404,
    "coordinator": 404,
    "safeguarding": 404,
    "officer": 404,
    "board": 404,
    "payer": 404,
    "administrator": 404,
}
NOBODY = {
    "anyone": 302,
    "parent": 403,
    "member": 403,
    "coordinator": 403,
    "safeguarding": 403,
    "officer": 403,
    "board": 403,
    "payer": 403,
    "administrator": 403,
}
MOVES_ON = dict.fromkeys(EVERYBODY, 302)
DRAFT = NOWHERE | {"coordinator": 200}
READS = NOBODY | {"coordinator": 200}
DOES = NOBODY | {"coordinator": 302}
NEVER = NOBODY | {"coordinator": 405}
BOTH_READ = NOBODY | {"coordinator": 200, "officer": 200}
BOTH_NEVER = NOBODY | {"coordinator": 405, "officer": 405}
SERVICE_ANSWERS = NOBODY | {"coordinator": 200, "officer": 404}
AGENCY_ANSWERS = NOBODY | {"coordinator": 404, "officer": 404}


def nothing():
    return {}


def draft():
    return {"slug": consultations.a_draft().slug}


def open_one():
    return {"slug": consultations.an_open_one().slug}


def closed_one():
    return {"slug": consultations.a_closed_one().slug}


def closed_with_theme():
    return {"slug": consultations.a_theme().consultation.slug}


def answered():
    consultation = consultations.one_being_answered()
    consultations.answer(consultation.themes.get())
    return {"slug": consultation.slug}


def published():
    return {"slug": consultations.one_being_answered().slug}


def theme_of_service():
    return {"pk": consultations.one_being_answered().themes.get().pk}


def theme_of_agency():
    return {"pk": consultations.one_being_answered(agency=accounts.agency()).themes.get().pk}


def words():
    consultation = consultations.an_open_one()
    consultations.respond(consultation)
    return {"pk": consultation.questions.last().answers.first().pk}


def entered():
    consultation = consultations.an_open_one()
    return {"pk": consultations.enter(consultation).pk}


def question():
    return {"pk": consultations.a_draft().questions.last().pk}


def second_question():
    return {"slug": consultations.an_open_one().slug, "number": 2}


def question_behind_the_last():
    return {"slug": consultations.an_open_one().slug, "number": 7}


ROWS = [
    ("get", "consultations:consultation_list", "nothing", EVERYBODY),
    ("post", "consultations:consultation_list", "nothing", NO_POST),
    ("get", "consultations:consultation_detail", "open_one", EVERYBODY),
    ("get", "consultations:consultation_detail", "draft", DRAFT),
    ("post", "consultations:consultation_detail", "open_one", NO_POST),
    ("get", "consultations:consultation_respond", "open_one", EVERYBODY),
    ("get", "consultations:consultation_respond", "closed_one", EVERYBODY),
    ("get", "consultations:consultation_respond", "draft", DRAFT),
    ("post", "consultations:consultation_respond", "open_one", EVERYBODY),
    ("get", "consultations:response_step", "second_question", EVERYBODY),
    ("get", "consultations:response_step", "question_behind_the_last", NOWHERE),
    ("post", "consultations:response_step", "second_question", MOVES_ON),
    ("get", "consultations:response_check", "open_one", MOVES_ON),
    ("get", "consultations:response_check", "draft", DRAFT),
    ("post", "consultations:response_check", "open_one", EVERYBODY),
    ("get", "consultations:response_drop", "open_one", NO_POST),
    ("post", "consultations:response_drop", "open_one", MOVES_ON),
    ("get", "consultations:response_done", "open_one", MOVES_ON),
    ("get", "consultations:response_done", "draft", NOWHERE | {"coordinator": 302}),
    ("post", "consultations:response_done", "open_one", NO_POST),
    ("get", "consultations:consultation_results", "published", EVERYBODY),
    ("get", "consultations:consultation_results", "open_one", NOWHERE),
    ("post", "consultations:consultation_results", "published", NO_POST),
    # who answers
    ("get", "consultations:theme_queue", "nothing", BOTH_READ),
    ("post", "consultations:theme_queue", "nothing", BOTH_NEVER),
    ("get", "consultations:theme_answer", "theme_of_service", SERVICE_ANSWERS),
    ("get", "consultations:theme_answer", "theme_of_agency", AGENCY_ANSWERS),
    ("post", "consultations:theme_answer", "theme_of_service", SERVICE_ANSWERS),
    ("post", "consultations:theme_answer", "theme_of_agency", AGENCY_ANSWERS),
    # the co-ordinator's
    ("get", "consultations:staff_consultation_list", "nothing", READS),
    ("post", "consultations:staff_consultation_list", "nothing", NEVER),
    ("get", "consultations:consultation_create", "nothing", READS),
    ("post", "consultations:consultation_create", "nothing", READS),
    ("get", "consultations:staff_consultation", "draft", READS),
    ("post", "consultations:staff_consultation", "draft", NEVER),
    ("get", "consultations:consultation_versions", "draft", READS),
    ("post", "consultations:consultation_versions", "draft", NEVER),
    ("get", "consultations:consultation_edit", "draft", READS),
    ("post", "consultations:consultation_edit", "draft", READS),
    ("get", "consultations:question_add", "draft", READS),
    ("post", "consultations:question_add", "draft", READS),
    ("get", "consultations:question_edit", "question", READS),
    ("post", "consultations:question_edit", "question", READS),
    ("get", "consultations:question_remove", "question", NEVER),
    ("post", "consultations:question_remove", "question", DOES),
    ("get", "consultations:question_up", "question", NEVER),
    ("post", "consultations:question_up", "question", DOES),
    ("get", "consultations:consultation_open", "draft", NEVER),
    ("post", "consultations:consultation_open", "draft", DOES),
    ("get", "consultations:consultation_pause", "open_one", READS),
    ("post", "consultations:consultation_pause", "open_one", READS),
    ("get", "consultations:consultation_close", "open_one", NEVER),
    ("post", "consultations:consultation_close", "open_one", DOES),
    ("get", "consultations:feedback_start", "closed_with_theme", NEVER),
    ("post", "consultations:feedback_start", "closed_with_theme", DOES),
    ("get", "consultations:consultation_conclude", "answered", NEVER),
    ("post", "consultations:consultation_conclude", "answered", DOES),
    ("get", "consultations:consultation_withdraw", "open_one", READS),
    ("post", "consultations:consultation_withdraw", "open_one", READS),
    ("get", "consultations:response_enter", "open_one", READS),
    ("post", "consultations:response_enter", "open_one", READS),
    ("get", "consultations:entered_list", "open_one", READS),
    ("post", "consultations:entered_list", "open_one", NEVER),
    ("get", "consultations:entered_remove", "entered", NEVER),
    ("post", "consultations:entered_remove", "entered", DOES),
    ("get", "consultations:uncounted_record", "open_one", READS),
    ("post", "consultations:uncounted_record", "open_one", READS),
    ("get", "consultations:staff_results", "open_one", READS),
    ("post", "consultations:staff_results", "open_one", NEVER),
    ("get", "consultations:theme_add", "closed_one", READS),
    ("post", "consultations:theme_add", "closed_one", READS),
    ("get", "consultations:words_list", "open_one", READS),
    ("post", "consultations:words_list", "open_one", NEVER),
    ("get", "consultations:words_code", "words", NEVER),
    ("post", "consultations:words_code", "words", DOES),
]
