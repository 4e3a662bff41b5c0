"""Articles to measure with: made from the sentences of `examples/`, the same at every run."""

from __future__ import annotations

import random
import re
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STOPS = {"ja": "。", "en": ". "}
WORDS = {
    "ja": ("要点", "まとめ", "参考文献", "この記事は生成AIを使って作成し、編集部が確認しました。"),
    "en": (
        "Key points",
        "Summary",
        "References",
        "This article was written with the help of AI and reviewed by our editors.",
    ),
}

CLOSINGS = {
    "ja": "港北市の電気バスは順調に走り始めましたが、充電器と人手の確保がこれからの課題です。",
    "en": "The first weeks went well, and chargers and trained staff will decide what comes next.",
}
COMPARISON = re.compile("例える|同じように|Think of|In the same way")


def halves(first: str, second: str) -> str:
    """A sentence that stands nowhere else: the first half of one, the second half of another."""
    return (first[: len(first) // 2] + second[len(second) // 2 :]).strip()


def sentences(language: str) -> list[str]:
    """The sentences of an example article, without its lists and headings."""
    stop = STOPS[language]
    lines = (EXAMPLES / f"digest-{language}.txt").read_text(encoding="utf-8").splitlines()
    prose = [line for line in lines if len(line) > 60 and not line.startswith(("- ", "*"))]
    return [part + stop for line in prose for part in line.split(stop) if len(part) > 10]


def article(language: str, size: int, seed: int) -> str:
    """A Markdown article of about `size` bytes: one comparison, one sentence in eight cites."""
    pick = random.Random(seed)
    cited = [text for text in sentences(language) if not COMPARISON.search(text)]
    compared = [text for text in sentences(language) if COMPARISON.search(text)]
    pool = [re.sub(r" ?\[\d\]", "", sentence) for sentence in cited] * 3 + cited
    _, closing, references, disclosure = WORDS[language]
    parts = ["\n".join(f"- {n}: {halves(pick.choice(pool), pick.choice(pool))}" for n in range(3))]
    written = 0
    while written < size:
        chunk = [f"## {pick.choice(pool)[:24].strip()}"]
        chunk.extend(
            "".join(pick.choice(pool) for _ in range(pick.randint(2, 5))).strip()
            for _ in range(pick.randint(2, 4))
        )
        if pick.random() < 0.3:
            chunk.append(
                "\n".join(f"- **{pick.choice(pool)[:8]}** {pick.choice(pool)}" for _ in range(4))
            )
        if pick.random() < 0.1:
            chunk.append(
                "| a | b |\n|---|---|\n"
                + "\n".join(f"| {n} | {pick.choice(pool)} |" for n in range(4))
            )
        parts.extend(chunk)
        written += sum(len(part.encode()) for part in chunk)
    parts.extend(["".join(compared).strip(), f"## {closing}", CLOSINGS[language]])
    parts.append(f"## {references}")
    parts.append(
        "- [1] Example, 4 November 2026, https://a.example/a\n- [2] Example, 5 November 2026, https://b.example/b"
    )
    parts.append(disclosure)
    return "\n\n".join(parts) + "\n"


def articles(total: int) -> list[str]:
    """Articles of 3 to 12 kB in both languages, `total` bytes of them."""
    made: list[str] = []
    written = 0
    while written < total:
        number = len(made)
        made.append(article(("ja", "en")[number % 2], 3_000 + number * 1_117 % 9_000, number))
        written += len(made[-1].encode())
    return made
