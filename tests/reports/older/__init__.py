"""Reports as an earlier version of the portal left them: today's code could not lay out their figures."""

import json
from pathlib import Path

from common.documents import store_document
from common.jobs import JobState
from common.models import Job
from reports import services
from reports.models import BuildFile, BuildPage
from reports.rules import Variant
from tests.factories import reports as make

FOLDER = Path(__file__).parent


def an_older_build(kind, *, now=make.COUNTED):
    """A finished build whose figures have keys that are missing or renamed today, with its page and prints."""
    kept = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    chapters = (FOLDER / f"{kind}.html").read_text(encoding="utf-8")
    page = BuildPage.objects.create(
        language="en-gb", contents=kept["contents"], chapters=chapters, summary=kept["summary"]
    )
    moments = {"created_at": now, "look_again_at": now, "finished_at": now}
    build = make.a_report(kind).builds.create(
        number=1,
        job=Job.objects.create(kind="reports.build", state=JobState.DONE, progress=100, **moments),
        frozen_on=now.date(),
        figures=kept["figures"],
        words=kept["words"],
        page=page,
    )
    for variant in Variant:
        document = store_document(make.a_blank_page(), name=f"older-{variant}.pdf", now=now)
        BuildFile.objects.create(build=build, variant=variant, document=document)
    return build


def an_older_report(kind):
    """The same, agreed and published by the services of today."""
    build = an_older_build(kind)
    report = services.agree_report(build.report, build=build, resolution=make.a_resolution_on(build), by=None)
    return services.publish_report(report, by=None)
