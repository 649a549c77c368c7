"""Heads that somebody kept are read in whatever way they were copied, and what cannot be read is named."""

import datetime as dt

import pytest

from common.chain import read_heads

DAY = dt.date(2026, 9, 21)
HEAD = "2d" + "0123456789abcdef" * 3 + "fedcba98765432"
GROUPS = " ".join(HEAD[n : n + 8] for n in range(0, 64, 8))
LINES = "\n".join((GROUPS[:35], GROUPS[36:]))


@pytest.mark.parametrize(
    "text",
    [
        f"{DAY} {HEAD}",
        f"day,head\r\n{DAY},{HEAD}\r\n",
        f"{DAY},{HEAD.upper()}",
        f"21/09/2026,{HEAD}",
        f"{DAY}: {GROUPS}.",
        f"the last head of the service’s record was that of 21 September 2026: {LINES}. The record is chained",
        f"> This is its head of 21 September 2026:\n>\n> {HEAD}\n>\n> Rows sealed with that day: 12",
        f"This is its head of 21 September 2026:\n\n{HEAD[:40]}=\n{HEAD[40:]}\n",
        f"21 Sept 2026\u00a0added {HEAD}",
        f"Sunday 29 November 2026, a letter\n21 SEPTEMBER 2026\n{LINES}",
    ],
)
def test_a_head_is_read_with_its_day(text):
    kept = read_heads(text)
    assert (kept.heads, kept.unread) == ([(DAY, HEAD)], [])


def test_the_same_head_is_kept_once_and_another_of_the_same_day_too():
    other = "f" * 63 + "1"
    assert read_heads(f"{DAY} {HEAD}\n{DAY} {HEAD}\n{DAY} {other}").heads == [(DAY, HEAD), (DAY, other)]


@pytest.mark.parametrize(
    "line",
    [
        f"{DAY} {HEAD[:-1]}",
        f"{DAY} {HEAD}0",
        f"{DAY} {HEAD[:20]}",
        f"{DAY} {HEAD[:-1]}g",
        f"{DAY} {GROUPS[:-9]}",
        f"2026-02-30 {HEAD}",
        f"2O26-09-21 {HEAD}",
        HEAD,
    ],
)
def test_a_line_that_looks_like_a_head_and_cannot_be_read_is_named(line):
    kept = read_heads(f"2026-09-20 {HEAD}\n{line}\n2026-09-22 {HEAD}")
    assert [day.day for day, _head in kept.heads] == [20, 22]
    assert kept.unread == [2]


def test_what_else_stands_in_an_email_is_no_head():
    text = (
        "Message-ID: <178064.5500.0c1f22f0a1b24b6e9d1df2b10cd7a6f1@portal.example.org>\n"
        "Date: Mon, 21 Sep 2026 03:10:00 +0100\n"
        "DKIM-Signature: v=1; bh=frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=; b=dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSb\n"
        "Rows sealed with that day: 120. Please keep this e-mail."
    )
    kept = read_heads(text)
    assert (kept.heads, kept.unread) == ([], [])
