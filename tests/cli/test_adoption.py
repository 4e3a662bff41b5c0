"""Coming to a repository that has articles: baselines, changed lines, comments that silence."""

from __future__ import annotations

import json
import subprocess

import pytest
from house import House

WHOLE = '''
from bylint import Rule
from bylint.text import Span

class HouseEnd(Rule, name="house-end", category="house", severity="error", whole=True):
    """An article says END."""

    messages = {"none": "END is missing."}

    def check(self, document):
        if "END" not in document.text:
            yield self.finding(Span(0, min(1, len(document.text))), "none")
'''
BASELINE = ".bylint-baseline.json"


@pytest.fixture
def house(house: House) -> House:
    """A house with a rule about whole articles, off unless it is selected."""
    house.write("whole.py", WHOLE)
    house.write(
        ".bylint.yaml",
        "plugins: [./house.py, ./whole.py]\nextends: base.yaml\n",
    )
    house.write("base.yaml", "rules: {disclosure: off, summary: off, house-end: off}\n")
    return house


def git(house: House, *arguments: str, folder: str = ".") -> None:
    who = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
    subprocess.run(
        ["git", *who, "-c", "commit.gpgsign=false", *arguments],
        cwd=house.folder / folder,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(house: House) -> House:
    """A house with an article that is committed on the branch main."""
    git(house, "init", "--quiet", "--initial-branch", "main")
    house.write("円 安.md", "一つ目TODO。\n\n二つ目TODO。END\n")
    house.write("keep.md", "TODO END\n")
    git(house, "add", ".")
    git(house, "commit", "--quiet", "--message", "first")
    git(house, "checkout", "--quiet", "-b", "work")
    return house


def found(house: House, *arguments: str) -> list[tuple[str, int, str]]:
    said = json.loads(house.check(*arguments, "--output-format", "json").out)["diagnostics"]
    return [(item["path"], item["start"]["line"], item["rule"]) for item in said]


# --since


def test_since_reports_changed_lines_only(repository: House) -> None:
    repository.write("円 安.md", "新しいTODO。\r\n\n一つ目TODO。\n\n二つ目TODO。END\n")
    assert found(repository, ".", "--since", "main") == [("円 安.md", 1, "house-todo")]
    ran = repository.check(".", "--since", "main", "--quiet")
    assert (ran.code, ran.lines[0]) == (
        1,
        "円 安.md:1:4: error house-todo TODO is left in the article.",
    )


def test_since_counts_what_is_committed_on_the_branch_and_not_what_others_did(
    repository: House,
) -> None:
    repository.write("円 安.md", "一つ目TODO。\n\n二つ目TODO。END\n\n三つ目TODO。\n")
    git(repository, "commit", "--quiet", "--all", "--message", "work")
    git(repository, "checkout", "--quiet", "main")
    repository.write("keep.md", "x TODO END\n")
    git(repository, "commit", "--quiet", "--all", "--message", "others")
    git(repository, "checkout", "--quiet", "work")
    assert found(repository, ".", "--since", "main") == [("円 安.md", 5, "house-todo")]
    assert found(repository, ".", "--since", "HEAD") == []


def test_since_takes_all_of_a_file_that_git_does_not_know(repository: House) -> None:
    repository.write("𠮷野家😀.md", "TODO\n\nTODO END\n")
    assert found(repository, ".", "--since", "HEAD") == [
        ("𠮷野家😀.md", 1, "house-todo"),
        ("𠮷野家😀.md", 3, "house-todo"),
    ]


def test_since_follows_a_renamed_file(repository: House) -> None:
    text = "".join(f"{number} 行目TODO。\n\n" for number in range(9)) + "END\n"
    repository.write("long.md", text)
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "long")
    git(repository, "mv", "long.md", 'また "別"\\.md')
    assert found(repository, ".", "--since", "HEAD") == []
    repository.write('また "別"\\.md', text.replace("4 行目", "四行目"))
    assert found(repository, ".", "--since", "HEAD") == [('また "別"\\.md', 9, "house-todo")]


def test_since_judges_whole_articles_wherever_they_changed(repository: House) -> None:
    repository.write("円 安.md", "一つ目TODO。\n\n二つ目TODO。\n")
    repository.write("keep.md", "TODO END\n")
    chosen = ("--select", "house-end,house-todo")
    assert found(repository, ".", "--since", "main", *chosen) == [
        ("円 安.md", 1, "house-end"),
        ("円 安.md", 3, "house-todo"),
    ]


def test_since_is_told_where_lines_were_only_taken_out(repository: House) -> None:
    repository.write("円 安.md", "一つ目TODO。\n\n")
    assert found(repository, ".", "--since", "main", "--select", "house") == []
    assert found(repository, ".", "--since", "main", "--select", "house-end") == [
        ("円 安.md", 1, "house-end")
    ]


def test_since_with_lines_that_look_like_a_diff(repository: House) -> None:
    repository.write(
        "円 安.md", "一つ目TODO。\n++ b/keep.md\n@@ -1 +1 @@ TODO\n\n二つ目TODO。END\n"
    )
    assert found(repository, ".", "--since", "main") == [("円 安.md", 3, "house-todo")]


def test_since_starts_no_program_of_the_repository(repository: House) -> None:
    for key in ("filter.x.clean", "filter.x.process", "diff.external", "diff.x.textconv"):
        git(repository, "config", key, f"touch {repository.folder / 'ran'}; cat")
    git(repository, "config", "filter.x.required", "true")
    repository.write(".gitattributes", "*.md filter=x diff=x\n")
    repository.write("円 安.md", "一つ目TODO。\n\n二つ目TODO。END\nTODO\n")
    assert found(repository, "円 安.md", "--since", "HEAD") == [("円 安.md", 4, "house-todo")]
    assert not (repository.folder / "ran").exists()


def test_since_where_nothing_changed(repository: House) -> None:
    ran = repository.check(".", "--since", "main")
    assert (ran.code, ran.out) == (0, "0 problems in 0 files\n")
    assert ran.err == "bylint: Nothing to check: no article changed since main.\n"


@pytest.mark.parametrize("ref", ["nope", "--output=x", "HEAD~99", "記事"])
def test_since_an_unknown_commit(repository: House, ref: str) -> None:
    ran = repository.check(".", f"--since={ref}")
    assert (ran.code, ran.lines[0]) == (
        2,
        f"<arguments>:1:1: error config What changed since {ref} cannot be told:"
        " there is no such commit.",
    )
    assert not (repository.folder / "x").exists()
    said = json.loads(repository.check(".", f"--since={ref}", "--output-format", "json").out)
    assert [item["rule"] for item in said["diagnostics"]] == ["config"]


def test_since_outside_of_git(house: House) -> None:
    house.write("a.md", "TODO\n")
    ran = house.check("a.md", "--since", "main", GIT_CEILING_DIRECTORIES="/")
    assert ran.code == 2
    assert ran.lines[0] == (
        "<arguments>:1:1: error config What changed since main cannot be told:"
        f" {house.folder / 'a.md'} lies in no git repository."
    )


def test_since_in_a_shallow_clone(repository: House) -> None:
    repository.write("円 安.md", "TODO END\n")
    git(repository, "commit", "--quiet", "--all", "--message", "second")
    url = repository.folder.as_uri()
    git(repository, "clone", "--quiet", "--depth", "1", url, "clone")
    clone = House(repository.folder / "clone", repository.cache)
    ran = clone.check(".", "--since", "HEAD~1")
    assert ran.code == 2
    assert ran.lines[0].endswith(
        "there is no such commit; the clone is shallow:"
        " `git fetch --unshallow` brings the commits it lacks."
    )


ECHO = '''
from bylint import Rule
from bylint.text import Span

class HouseEcho(Rule, name="house-echo", category="house", severity="error"):
    """The first letter is wrong where ECHO stands anywhere."""

    messages = {"none": "ECHO."}

    def check(self, document):
        if "ECHO" in document.text:
            yield self.finding(Span(0, 1), "none")
'''


def test_since_reports_what_a_change_causes_on_other_lines(repository: House) -> None:
    repository.write("echo.py", ECHO)
    repository.write(".bylint.yaml", "plugins: [./house.py, ./echo.py]\nextends: base.yaml\n")
    repository.write("base.yaml", "rules: {disclosure: off, summary: off}\n")
    repository.write("円 安.md", "一つ目TODO。\n\n二つ目TODO。END\nECHO😀\n")
    repository.write("keep.md", "TODO END\n")
    assert found(repository, ".", "--since", "main") == [("円 安.md", 1, "house-echo")]
    git(repository, "commit", "--quiet", "--all", "--message", "echo")
    git(repository, "mv", "円 安.md", "円高.md")
    repository.write("円高.md", "一つ目TODO。\n\n二つ目TODO。END\nECHO😀\nTODO\n")
    assert found(repository, ".", "--since", "HEAD") == [("円高.md", 5, "house-todo")]


NEWER = "新しいTODO。\n\n一つ目TODO。\n\n二つ目TODO。END\n"
MENDED = "新しい。\n\n一つ目TODO。\n\n二つ目TODO。END\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_since_with_fix_mends_what_is_new(repository: House, end: str) -> None:
    repository.write("円 安.md", NEWER.replace("\n", end))
    if end == "\n":
        shown = repository.check(".", "--since", "main", "--diff")
        assert [line for line in shown.lines if line[0] in "+-"][2:] == [
            "-新しいTODO。",
            "+新しい。",
        ]
    ran = repository.check(".", "--since", "main", "--fix")
    if end == "\n":
        assert (ran.code, ran.out) == (0, "1 problem was mended\n0 problems in 1 file\n")
        assert (repository.folder / "円 安.md").read_bytes() == MENDED.encode()
    else:
        assert (repository.folder / "円 安.md").read_bytes().count(b"TODO") == 0


def test_since_with_standard_input(repository: House) -> None:
    chosen = ("-", "--stdin-filename", "円 安.md", "--since", "main", "--output-format", "json")
    ran = repository.check(*chosen, stdin=NEWER.encode())
    said = json.loads(ran.out)["diagnostics"]
    assert [(item["path"], item["start"]["line"]) for item in said] == [("円 安.md", 1)]
    ran = repository.check(*chosen[:-2], "--fix", stdin=NEWER.encode())
    assert (ran.code, ran.out) == (0, MENDED)
    ran = repository.check("-", "--stdin-filename", "new.md", *chosen[3:], stdin=b"TODO\n")
    assert len(json.loads(ran.out)["diagnostics"]) == 1
    git(repository, "mv", "円 安.md", "円高.md")
    ran = repository.check("-", "--stdin-filename", "円高.md", *chosen[3:], stdin=NEWER.encode())
    assert [item["start"]["line"] for item in json.loads(ran.out)["diagnostics"]] == [1, 3, 5]


def test_since_with_standard_input_outside_of_git(house: House) -> None:
    ran = house.check("-", "--since", "main", stdin=b"TODO\n", GIT_CEILING_DIRECTORIES="/")
    assert ran.code == 2
    assert ran.lines[0].endswith("lies in no git repository.")


# Baselines


def write_baseline(house: House, *arguments: str) -> tuple[int, str]:
    ran = house.run("baseline", *arguments)
    assert ran.err == ""
    return ran.code, ran.out


def test_baseline_holds_what_is_there_and_survives_moved_lines(house: House) -> None:
    house.write("記事/円 安.md", "一つ目TODO。\n\n二つ目TODO。\n")
    assert write_baseline(house) == (
        0,
        f"wrote {BASELINE}: 2 problems in 1 article; now say: bylint check --baseline {BASELINE}\n",
    )
    kept = json.loads((house.folder / BASELINE).read_bytes())
    assert kept["version"] == 1
    assert list(kept["articles"]["記事/円 安.md"]) == ["house-todo"]
    ran = house.check(".", "--baseline", BASELINE)
    assert (ran.code, ran.out) == (0, "0 problems in 1 file\n")
    assert ran.err == f"bylint: 2 problems not shown: {BASELINE} has them.\n"
    house.write(
        "記事/円 安.md", "前書き。\r\n\r\n二つ目TODO。\r\n三つ目TODO。\r\n\r\n一つ目TODO。\r\n"
    )
    assert found(house, ".", "--baseline", BASELINE) == [("記事/円 安.md", 4, "house-todo")]


def test_baseline_holds_as_many_as_there_were(house: House) -> None:
    house.write("a.md", "TODO\n\nTODO\n")
    write_baseline(house)
    house.write("a.md", "TODO\n\nTODO\n\nTODO\n")
    assert found(house, ".", "--baseline", BASELINE) == [("a.md", 5, "house-todo")]


def test_baseline_may_only_shrink(house: House) -> None:
    house.write("a.md", "一TODO\n\n二TODO\n")
    write_baseline(house)
    before = (house.folder / BASELINE).read_bytes()
    house.write("a.md", "一TODO\n\n二TODO\n\n三TODO MAYBE\n")
    assert write_baseline(house) == (
        1,
        f"house-hint: 1 found, 0 in {BASELINE}\n"
        f"house-todo: 3 found, 2 in {BASELINE}\n"
        f"Mend what is new (bylint check --baseline {BASELINE}), or say --force.\n",
    )
    assert (house.folder / BASELINE).read_bytes() == before
    house.write("a.md", "三TODO\n")
    assert write_baseline(house)[0] == 0
    assert found(house, ".", "--baseline", BASELINE) == []
    house.write("a.md", "三TODO\n\n四TODO\n")
    assert write_baseline(house, "--force")[0] == 0
    assert found(house, ".", "--baseline", BASELINE) == []


def test_prune_takes_out_and_adds_nothing(house: House) -> None:
    house.write("a.md", "一TODO\n\n二TODO\n")
    house.write("gone.md", "TODO\n")
    write_baseline(house)
    (house.folder / "gone.md").unlink()
    house.write("a.md", "二TODO\n\n三TODO\n")
    ran = house.check(".", "--baseline", BASELINE, "--select", "house")
    assert "can no longer" not in ran.err
    ran = house.run("check", "a.md", "--baseline", BASELINE)
    assert ran.err.splitlines()[1] == (
        f"bylint: 1 problem in {BASELINE} can no longer be found: say bylint baseline --prune."
    )
    assert write_baseline(house, "--prune")[1].startswith(
        f"wrote {BASELINE}: 1 problem in 1 article;"
    )
    assert found(house, ".", "--baseline", BASELINE) == [("a.md", 3, "house-todo")]
    assert write_baseline(house, "--prune")[1].startswith(f"{BASELINE} is as it was")


def test_baseline_follows_renamed_articles(house: House) -> None:
    house.write("古い.md", "一つ目TODO。\n\n二つ目TODO。\n")
    house.write("edited.md", "港TODO😀\n\n船TODO𠮷\n")
    house.write("other.md", "MAYBE\n")
    write_baseline(house)
    (house.folder / "新").mkdir()
    (house.folder / "古い.md").rename(house.folder / "新/しい.md")
    (house.folder / "edited.md").unlink()
    house.write("again.md", "港TODO😀\n\n岸TODO\n")
    assert found(house, ".", "--baseline", BASELINE) == [("again.md", 3, "house-todo")]
    assert write_baseline(house, "--prune") == (
        0,
        f"wrote {BASELINE}: 4 problems in 3 articles;"
        f" now say: bylint check --baseline {BASELINE}\n",
    )
    kept = json.loads((house.folder / BASELINE).read_bytes())
    assert list(kept["articles"]) == ["again.md", "other.md", "新/しい.md"]
    assert list(kept["texts"]) == ["again.md", "other.md", "新/しい.md"]
    assert found(house, ".", "--baseline", BASELINE) == [("again.md", 3, "house-todo")]


def test_baseline_takes_no_new_article_for_one_that_is_gone(house: House) -> None:
    house.write("a.md", "一つ目TODO。\n")
    house.write("b.md", "TODO END\n")
    house.write(".bylint.yaml", "plugins: [./house.py, ./whole.py]\nextends: base.yaml\n")
    house.write("base.yaml", "rules: {disclosure: off, summary: off}\n")
    write_baseline(house)
    (house.folder / "a.md").unlink()
    house.write("c.md", "別のTODO。\n")
    house.write("d.md", "TODO END\n")
    assert found(house, ".", "--baseline", BASELINE) == [
        ("c.md", 1, "house-end"),
        ("c.md", 1, "house-todo"),
        ("d.md", 1, "house-todo"),
    ]


def test_baseline_that_knows_no_texts(house: House) -> None:
    house.write("a.md", "TODO\n")
    write_baseline(house)
    kept = json.loads((house.folder / BASELINE).read_bytes())
    del kept["texts"]
    house.write(BASELINE, json.dumps(kept))
    (house.folder / "a.md").rename(house.folder / "b.md")
    assert found(house, ".", "--baseline", BASELINE) == []


def test_prune_without_a_baseline(house: House) -> None:
    house.write("a.md", "TODO\n")
    ran = house.run("baseline", "--prune")
    assert (ran.code, ran.err) == (2, f"bylint: there is no {BASELINE} to prune\n")


def test_baseline_of_some_articles_keeps_the_others(house: House) -> None:
    house.write("a.md", "TODO\n")
    house.write("b/c.md", "TODO\n")
    write_baseline(house)
    house.write("a.md", "fine\n")
    write_baseline(house, "a.md")
    assert found(house, ".", "--baseline", BASELINE) == []
    nested = House(house.folder / "b", house.cache)
    assert found(nested, "c.md", "--baseline", f"../{BASELINE}") == []


def test_nothing_is_written_where_work_was_not_done(house: House) -> None:
    house.write("a.md", "CRASH TODO\n")
    ran = house.run("baseline")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == (
        "bylint: nothing was written: some of the work could not be done"
    )
    assert not (house.folder / BASELINE).exists()


DAMAGED = [
    ("{", "JSONDecodeError"),
    ("[]", "it is no baseline"),
    ('{"version": 1}', "it is damaged"),
    ('{"version": 1, "articles": {"a.md": 3}}', "it is damaged"),
    ('{"version": 1, "articles": {"a.md": {"x": {"y": "z"}}}}', "it is damaged"),
    ("[" * 100_000, "RecursionError"),
    ("\0", "JSONDecodeError"),
]


@pytest.mark.parametrize(("text", "why"), DAMAGED)
def test_damaged_baseline(house: House, text: str, why: str) -> None:
    house.write("a.md", "TODO\n")
    house.write(BASELINE, text)
    ran = house.check("a.md", "--baseline", BASELINE)
    assert ran.code == 2
    assert ran.lines[0].startswith(
        f"{BASELINE}:1:1: error config The baseline cannot be read: {why}"
    )
    ran = house.run("baseline")
    assert (ran.code, ran.out) == (2, "")
    assert (house.folder / BASELINE).read_text(encoding="utf-8") == text
    assert write_baseline(house, "--force")[0] == 0


def test_baseline_of_another_version(house: House) -> None:
    house.write("a.md", "TODO\n")
    house.write(BASELINE, '{"version": 2, "findings": []}')
    ran = house.check("a.md", "--baseline", BASELINE)
    assert (ran.code, ran.lines[:2]) == (
        2,
        [
            f"{BASELINE}:1:1: error config The baseline is of version 2; this bylint reads"
            " version 1.",
            "       hint: Update bylint, or write it again: bylint baseline --force.",
        ],
    )


def test_baseline_that_is_not_there(house: House) -> None:
    house.write("a.md", "TODO\n")
    ran = house.check("a.md", "--baseline", "no.json")
    assert ran.code == 2
    assert ran.lines[0] == (
        "no.json:1:1: error config The baseline cannot be read: No such file or directory."
    )


def test_fix_leaves_alone_what_the_baseline_has(house: House) -> None:
    article = house.write("a.md", "一TODO\n")
    write_baseline(house)
    house.write("a.md", "一TODO\n\n二TODO\n")
    assert house.check("a.md", "--baseline", BASELINE, "--fix").code == 0
    assert article.read_text(encoding="utf-8") == "一TODO\n\n二\n"


# Comments


def test_suppressions_are_added(house: House) -> None:
    article = house.write("円 安.md", "\ufeff# 題TODO\r\n\r\n一つ目TODO、MAYBE。  \r\n次の行。\r\n")
    ran = house.check(".", "--select", "house", "--add-suppressions")
    assert (ran.code, ran.out) == (0, "0 problems in 1 file\n")
    assert ran.err == "bylint: Comments in 1 of the files now silence 3 of the problems.\n"
    assert article.read_bytes().decode() == (
        "\ufeff# 題TODO <!-- bylint-disable-line house-todo -->\r\n\r\n"
        "一つ目TODO、MAYBE。 <!-- bylint-disable-line house-hint, house-todo -->  \r\n次の行。\r\n"
    )
    assert house.check(".", "--select", "house", "--add-suppressions").code == 0


@pytest.mark.parametrize("end", ["", "\n"])
def test_suppressions_for_whole_articles_stand_at_the_end(house: House, end: str) -> None:
    article = house.write("a.txt", f"一つ目。{end}")
    assert house.check(".", "--select", "house-end", "--add-suppressions").code == 0
    assert article.read_text(encoding="utf-8") == (
        "一つ目。\n\n<!-- bylint-disable-file house-end -->\n"
    )


def test_suppressions_where_no_comment_can_stand_on_the_line(house: House) -> None:
    article = house.write("a.md", "一TODO\n\n```\nTODO\n```\n")
    assert house.check("a.md", "--add-suppressions").code == 0
    assert article.read_text(encoding="utf-8") == (
        "一TODO\n\n```\nTODO\n```\n\n<!-- bylint-disable-file house-todo -->\n"
    )


def test_an_article_in_which_no_comment_helps_stays_as_it_is(house: House) -> None:
    article = house.write("a.md", "一\n\n```\nTODO\n")
    ran = house.check("a.md", "--add-suppressions")
    assert ran.code == 1
    assert ran.err == "bylint: Comments in 0 of the files now silence 0 of the problems.\n"
    assert article.read_text(encoding="utf-8") == "一\n\n```\nTODO\n"


def test_suppressions_of_what_is_new_only(house: House) -> None:
    article = house.write("a.md", "一TODO\n")
    write_baseline(house)
    house.write("a.md", "一TODO\n\n二TODO\n")
    assert house.check("a.md", "--baseline", BASELINE, "--add-suppressions").code == 0
    assert article.read_text(encoding="utf-8") == (
        "一TODO\n\n二TODO <!-- bylint-disable-line house-todo -->\n"
    )


@pytest.mark.parametrize("other", ["--fix", "--diff", "-"])
def test_suppressions_go_alone(house: House, other: str) -> None:
    ran = house.check(other, "--add-suppressions")
    assert (ran.code, ran.out) == (2, "")
    assert "--add-suppressions goes with neither" in ran.err
