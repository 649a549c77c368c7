"""The words people of the invented group added to the figures of their reports."""

ANNUAL = {
    "foreword": """This is the year in which the group learned to wait less. When we ask an agency something, we now say by when we hope for an answer, and everybody can see whether it came.

I want to thank each parent who wrote, rang or came to a meeting. You told us things that were not easy to tell. We have tried to carry every one of them to somebody who can act, and to come back to you with what they said.

Some of the answers were no. They stand in this report as large as the others, with the reason.

*Grace Winterbourne, chair*""",
    "families": """- School transport sends you a text when a bus is late.
- The five letters you get most often were rewritten with parents.
- There is a quiet place to wait in each of the four clinics.
- There is no second house for overnight breaks yet. The group asks again when the budget is set.""",
    "answers": """Most agencies answer in time now, and most answers say what will be done and by when. Two things worry us. Answers about therapies come late, and plans still take too long.""",
    "ahead": """In the coming year the group wants to

- hear more from fathers, from grandparents and from families who do not use the web;
- see that plans come within twenty weeks;
- ask each young person what they think before anybody decides about them;
- make sure that what was promised this year is still there at the end of the next.""",
}
BOARD = {
    "know": """Parents trust the answers more when they come with a date. The one commitment that was not kept is about plans within twenty weeks, and it concerns the most families.""",
    "decide": """- Whether the board asks the SEND service for a monthly figure of plans within twenty weeks.
- Whether wheelchair repairs need a time limit in the contract.""",
    "risks": """- Therapists: two posts are empty, and waiting grows again in spring.
- Overnight breaks: families who are worn out may no longer cope. No money is set aside.""",
}
