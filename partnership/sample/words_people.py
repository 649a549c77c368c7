"""The people of the invented county. Any likeness to a real person is chance."""

from accounts.models import AgencyKind
from accounts.roles import Role
from members.rules import NameShown

MAIL = "marlshire.example"
SERVICE_NAME = "Marlshire Parent Partnership Steering Group"
WITNESS = {"witness_name": "the Clerk to the Council", "witness_email": f"clerk@{MAIL}"}

AGENCIES = {
    "send": ("Marlshire County Council: SEND and Inclusion", AgencyKind.COUNCIL, "Director of inclusion"),
    "travel": ("Marlshire County Council: School Travel", AgencyKind.COUNCIL, "Head of highways and travel"),
    "breaks": ("Marlshire County Council: Short Breaks", AgencyKind.COUNCIL, "Director of children's services"),
    "health": ("Marlshire Community Health Trust", AgencyKind.HEALTH, "Chief nurse"),
    "schools": ("Marlshire Association of Schools", AgencyKind.SCHOOL, "Chair of the association"),
}

# Each with key, name, role and agency.
STAFF = (
    ("moira", "Moira Tallis", Role.COORDINATOR, None),
    ("ben", "Ben Harrowgate", Role.COORDINATOR, None),
    ("anita", "Anita Verrall", Role.SAFEGUARDING_LEAD, None),
    ("priya", "Priya Marchett", Role.OFFICER, "send"),
    ("colin", "Colin Strand", Role.OFFICER, "travel"),
    ("janet", "Janet Quillfeather", Role.OFFICER, "breaks"),
    ("owen", "Owen Fellgate", Role.OFFICER, "health"),
    ("harriet", "Harriet Boonham", Role.OFFICER, "schools"),
    ("dorothea", "Dorothea Finchley", Role.BOARD_MEMBER, None),
    ("thomas", "Thomas Rainsby", Role.BOARD_MEMBER, None),
    ("marcus", "Marcus Pellow", Role.PAYER, None),
    ("ines", "Ines Caldermoor", Role.ADMINISTRATOR, None),
)
# Who reads issues about the service itself, and who they are to families.
READERS = (("ruth", "Ruth Ashdown-Wray", "head of inclusion at Marlshire County Council, who manages the service"),)
PARENTS = (
    ("rosa", "Rosa Lindqvist-Bell"),
    ("jamie", "Jamie Overton"),
    ("beatrix", "Beatrix Holme"),  # a member's substitute: no role of her own
)

# Each with name, description, target number of seats, and whether it is on the council's side.
CONSTITUENCIES = {
    "parents": ("Parents and carers", "Parents and carers of children and young people with special needs.", 5, False),
    "groups": ("Parent-led and independent groups", "Groups that parents or charities run.", 2, False),
    "schools": ("Schools and early years", "Head teachers, special needs co-ordinators and nurseries.", 2, False),
    "management": ("Line management of the service", "Those who manage the parent partnership service.", 2, True),
    "council": (
        "Council services for children, young people and families",
        "Education, social care and short breaks.",
        3,
        True,
    ),
    "health": ("Health services", "Community health, therapies and the hospital.", 2, False),
    "partners": ("Other partners of the council", "Libraries, youth work, housing and leisure.", 1, True),
}

FULL, FIRST, NONE = NameShown.FULL, NameShown.FIRST, NameShown.NONE

# attendance at the five meetings: P present, O online, T part, A apologies, N absent without apology, S substitute
MEMBERS = (
    # key, name, constituency, seat, role, affiliation, second affiliation, paid, name shown, attendance, interest
    (
        "grace",
        "Grace Winterbourne",
        "parents",
        "Parent or carer, north",
        "Parent carer, chair of the group",
        "Parent",
        "Marlshire Parents Together",
        False,
        FULL,
        "PPPPP",
        ("Marlshire Parents Together", "trustee"),
    ),
    (
        "devan",
        "Devan Raolin",
        "parents",
        "Parent or carer, shared",
        "Parent carer",
        "Parent",
        "",
        False,
        FULL,
        "PAPPA",
        ("Eldermere Primary School", "governor"),
    ),
    (
        "abena",
        "Abena Mensworth",
        "parents",
        "Parent or carer, shared",
        "Parent carer",
        "Parent",
        "",
        False,
        NONE,
        "APAOP",
        None,
    ),
    (
        "kelly",
        "Kelly Marshgate",
        "parents",
        "Parent or carer, coast",
        "Parent carer",
        "Parent",
        "",
        False,
        FIRST,
        "PPANA",
        None,
    ),
    (
        "tomasz",
        "Tomasz Zielin",
        "parents",
        "Parent or carer, south",
        "Carer",
        "Kinship carer",
        "",
        False,
        FIRST,
        "POPPP",
        ("Saltmarsh Bay Carers", "member"),
    ),
    (
        "fiona",
        "Fiona Larchfield",
        "groups",
        "Independent group, autism",
        "Manager",
        "Marlshire Autism Network",
        "",
        True,
        FULL,
        "PPPPS",
        ("Marlshire Autism Network", "employee"),
    ),
    (
        "peter",
        "Peter Gillower",
        "groups",
        "Independent group, deaf children",
        "Volunteer",
        "Deaf Children's Circle",
        "",
        False,
        FULL,
        "PPOPP",
        ("Deaf Children's Circle", "volunteer"),
    ),
    (
        "marian",
        "Marian Stopeworth",
        "schools",
        "Head teacher",
        "Head teacher",
        "Castle Orley School",
        "",
        True,
        FULL,
        "PPAPP",
        ("Marlshire Association of Schools", "committee member"),
    ),
    (
        "callum",
        "Callum Reevely",
        "schools",
        "Early years",
        "Manager",
        "Little Otters Nursery",
        "",
        True,
        FULL,
        "OPPPP",
        ("Little Otters Nursery", "employee"),
    ),
    (
        "eleanor",
        "Eleanor Brandreth-Hale",
        "management",
        "Head of the service",
        "Head of advice services",
        "Marlshire County Council",
        "",
        True,
        FULL,
        "PPPPP",
        ("Marlshire County Council", "employee"),
    ),
    (
        "hugh",
        "Hugh Saltergill",
        "management",
        "Contract manager",
        "Contract manager",
        "Marlshire County Council",
        "",
        True,
        FULL,
        "PAPPP",
        ("Marlshire County Council", "employee"),
    ),
    (
        "joy",
        "Joy Emsworthy",
        "council",
        "Education",
        "SEND manager",
        "Marlshire County Council",
        "",
        True,
        FULL,
        "PPPPP",
        ("Marlshire County Council", "employee"),
    ),
    (
        "stephen",
        "Stephen Crakehall",
        "council",
        "Social care",
        "Team manager, disabled children",
        "Marlshire County Council",
        "",
        True,
        FULL,
        "PPPAA",
        ("Marlshire County Council", "employee"),
    ),
    (
        "nadia",
        "Nadia Farrowby",
        "council",
        "Short breaks",
        "Commissioner",
        "Marlshire County Council",
        "",
        True,
        FULL,
        "PSPPS",
        ("Marlshire County Council", "employee"),
    ),
    (
        "ruth",
        "Ruth Ollerby",
        "health",
        "Community health",
        "Community paediatrician",
        "Marlshire Community Health Trust",
        "",
        True,
        FULL,
        "PPTPP",
        ("Marlshire Community Health Trust", "employee"),
    ),
    (
        "gwen",
        "Gwen Idrisson",
        "partners",
        "Libraries and leisure",
        "Librarian",
        "Marlshire Libraries",
        "",
        True,
        FULL,
        "PPPPP",
        None,
    ),
)
SUBSTITUTES = {"fiona": "Laurence Pike", "nadia": "Beatrix Holme"}
REASONS = {
    "kelly": ("Childcare fell through.", "", "My son was in hospital."),
    "stephen": ("A court hearing on the same day.", "On leave."),
}
SKILLS = {
    "grace": "I chair meetings calmly, and I know the way through an appeal because I have been there twice.",
    "tomasz": "I speak Polish and English, and I drive a minibus.",
    "kelly": "I can explain things in easy words.",
    "devan": "I am an accountant. I read budgets.",
}
ACCESS_NEEDS = {
    "kelly": "Needs childcare to come, and to join online when her son is ill.",
    "abena": "Step-free, and near a bus stop.",
}

ROLE_TEXT = """## What a member does

Members come to three meetings a year, read the papers before, and say what they and the people they speak for think.

- Bring your own views and those of your constituency.
- Tell your constituency what the group did.
- Support the work of the service.
- Say so when an item touches an interest of yours.
- If you cannot come, tell us, or ask somebody to come for you.

## How we treat each other

All members are equal partners. What a parent knows counts as much as what a manager knows.

## The best interests of the service

Members act in the best interests of the service. The group and the council have said together what these are: that it is impartial, that it is confidential, and that parents can trust it.
"""

# No e-mail reaches them: the co-ordinator rings them. One of them has still to be rung about what was sent last.
RUNG = {"peter": "01632 960 143", "abena": "01632 960 187"}
STILL_TO_RING = "abena"

LEFT_EARLY = "Una Brookes"
LEFT_WHY = "Moving to another county."
SHARED_BEFORE = "before this portal kept the minutes"
