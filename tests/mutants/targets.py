"""What is changed: the table of rights and every module of rules; and twenty services, when they are asked for."""

TARGETS = (
    "accounts/roles.py",
    "accounts/rules.py",
    "answers/rules.py",
    "common/rules.py",
    "consultations/rules.py",
    "governance/rules.py",
    "issues/rules.py",
    "meetings/rules.py",
    "members/rules.py",
    "partnership/rules.py",
    "reports/rules.py",
)
# Chosen by hand: who may do what to whom, what a parent said, what an agency answered, what the group decided.
SERVICES = (
    "accounts/services/grants.py",
    "accounts/services/keys.py",
    "accounts/services/password_tries.py",
    "accounts/services/power.py",
    "answers/services/answers.py",
    "answers/services/came_true.py",
    "answers/services/feedback.py",
    "answers/services/superseded_responses.py",
    "answers/services/transcripts.py",
    "consultations/services/responding.py",
    "issues/services/drafts.py",
    "issues/services/own_issues.py",
    "issues/services/raising.py",
    "issues/services/secrets.py",
    "issues/services/words.py",
    "meetings/services/approval.py",
    "meetings/services/decided.py",
    "meetings/services/questions.py",
    "members/services/decisions.py",
    "members/services/endings.py",
)
# Each module is asked of its app's own tests, but for two apps whose tests take long and ask much else.
TESTS = {
    "partnership": ["tests/partnership/test_pages.py", "tests/partnership/test_front_pages.py"],
    "reports": ["tests/reports/test_rules.py", "tests/reports/test_next_steps.py", "tests/reports/test_pages.py"],
}
