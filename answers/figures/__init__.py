"""The figures of answers, each counted beside its records; this is read when Django starts."""

from answers.figures import commitments, feedback, presentations, thread

__all__ = ["commitments", "feedback", "presentations", "thread"]
