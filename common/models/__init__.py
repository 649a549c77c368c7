"""What has no domain and no person in it: texts and documents, work and messages, the record, what can be found."""

from common.models.finding import Change, News, SearchEntry
from common.models.record import Backup, BackupQuerySet, ChainChange, ChainDay, ChainRow, Installation
from common.models.texts import Document, DocumentWords, Redaction, TextVersion, VersionedText
from common.models.work import UNFINISHED, Job, Message, RateCount, ReferenceCounter, Submission

__all__ = [
    "UNFINISHED",
    "Backup",
    "BackupQuerySet",
    "ChainChange",
    "ChainDay",
    "ChainRow",
    "Change",
    "Document",
    "DocumentWords",
    "Installation",
    "Job",
    "Message",
    "News",
    "RateCount",
    "Redaction",
    "ReferenceCounter",
    "SearchEntry",
    "Submission",
    "TextVersion",
    "VersionedText",
]
