"""Runs the jobs, each on a copy of the data of its own, and compares what they found with their goals."""

from dataclasses import dataclass

from bench.data import copied
from bench.jobs import apart
from bench.jobs.rows import Figure, Job


@dataclass(frozen=True)
class Found:
    """What one figure of a job came to on an engine."""

    job: Job
    figure: Figure
    engine: str
    value: float

    @property
    def has_met_goal(self):
        return self.figure.is_met_by(self.value)

    def as_json(self):
        return {
            "name": self.job.name,
            "title": self.job.title,
            "engine": self.engine,
            "figure": self.figure.name,
            "what": self.figure.title,
            "value": self.value,
            "unit": self.figure.unit,
            "goal": self.figure.goal,
            "has_met_goal": self.has_met_goal,
        }


@dataclass(frozen=True)
class LeftOut:
    """A job that could not be measured on an engine, and why."""

    job: Job
    engine: str
    why: str
    has_met_goal: None = None

    def as_json(self):
        return {"name": self.job.name, "title": self.job.title, "engine": self.engine, "left_out": self.why}


def on_engine(jobs, kind, engine, folder, address, services, progress):
    """Run the jobs of one kind of engine, each over a copy of the data in a folder and of the database there."""
    results = []
    for job in jobs:
        if kind in job.engines:
            with copied(folder, address, job.name) as env:
                results += of_job(job, engine, env | services, progress)
    return results


def of_job(job, engine, env, progress):
    """Return what a job found, or that it was left out, and say so."""
    try:
        with progress.step(f"  {job.title} "):
            values = apart.call(job.module or job.name, "measure", env=env)
    except apart.LeftOut as reason:
        progress.say(f"    left out: {reason}")
        return [LeftOut(job, engine, str(reason))]
    found = [Found(job, figure, engine, values[figure.name]) for figure in job.figures if figure.name in values]
    for each in found:
        progress.say(f"    {each.figure.title}: {each.value:,.4g} {each.figure.unit}")
    return found


def all_left_out(jobs, kind, engine, why):
    return [LeftOut(job, engine, why) for job in jobs if kind in job.engines]


def jobs_short(results):
    """Return the names of the jobs of which a figure falls short of its goal."""
    return list(dict.fromkeys(each.job.name for each in results if each.has_met_goal is False))
