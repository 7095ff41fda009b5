"""`eval` scores rows and writes what was asked for, and nothing over what somebody else wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from newswatch.cli.measuring import measured
from newswatch.cli.opening import laid_over
from newswatch.cli.row_files import write_rows
from newswatch.errors import NewswatchError
from newswatch.settings import Settings

_ROWS = [
    {
        "id": f"r{n}",
        "title": title,
        "summary": None,
        "source": "The Gazette",
        "date": "2026-03-02",
        "lang": "en",
        "label": "ai_investment",
    }
    for n, title in enumerate(
        [
            "Nvidia invests $2 billion in Mistral",
            "Mistral gets $2 billion from Nvidia",
            "Apple buys Lumera AI",
        ]
    )
]
_GROUPS = [{"id": "g1", "type": "same_event", "items": ["r0", "r1"]}]


def _lines(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_what_was_asked_for_is_written_and_written_anew(tmp_path: Path) -> None:
    rows, told = _lines(tmp_path / "rows.jsonl", _ROWS), tmp_path / "told.jsonl"
    foretold, groups = tmp_path / "foretold.jsonl", _lines(tmp_path / "groups.jsonl", _GROUPS)
    for _ in range(2):
        scores = measured(Settings(), rows, foretold, told, groups)["scores"]
        assert scores["stories"]["pairs"] == 1
        assert [json.loads(line)["id"] for line in told.read_text(encoding="utf-8").splitlines()] == [
            "r0",
            "r1",
            "r2",
        ]
        assert len(foretold.read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize("option", ["predictions", "clusters"])
@pytest.mark.parametrize("there", ["groups", "rows", "text"])
def test_what_somebody_else_wrote_is_kept(tmp_path: Path, option: str, there: str) -> None:
    rows = _lines(tmp_path / "rows.jsonl", _ROWS)
    kept = {"groups": _lines(tmp_path / "groups.jsonl", _GROUPS), "rows": rows}.get(there)
    if kept is None:
        kept = tmp_path / "notes.txt"
        kept.write_text("to do\n", encoding="utf-8")
    before = kept.read_bytes()
    files = {"predictions": None, "clusters": None, option: kept}
    with pytest.raises(NewswatchError, match=r"it would be lost.*--stories"):
        measured(Settings(), rows, files["predictions"], files["clusters"], None)
    assert kept.read_bytes() == before


def test_what_can_not_be_written_or_is_no_group_is_told_in_one_line(tmp_path: Path) -> None:
    rows, folder = _lines(tmp_path / "rows.jsonl", _ROWS), tmp_path / "told.jsonl"
    with pytest.raises(
        NewswatchError, match=r"gone/told\.jsonl can't be written: there is no folder .*gone$"
    ):
        measured(Settings(), rows, tmp_path / "gone" / "told.jsonl", None, None)
    with pytest.raises(NewswatchError, match=r"^/dev/full can't be written: No space left on device$"):
        write_rows(Path("/dev/full"), [{"id": 1}])
    (tmp_path / "groups.jsonl").write_text('{"type": "near_miss", "items": []}\nto do\n', encoding="utf-8")
    with pytest.raises(NewswatchError, match=r"groups\.jsonl:2: no JSON"):
        measured(Settings(), rows, None, None, tmp_path / "groups.jsonl")
    (tmp_path / "no-text.jsonl").write_bytes(b"\xf8\xff")
    with pytest.raises(NewswatchError, match=r"no-text\.jsonl can't be read: it is no UTF-8 text$"):
        measured(Settings(), tmp_path / "no-text.jsonl", None, None, None)
    folder.mkdir()
    with pytest.raises(NewswatchError, match="it would be lost"):
        measured(Settings(), rows, folder, None, None)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"label": "ai_invesment"}, "rows.jsonl:1: 'ai_invesment' is no label, and would count as none"),
        ({"label": ["none"]}, "rows.jsonl:1: 'none' is no label, and would count as none: a list may have"),
        ({"labels": "launch"}, "rows.jsonl:1: 'launch' is no label"),
        ({"deal": "Nvidia buys it"}, "rows.jsonl:1: `deal` is an object with investors, target"),
        ({"deal": {"investors": "Nvidia"}}, r"rows.jsonl:1: `deal\.investors` is a list of names, or null"),
        ({"deal": {"investors": [None]}}, r"rows.jsonl:1: `deal\.investors` is a list of names, or null"),
        ({"deal": {"amount_value": "3 bn"}}, r"rows.jsonl:1: `deal\.amount_value` is a number, or null"),
        ({"launch": {"product": ["Orbit"]}}, r"rows.jsonl:1: `launch\.product` is a text, or null"),
    ],
)
def test_a_slip_in_a_row_is_told_and_not_counted(
    tmp_path: Path, row: Mapping[str, object], told: str
) -> None:
    rows = _lines(tmp_path / "rows.jsonl", [{"id": "r0", "title": "Kestora opens an office", **row}])
    with pytest.raises(NewswatchError, match=told):
        measured(Settings(), rows, None, None, None)


def test_facts_that_a_row_leaves_out_are_not_scored(tmp_path: Path) -> None:
    title = "Nvidia buys AI startup Quillon for $300 million"
    told = {"id": "r0", "title": title, "label": "ai_investment", "lang": "en"}
    of_all = {"investors": ["Nvidia"], "target": "Quillon", "amount_value": 3e8, "amount_currency": "USD"}
    for deal, scored in (
        ({}, set()),
        ({"target": "Quillon"}, {"deal target"}),
        (of_all, {"deal investors F1"}),
    ):
        rows = _lines(tmp_path / "rows.jsonl", [{**told, "deal": {"stage": None, **deal}}])
        facts = measured(Settings(), rows, None, None, None)["scores"]["detection"]["facts"]
        counts = {one["name"]: one["of"] for one in facts}
        assert {name for name, of in counts.items() if of} >= scored
        assert not counts["deal status"] + counts["deal without valuation"]
        assert bool(deal) or not any(counts.values())
    launch = {
        "id": "r1",
        "title": "OpenAI launches GPT-9",
        "label": "competitor_launch",
        "launch": {"product": "GPT-9"},
    }
    measured(Settings(), _lines(tmp_path / "rows.jsonl", [launch]), None, None, None)


@pytest.mark.parametrize("group", [{"id": "r0", "story": "a"}, {"type": "near_miss", "items": "r0"}])
def test_groups_that_are_none_are_told_with_their_line(tmp_path: Path, group: Mapping[str, object]) -> None:
    rows, groups = _lines(tmp_path / "rows.jsonl", _ROWS), _lines(tmp_path / "groups.jsonl", [group])
    with pytest.raises(NewswatchError, match=r"groups\.jsonl:1: labelled groups have `type`"):
        measured(Settings(), rows, None, None, groups)


def test_nothing_to_score_is_told(tmp_path: Path) -> None:
    (tmp_path / "rows.json").write_text('{"id": "r0", "title": "x"}', encoding="utf-8")
    with pytest.raises(NewswatchError, match="has no row"):
        measured(Settings(), tmp_path, None, None, None)


def test_one_file_is_not_written_twice(tmp_path: Path) -> None:
    rows, both = _lines(tmp_path / "rows.jsonl", _ROWS), tmp_path / "both.jsonl"
    with pytest.raises(NewswatchError, match="give each its own file"):
        measured(Settings(), rows, both, both, None)


def test_a_folder_without_rules_is_none_to_compare_with(tmp_path: Path) -> None:
    rows = _lines(tmp_path / "rows.jsonl", _ROWS)
    (tmp_path / "mine" / "rules").mkdir(parents=True)
    (tmp_path / "mine" / "rules" / "a.yml").write_text("companies: []\n", encoding="utf-8")
    with pytest.raises(
        NewswatchError, match=r"mine holds no rule file, NAME.yml: did you mean .*mine/rules\?"
    ):
        measured(Settings(), rows, None, None, None, tmp_path / "mine")


def test_a_folder_of_common_words_alone_is_one_of_rules(tmp_path: Path) -> None:
    (tmp_path / "common-words.txt").write_text("kestrel\n", encoding="utf-8")
    assert laid_over(Settings(), tmp_path)[1] == tmp_path


def test_a_folder_of_outlets_alone_is_none(tmp_path: Path) -> None:
    (tmp_path / "outlets.yml").write_text("outlets: []\n", encoding="utf-8")
    with pytest.raises(NewswatchError, match="holds no rule file"):
        laid_over(Settings(), tmp_path)


def test_a_folder_with_labelled_groups_is_one_of_rows(tmp_path: Path) -> None:
    _lines(tmp_path / "rows.jsonl", _ROWS)
    groups = _lines(tmp_path / "stories.jsonl", _GROUPS)
    scores = measured(Settings(), tmp_path, None, None, groups)["scores"]
    assert (scores["rows"], scores["stories"]["pairs"]) == (3, 1)


def test_rows_with_one_id_are_scored_each_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    silent = {**_ROWS[0], "title": "Kestora opens an office", "label": "none"}
    rows = _lines(tmp_path / "rows.jsonl", [silent, _ROWS[0], _ROWS[1]])
    counts = measured(Settings(), rows, None, None, None)["scores"]["detection"]["counts"]
    assert [(one["hit"], one["false"], one["missed"]) for one in counts[:1]] == [(2, 0, 0)]
    assert capsys.readouterr().err == "2 rows have the id 'r0': each is scored, give each its own\n"


def test_a_diff_tells_each_row_by_itself(tmp_path: Path) -> None:
    rows = _lines(tmp_path / "rows.jsonl", [{**row, "id": "r0"} for row in _ROWS])
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.yml").write_text("companies:\n  - {id: apple, disable: true}\n", encoding="utf-8")
    report = measured(Settings(), rows, None, None, None, tmp_path / "mine")
    assert [flip["title"] for flip in report["scores"]["flips"]] == ["Apple buys Lumera AI"]
    assert f"1 rows flip (by the rules in force | by those in {tmp_path / 'mine'})" in "\n".join(
        report["lines"]
    )


@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_a_row_is_a_line_whatever_signs_are_in_it(tmp_path: Path, mark: str) -> None:
    row = {**_ROWS[0], "title": "Nvidia invests\u2028$2 billion\x85in Mistral"}
    text = mark + json.dumps(row, ensure_ascii=False) + "\r\n"
    (tmp_path / "rows.jsonl").write_text(text, encoding="utf-8", newline="")
    assert measured(Settings(), tmp_path / "rows.jsonl", None, None, None)["scores"]["rows"] == 1


def test_rows_without_a_label_are_said_to_be_so(tmp_path: Path) -> None:
    rows = _lines(tmp_path / "rows.jsonl", [{"id": "a", "title": "Nvidia invests $2 billion in Mistral"}])
    lines = measured(Settings(), rows, None, None, None)["lines"]
    assert lines[0].startswith("1 rows, none of them labelled")
