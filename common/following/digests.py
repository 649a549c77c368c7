"""Which news one reader is told: each once, nothing of what they did, nothing that another e-mail tells them."""

from collections.abc import Collection, Iterable, Mapping

from common.following.sources import NewsItem

News = Iterable[tuple[int, NewsItem]]


def new_for(
    news: News,
    follows: Mapping[str, int],
    *,
    told: Collection[int] = (),
    address: str = "",
    stopped: Collection[str] = (),
) -> list[tuple[int, NewsItem, list[str]]]:
    """Return (number, item, topics it is told for) of what is new to a reader.

    `follows` gives for each topic the number of the last news before they followed it, `stopped` the topics of the
    e-mails they stopped: what no e-mail tells them any more is news to them like any other.
    """
    found = []
    for number, item in news:
        topics = [topic for topic, after in follows.items() if topic in item.topics and number > after]
        is_told = any(who == address and email not in stopped for who, email in item.told)
        if topics and number not in told and address not in item.by and not is_told:
            found.append((number, item, topics))
    return found
