"""What presentations, answers and promises hold of families, members and officers (docs/privacy.md)."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy.acting import who_did
from answers.models import (
    Answer,
    Commitment,
    CommitmentDate,
    CorrectedEntry,
    EntryTakenOff,
    FormalResponse,
    IssueFeedback,
    Presentation,
    PresentationItem,
    PromiseFeedback,
    YouSaidEntry,
)
from common.privacy import FOR_EVER, MINUTES, PUBLIC_TASK, Fate, Gathered, Whose, found_by, holds
from common.told import Told
from issues.privacy import issue_of

ANSWER = ("text", "reason", "instead", "done")
RECEIVERS = _("the parent; whoever receives the issue")

holds(
    Presentation,
    _("what the group put to an agency"),
    kept=FOR_EVER,
    others=("title", "covering_text", "agreed_words"),
    nobody=("reference", "due_words"),
)
holds(PresentationItem, _("what the group asked for"), kept=FOR_EVER, others=("ask",))
holds(
    FormalResponse,
    _("formal answers of agencies"),
    kept=FOR_EVER,
    others=("summary", "because"),
    grounds={"summary": PUBLIC_TASK, "because": PUBLIC_TASK},
)
who_did(FormalResponse, _("who wrote, posted and confirmed a formal answer"), "written_by", "posted_by", "confirmed_by")
holds(
    Answer,
    _("answers, item by item"),
    kept=FOR_EVER,
    others=(*ANSWER, "planned_commitments"),
    grounds=dict.fromkeys(ANSWER, PUBLIC_TASK),
)
who_did(Answer, _("who wrote an answer"), "answered_by")
holds(
    Commitment,
    _("promises, and who keeps each"),
    of=Whose.MEMBER,
    why=_("so that everybody can see what was promised, by whom and by when"),
    gathered=Gathered.BY_OTHERS,
    seen_by=_("everybody, where it is public; members and the agency"),
    kept=FOR_EVER,
    rows=found_by(Commitment, members__person="person"),
    others=("owner",),
    keys=("person",),
    grounds={"owner": MINUTES, "person": MINUTES},
    name="owners",
    told=Told(
        _("Promises that name you"),
        {
            "reference": _("Reference"),
            "what": _("What was promised"),
            "made_on": _("Promised on"),
            "due_on": _("To be done by"),
            "status": _("Where it stands"),
            "finished_on": _("Finished on"),
        },
        newest="made_on",
    ),
)
holds(
    Commitment,
    _("promises, and what became of them"),
    kept=FOR_EVER,
    others=("what", "how_seen", "source", "evidence", "not_kept_reason"),
    nobody=("reference",),
)
holds(CommitmentDate, _("earlier dates of promises"), kept=FOR_EVER, others=("reason",))
holds(
    PromiseFeedback,
    _("whether a promise came true, as a parent sees it"),
    of=Whose.FAMILY,
    why=_("so that a promise counts as kept only where those who asked for it say so"),
    gathered=Gathered.FROM_THEM,
    seen_by=RECEIVERS,
    kept="issues.contacts",
    rows=found_by(PromiseFeedback, issues__issue="issue"),
    erased=Fate.BLANKED,
    says=("words",),
    told=Told(
        _("What you said of promises: whether they came true"),
        {
            "commitment": _("Promise"),
            issue_of: _("Your issue"),
            "verdict": _("Did it come true?"),
            "words": _("What you wrote"),
            "given_on": _("You said so on"),
        },
        newest="given_on",
    ),
)
holds(
    IssueFeedback,
    _("whether an issue was answered, as a parent sees it"),
    of=Whose.FAMILY,
    why=_("so that an issue closes only once it is answered"),
    gathered=Gathered.FROM_THEM,
    seen_by=RECEIVERS,
    kept="issues.contacts",
    rows=found_by(IssueFeedback, issues__issue="issue"),
    erased=Fate.BLANKED,
    says=("reason",),
    told=Told(
        _("What you said of answers to your issues"),
        {
            issue_of: _("Your issue"),
            "is_answered": _("Does the answer deal with it?"),
            "reason": _("What you wrote"),
            "given_on": _("You said so on"),
        },
        newest="given_on",
    ),
)
holds(
    YouSaidEntry,
    _("“You said, we did”"),
    kept=FOR_EVER,
    others=("you_said", "we_did", "evidence", "source"),
    nobody=("source_url",),
)
holds(CorrectedEntry, _("corrected numbers of “You said, we did”"), kept=FOR_EVER, others=("reason",))
holds(EntryTakenOff, _("why an entry was taken off the board"), kept=FOR_EVER, others=("reason",))
