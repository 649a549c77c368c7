"""What is changed: the table of rights and every module of rules."""

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
# Each module is asked of its app's own tests, but for two apps whose tests take long and ask much else.
TESTS = {
    "partnership": ["tests/partnership/test_pages.py", "tests/partnership/test_front_pages.py"],
    "reports": ["tests/reports/test_rules.py", "tests/reports/test_next_steps.py", "tests/reports/test_pages.py"],
}
