"""Version 1 of the terms of reference, in plain words, and the promises taken over from elsewhere."""

from django.utils.translation import gettext_lazy as _

PURPOSE, MEMBERSHIP = _("What the group is for"), _("Who is on the group")
MEETINGS, EVALUATION = _("How it meets"), _("How it checks itself, every year")
PROMISES = _("What people were promised")

TERMS = (
    ("P1", PURPOSE, _("The group promotes the service and helps it to grow.")),
    (
        "P2",
        PURPOSE,
        _("The group makes sure that the service is partly independent of the council: at “arm's length” from it."),
    ),
    ("P3", PURPOSE, _("The group works in partnership with the service and the council.")),
    ("P4", PURPOSE, _("The group helps to write the yearly development plan, and to check how it is going.")),
    ("P5", PURPOSE, _("The group helps to keep an eye on the service's money, staff and premises.")),
    ("P6", PURPOSE, _("The group supports the co-ordinator and the team.")),
    (
        "P7",
        PURPOSE,
        _("The group makes sure that parents get impartial information, advice and support from the service."),
    ),
    (
        "P8",
        PURPOSE,
        _("The group says what those who use services think of this service, and of services for children."),
    ),
    (
        "P9",
        PURPOSE,
        _("The group is a forum for what parents raise: what works well, what worries them, and what is missing."),
    ),
    ("P10", PURPOSE, _("The group passes on what parents raise to the agencies that can act.")),
    ("P11", PURPOSE, _("There is a formal way to put what parents raise to the council and other agencies.")),
    ("P12", PURPOSE, _("There is a formal way for the council and other agencies to answer.")),
    ("P13", PURPOSE, _("There is a formal way for the council to tell the group about its children's programme.")),
    (
        "M1",
        MEMBERSHIP,
        _(
            "A range of people sit on the group, from at least seven constituencies. They are parents and carers; "
            "parent-led and independent groups; schools and early years; the service's line management; council "
            "services for children, young people and families; health services; and other partners of the council."
        ),
    ),
    ("M2", MEMBERSHIP, _("Every member has a written description of the role.")),
    (
        "M3",
        MEMBERSHIP,
        _("All members are equal partners. Everyone's skills, knowledge and views count the same."),
    ),
    ("M4", MEMBERSHIP, _("Members support the work of the service.")),
    (
        "M5",
        MEMBERSHIP,
        _("Members act in the best interests of the service, as the group and the council have defined them."),
    ),
    ("M6", MEMBERSHIP, _("Members bring their own views, and those of the people they speak for.")),
    ("M7", MEMBERSHIP, _("Members tell their own agency or constituency what the group did.")),
    (
        "M8",
        MEMBERSHIP,
        _(
            "No member acts only for themselves, their agency or their constituency. A conflict of interest is "
            "named and acknowledged when it comes up."
        ),
    ),
    ("M9", MEMBERSHIP, _("Some members share a seat, where the group has agreed to it.")),
    ("M10", MEMBERSHIP, _("A member who cannot come may ask somebody else to come instead.")),
    (
        "M11",
        MEMBERSHIP,
        _("When a member has been unable to come to three meetings in a row, the group reviews the membership."),
    ),
    ("M12", MEMBERSHIP, _("Membership is reviewed every year.")),
    (
        "M13",
        MEMBERSHIP,
        _(
            "Expenses are paid so that people can come. They are not normally paid to people who come "
            "as part of their job."
        ),
    ),
    ("T1", MEETINGS, _("The group usually meets three times a year: in Spring, in Summer and in Autumn.")),
    ("T2", MEETINGS, _("Additional meetings may be called, each for a purpose of its own.")),
    (
        "T3",
        MEETINGS,
        _("Meetings are as accessible as they can be. The group decides their dates, times, places, form and chair."),
    ),
    ("E1", EVALUATION, _("Every year the group reviews its purpose, aims and remit.")),
    ("E2", EVALUATION, _("Every year the group publishes a report on what it did.")),
    (
        "E3",
        EVALUATION,
        _("Every year the group reports to the Performance Board of the children and young people's strategy."),
    ),
)

PROMISED = (
    ("V1", PROMISES, _("Every theme that parents raise in a consultation is answered. Until then it is not finished.")),
    (
        "V2",
        PROMISES,
        _("As many parents as possible hear of a change before it is decided, and learn enough to judge it."),
    ),
    ("V3", PROMISES, _("Every activity names its level: information, consultation, participation or co-production.")),
    (
        "V4",
        PROMISES,
        _("People choose how they take part: online, by e-mail, by phone, on paper, in person or in easy read."),
    ),
    ("V5", PROMISES, _("People decide for themselves whether a subject is theirs to speak on.")),
    ("V6", PROMISES, _("Chances to be involved are published, with the support that is offered.")),
    ("V7", PROMISES, _("Groups who are not usually heard are counted and aimed for. No person can be recognised.")),
    ("V8", PROMISES, _("People who were involved are asked how it went, each time, and the result is published.")),
    ("V9", PROMISES, _("A plan of action for involvement runs in blocks of six months, with a group of its own.")),
    ("V10", PROMISES, _("A review visit is followed by a second one, months later, that says what was acted on.")),
    ("V11", PROMISES, _("Anyone can put a question to a meeting and gets an answer, on the record.")),
    (
        "V12",
        PROMISES,
        _("Minutes are numbered, papers are attached, and each resolution is followed until it is done."),
    ),
    ("V13", PROMISES, _("Text can be made larger on every page. Documents come in large print and other versions.")),
    (
        "V14",
        PROMISES,
        _("The service is impartial and confidential. Only those who must see what identifies a family."),
    ),
    ("V15", PROMISES, _("Anyone can ask for the service's own figures.")),
    ("V16", PROMISES, _("There is a library of things to borrow, hire or have copied.")),
)
