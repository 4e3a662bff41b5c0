"""Which commits say that an AI had a hand in them, and who that was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from bylint.article.history import Commit
from bylint.records import NamedTuple

TRAILERS = ("co-authored-by", "assisted-by", "generated-by", "ai-assisted-by")
"""Trailers that name who helped.

Co-authored-by is what GitHub shows; the Linux kernel asks for Assisted-by
(Documentation/process/coding-assistants.rst), the Apache Software Foundation for Generated-by
(its guidance on generative tooling). Looked up in November 2026.
"""

TOOLS = (
    "noreply@anthropic.com",
    "*claude[[]bot]@users.noreply.github.com",
    "copilot@github.com",
    "*copilot@users.noreply.github.com",
    "*copilot-swe-agent[[]bot]@users.noreply.github.com",
    "cursoragent@cursor.com",
    "noreply@openai.com",
    "codex@openai.com",
    "*chatgpt-codex-connector[[]bot]@users.noreply.github.com",
    "noreply@aider.chat",
    "aider@aider.chat",
    "amp@ampcode.com",
    "openhands@all-hands.dev",
    "*devin-ai-integration[[]bot]@users.noreply.github.com",
    "*google-labs-jules[[]bot]@users.noreply.github.com",
    "*gemini-code-assist[[]bot]@users.noreply.github.com",
    "AI",
    "LLM",
    "Claude",
    "Claude AI",
    "Claude Code",
    "Claude Opus",
    "Claude Sonnet",
    "Claude Haiku",
    "Anthropic Claude",
    "ChatGPT",
    "GPT",
    "Codex",
    "OpenAI Codex",
    "OpenAI ChatGPT",
    "Copilot",
    "GitHub Copilot",
    "Microsoft Copilot",
    "Gemini",
    "Gemini CLI",
    "Gemini Code Assist",
    "Google Gemini",
    "Cursor",
    "Cursor Agent",
    "aider",
    "Amp",
    "Cline",
    "Roo Code",
    "Windsurf",
    "Devin",
    "Devin AI",
    "Jules",
    "Google Jules",
    "OpenHands",
    "OpenCode",
    "Amazon Q",
    "Amazon Q Developer",
    "Kiro",
    "Junie",
    "DeepSeek",
    "Qwen",
    "Kimi",
    "GLM",
    "Grok",
    "Llama",
    "Mistral",
    "Perplexity",
    "NotebookLM",
)
"""Names and addresses (`*` for any characters) under which tools commit or are credited.

From the documentation and the public commits of each tool, November 2026.
"""

_PEOPLE = frozenset({"claude", "devin", "jules", "junie", "kimi", "kiro", "cline", "gemini"})
"""Names of tools that people bear as well: alone, beside a private address, they mean a person."""

_AFTER_NAME = "0123456789([{:/+,;"


class Hand(NamedTuple):
    """An AI that a commit names: in which trailer, "author" for the author, and how."""

    commit: Commit
    trailer: str
    name: str


def ai_hand(
    history: Iterable[Commit], trailers: Sequence[str], tools: Sequence[str]
) -> Hand | None:
    """The first of some commits in which an AI had a hand, None if there is none."""
    wanted = {trailer.lower() for trailer in trailers}
    addresses = [tool.lower() for tool in tools if "@" in tool]
    names = [_plain(tool) for tool in tools if "@" not in tool]
    for commit in history:
        said = [("author", commit.author), *commit.trailers]
        for key, value in said:
            if (key == "author" or key.lower() in wanted) and _is_ai(value, addresses, names):
                return Hand(commit, key, value)
    return None


def _is_ai(value: str, addresses: Sequence[str], names: Sequence[str]) -> bool:
    name, _, rest = value.partition("<")
    address = rest.partition(">")[0].strip().lower()
    if address and any(fnmatchcase(address, one) for one in addresses):
        return True
    plain = _plain(name)
    if address and plain in _PEOPLE:
        return False
    return any(_begins(plain, tool) for tool in names)


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").split())


def _begins(name: str, tool: str) -> bool:
    """Whether a name is that of a tool: "Claude 3.5" is, "Claude Monet" is not."""
    if not name.startswith(tool):
        return False
    rest = name[len(tool) :]
    if not rest or (" " in tool and rest[0] == " "):
        return True
    return rest.strip()[0] in _AFTER_NAME
