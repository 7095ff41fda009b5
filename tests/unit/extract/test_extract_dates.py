"""Dates: how they are written, where they stand, and which one is believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from processors.page.dates import (
    date_in_line,
    date_in_name,
    date_in_text,
    date_in_url,
    date_of,
    month_in_url,
    published,
)
from tests.unit.extract.pages import NOW


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("2026-03-18T07:42:00+01:00", None, "2026-03-18T06:42:00"),
        ("2026-03-18T07:42:00+0100", None, "2026-03-18T06:42:00"),
        ("2026-03-18 07:42:00 -05:00", None, "2026-03-18T12:42:00"),
        ("2026-03-18T07:42:00.123Z", None, "2026-03-18T07:42:00"),
        ("2026-03-18T07:42", None, "2026-03-18T07:42:00"),
        ("2026-03-18", None, "2026-03-18T00:00:00"),
        ("20260318", None, "2026-03-18T00:00:00"),
        ("Wed, 18 Mar 2026 07:42:00 +0100", None, "2026-03-18T06:42:00"),
        ("1773816120", None, "2026-03-18T06:42:00"),
        ("1773816120000", None, "2026-03-18T06:42:00"),
        ("2026/3/18", None, "2026-03-18T00:00:00"),
        ("18/03/2026", None, "2026-03-18T00:00:00"),
        ("03/18/2026", None, "2026-03-18T00:00:00"),
        ("03/04/2026", "fr", "2026-04-03T00:00:00"),
        ("03.04.2026", None, "2026-04-03T00:00:00"),
        ("1er avril 2026", "fr", "2026-04-01T00:00:00"),
        ("10 avril 2024 à 14h32", "fr", "2024-04-10T14:32:00"),
        ("Publié le 5 févr. 2026", "fr", "2026-02-05T00:00:00"),
        ("15 août 2025", "fr", "2025-08-15T00:00:00"),
        ("March 3rd, 2026 at 9:05 p.m.", "en", "2026-03-03T21:05:00"),
        ("Dec. 15, 2016 2:57 PM UTC", "en", "2016-12-15T14:57:00"),
        ("19/03/2026 14:05", "fr", "2026-03-19T14:05:00"),
        ("19/03/2026 à 14h05", "fr", "2026-03-19T14:05:00"),
        ("19/03/2026 14:05-14:30", "fr", "2026-03-19T14:05:00"),
        ("19/03/2026 10:00 - 11:00", "fr", "2026-03-19T10:00:00"),
        ("19/03/2026 14:05 -0500", "fr", "2026-03-19T19:05:00"),
        ("18.03.2026 - 14:05 Uhr", "de", "2026-03-18T14:05:00"),
        ("1/25/2026 3:04 PM", "en", "2026-01-25T15:04:00"),
        ("2026-01-05 3:04 PM", None, "2026-01-05T15:04:00"),
        ("2026-01-05 12:04 AM", None, "2026-01-05T00:04:00"),
        ("2026-01-05T15:04:00 EST", None, "2026-01-05T20:04:00"),
        ("2026-01-05 15:04 CET", None, "2026-01-05T14:04:00"),
        ("Jan 5, 2026 3:04 PM EST", "en", "2026-01-05T20:04:00"),
        ("Jan 5, 2026 3:04 PM ET", "en", "2026-01-05T20:04:00"),
        ("July 5, 2025 3:04 p.m. ET", "en", "2025-07-05T19:04:00"),
        ("Jan 5, 2026, 3 p.m. PT", "en", "2026-01-05T23:00:00"),
        ("Mon Jan 05 2026 15:04:00 GMT+0100 (CET)", None, "2026-01-05T14:04:00"),
        ("5 janvier 2026 à 9h", "fr", "2026-01-05T09:00:00"),
        ("5 janvier 2026 à 9h CET", "fr", "2026-01-05T08:00:00"),
        ("5 janvier 2026 à 9 heures", "fr", "2026-01-05T00:00:00"),
        ("Jan 5, 2026 3:04 PM by Ann", "en", "2026-01-05T15:04:00"),
        ("3. März 2026", "de", "2026-03-03T00:00:00"),
        ("3 de marzo de 2026", "es", "2026-03-03T00:00:00"),
    ],
)
def test_a_date_is_read(text: str, language: str | None, expected: str) -> None:
    dated = date_of(text, language)
    assert dated is not None
    assert dated.at.astimezone(UTC).isoformat().removesuffix("+00:00") == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "03/04/2026",
        "2026-13-45",
        "2026-02-30",
        "99999999",
        "12345",
        "31 avril 2026",
        "9" * 400,
    ],
)
def test_what_is_no_date_or_two_is_none(text: str) -> None:
    assert date_of(text) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2026/03/18/title", "2026-03-18"),
        ("https://a.example/2026/3/8/20703578/title", "2026-03-08"),
        ("https://a.example/eco/2013/04/05/20002-20130405ARTFIG00473-x.php", "2013-04-05"),
        ("https://a.example/eco/20002-20130405ARTFIG00473-x.php", "2013-04-05"),
        ("https://a.example/news/2026-03-18-title", "2026-03-18"),
        ("https://a.example/title_20260318.html", "2026-03-18"),
        ("https://a.example/2026/12/2-reasons", None),
        ("https://a.example/2015/12/elon", None),
        ("https://a.example/article-20703578", None),
        ("https://2026-03-18.example/title", None),
        ("https://a.example/title?d=2026-03-18", None),
        ("", None),
    ],
)
def test_the_day_in_an_address(url: str, expected: str | None) -> None:
    dated = date_in_url(url)
    assert (dated.at.date().isoformat() if dated else None) == expected


def test_a_month_in_an_address_counts_once_it_is_over() -> None:
    before = month_in_url("https://a.example/2026/02/title", NOW)
    assert before is not None
    assert before.at == datetime(2026, 2, 1, tzinfo=UTC)
    assert month_in_url("https://a.example/2026/03/title", NOW) is None
    assert published([], ["https://a.example/2026/02/title"], NOW, None, lambda: None) == (
        before.at,
        ("date-approximate",),
    )


def test_the_order_of_trust() -> None:
    told, url = date_of("2026-03-10"), ["https://a.example/2026/03/11/x"]
    feed = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)

    def guess() -> None:
        raise AssertionError("nothing needs to be guessed")

    assert published([told], url, NOW, None, guess)[0] == datetime(2026, 3, 10, tzinfo=UTC)
    assert published([None], url, NOW, None, guess)[0] == datetime(2026, 3, 11, tzinfo=UTC)
    assert published([], [""], NOW, feed, guess)[0] == feed
    assert published([], [""], NOW, None, lambda: date_of("2026-03-13"))[0] == datetime(
        2026, 3, 13, tzinfo=UTC
    )
    assert published([], [""], NOW, None, lambda: None) == (None, ())


def test_a_day_takes_the_minute_that_the_page_tells_elsewhere() -> None:
    day, minute = date_of("2026-03-10"), date_of("2026-03-10T09:30:00+01:00")
    assert minute is not None
    assert published([day, minute], [""], NOW, None, lambda: None)[0] == minute.at
    assert published([day, date_of("2026-03-08T09:30:00Z")], [""], NOW, None, lambda: None)[0] == datetime(
        2026, 3, 10, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("Publié le 5 février 2026 à 9h00", "fr", "2026-02-05T09:00"),
        ("Par Jeanne Holt | Publié le 05/02/2026 à 09h05", "fr", "2026-02-05T09:05"),
        ("Mis à jour le 6 février 2026, publié le 5 février 2026", "fr", "2026-02-05T00:00"),
        ("Mis à jour le 6 février 2026", "fr", "2026-02-06T00:00"),
        ("Le 1er mars 2026", "fr", "2026-03-01T00:00"),
        ("jeudi 19 mars 2026", "fr", "2026-03-19T00:00"),
        ("By Jane Holt, March 3, 2026, 9:05 am ET", "en", "2026-03-03T14:05"),
        ("12 August 2025", "en", "2025-08-12T00:00"),
        ("The fair opens on 12 June 2019 in the hall", "en", None),
        ("© 2019 Harbour, since 3 May 2001", "en", None),
        ("Updated 10.20.2025", "en", None),
        ("Published 31/02/2025", "en", None),
        ("Publié le 00/00/2025", "fr", None),
        ("Publié le 19/03/2026 à 25h05", "fr", None),
        ("Jan 5", "en", None),
        ("5 minutes", "en", None),
        ("", None, None),
    ],
)
def test_a_line_beside_a_headline(line: str, language: str | None, expected: str | None) -> None:
    dated = date_in_line(line, language)
    assert (dated.at.astimezone(UTC).isoformat()[:16] if dated else None) == expected


def test_the_feed_makes_a_day_exact_and_gives_a_naive_time_its_offset() -> None:
    feed = datetime(2026, 3, 10, 7, 30, 20, tzinfo=UTC)
    for text in ("2026-03-10", "2026-03-10T08:30:00"):
        assert published([date_of(text)], [""], NOW, feed, lambda: None)[0] == feed
    assert published([date_of("2026-03-10T08:30:00Z")], [""], NOW, feed, lambda: None)[0] == datetime(
        2026, 3, 10, 8, 30, tzinfo=UTC
    )


def test_dates_that_can_not_be_are_passed_over() -> None:
    future, epoch = date_of("2099-01-01"), date_of("1970-01-01")
    assert published([future, epoch, date_of("2026-03-10")], [""], NOW, None, lambda: None) == (
        datetime(2026, 3, 10, tzinfo=UTC),
        ("future-date",),
    )
    assert published([], [""], NOW, NOW + timedelta(days=400), lambda: None) == (None, ("future-date",))


def test_dates_of_plain_texts() -> None:
    cue = date_in_text("It began on 3 March 2020. \nPosted on April 4, 2024 by X")
    first = date_in_text("Since 3 March 2020 nothing happened")
    assert cue is not None
    assert cue.at.date().isoformat() == "2024-04-04"
    assert first is not None
    assert first.at.date().isoformat() == "2020-03-03"
    assert date_in_text("no date " * 400 + "3 March 2020") is None
    assert date_in_text("Updated 10.20.2025 by the desk") is None


def test_dates_of_file_names() -> None:
    day, month = date_in_name("2024-04-10-a-title.txt"), date_in_name("2024-04_a-title.txt")
    assert day[0] is not None
    assert (day[0].at.date().isoformat(), day[1]) == ("2024-04-10", False)
    assert month[0] is not None
    assert (month[0].at.date().isoformat(), month[1]) == ("2024-04-01", True)
    for name in ("a-2024-04-10.txt", "2024-13-10.txt", "2024-02-30.txt", "20240", ""):
        assert date_in_name(name) == (None, False)
