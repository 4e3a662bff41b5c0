"""What reporters and the engine say in their own name, by language.

A rule's messages stand in the language files. The engine's English stands where a diagnostic is
made; here are its translations, by rule and key.
"""

from __future__ import annotations

from collections.abc import Mapping

# A word with a number has two forms: for one, and for any other number.
WORDS: Mapping[str, Mapping[str, str | tuple[str, str]]] = {
    "en": {
        "hint": "hint",
        "fix": "fix",
        "fix-safe": "can be made with --fix",
        "fix-unsafe": "can be made with --fix --unsafe-fixes",
        "fix-show": "to be made by hand",
        "also": "see",
        "to-line": "to line {n}",
        "problems": ("{n} problem", "{n} problems"),
        "files": ("{n} file", "{n} files"),
        "total": "{problems} in {files}",
        "more": ("and {n} more", "and {n} more"),
        "fixed": ("{n} problem was mended", "{n} problems were mended"),
        "fixable": ("{n} can be mended with --fix", "{n} can be mended with --fix"),
        "why-excluded": "`exclude` leaves this file out: `bylint check` says nothing of it.",
        "why-block": "{what}, under “{heading}”",
        "why-unknown": "no known language",
        "why-reported": "reported",
        "why-quiet": "found, and not reported",
        "why-passed": "seen, and let pass",
        "why-phrases": "phrases on this line",
        "why-phrase": "{group}: “{phrase}”",
        "why-nothing": "looked, and found nothing here",
        "why-inert": "do not judge this article",
        "why-off": "off",
        "why-asked": "off unless settings ask for them",
        "why-finding": "{rule}: {severity}, {message}",
        "why-because": "{rule}: {what} ({reason})",
        "because-elsewhere": "what it says of it stands on another line",
        "because-reserved": (
            "it stands in a passage that belongs to rules of another category, such as a disclosure"
        ),
        "because-comment": "a comment silences it",
        "because-commented": "a comment in the article silences it: {reason}",
        "because-lacking": "the article is in {language}, whose file has no {needs}",
        "because-not-meant": "it is not meant for articles in {language}",
        "because-no-language": "it is not meant for articles in a language that was not recognised",
    },
    "ja": {
        "hint": "ヒント",
        "fix": "修正",
        "fix-safe": "--fix で自動修正できます",
        "fix-unsafe": "--fix --unsafe-fixes で自動修正できます",
        "fix-show": "手で直してください",
        "also": "参照",
        "to-line": "{n} 行目まで",
        "problems": ("{n} 件の問題", "{n} 件の問題"),
        "files": ("{n} ファイル", "{n} ファイル"),
        "total": "{files}に {problems}",
        "more": ("ほかに {n} 件", "ほかに {n} 件"),
        "fixed": ("{n} 件を修正しました", "{n} 件を修正しました"),
        "fixable": ("{n} 件は --fix で修正できます", "{n} 件は --fix で修正できます"),
        "why-excluded": "`exclude` がこのファイルを外しているので、`bylint check` は何も報告しません。",
        "why-block": "{what}、見出し「{heading}」の下",
        "why-unknown": "言語不明",
        "why-reported": "報告したこと",
        "why-quiet": "見つけたが報告しないこと",
        "why-passed": "見たが問題にしないこと",
        "why-phrases": "この行にある語句",
        "why-phrase": "{group}: 「{phrase}」",
        "why-nothing": "調べて何も見つけなかったルール",
        "why-inert": "この記事を調べないルール",
        "why-off": "オフのルール",
        "why-asked": "設定で求めなければオフのルール",
        "why-finding": "{rule}: {severity}、{message}",
        "why-because": "{rule}: {what} ({reason})",
        "because-elsewhere": "それについては別の行で報告します",
        "because-reserved": "開示など、別のカテゴリのルールが受け持つ箇所にあります",
        "because-comment": "コメントで抑制されています",
        "because-commented": "記事のコメントで抑制されています: {reason}",
        "because-lacking": "記事の言語は {language} で、その言語ファイルに {needs} がありません",
        "because-not-meant": "{language} の記事のためのルールではありません",
        "because-no-language": "言語を判別できない記事のためのルールではありません",
    },
}

_NEAR = "{near} の間違いではありませんか。"
_FROM_HERE = "パスはこのファイルのフォルダから数えます。"
_MEND_PLUGIN = "bylint {bylint} で動くか確かめ、直すか、取り除いてください。"

# Message and hint by rule and key; a hint of "" stays as it is in English.
ENGINE: Mapping[str, Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "ja": {
        "config": {
            "unreadable": ("設定ファイルを読み取れません: {reason}", ""),
            "unknown-setting": ("{name} という設定はありません。", "設定できるのは {all} です。"),
            "misspelt-setting": ("{name} という設定はありません。", _NEAR),
            "unknown-rule": (
                "{name} というルールもカテゴリもありません。",
                "`bylint rules` で一覧を見られます。",
            ),
            "misspelt-rule": ("{name} というルールもカテゴリもありません。", _NEAR),
            "unknown-option": (
                "ルール {rule} に {name} というオプションはありません。",
                "使えるのは {all} です。",
            ),
            "misspelt-option": ("ルール {rule} に {name} というオプションはありません。", _NEAR),
            "unknown-language": ("{name} という言語はありません。", "使えるのは {all} です。"),
            "misspelt-language": ("{name} という言語はありません。", _NEAR),
            "unknown-value": ("{name} に {value} は書けません。", "書けるのは {all} です。"),
            "misspelt-value": ("{name} に {value} は書けません。", _NEAR),
            "wrong-type": ("{name} は {expected} でなければなりません。{value} は書けません。", ""),
            "wrong-range": ("{name} に {value} は書けません。", "{limit} 以上にしてください。"),
            "wrong-size": ("{name} には値が {limit} 個必要です。{value} は書けません。", ""),
            "missing": ("{name} に {lacking} がありません。", ""),
            "unknown-preset": (
                "{name} というプリセットはありません。",
                "プリセットは {all} です。",
            ),
            "misspelt-preset": ("{name} というプリセットはありません。", _NEAR),
            "missing-file": ("{name} というファイルはありません。", _FROM_HERE),
            "circular": (
                "この設定は自分自身を extends しています: {chain}",
                "その行を消してください。",
            ),
            "baseline-unreadable": (
                "ベースラインを読み取れません: {reason}",
                "`bylint baseline` で作れます。",
            ),
            "baseline-version": (
                "ベースラインのバージョンは {version} ですが、この bylint が読むのは {known} です。",
                "bylint を更新するか、bylint baseline --force で作り直してください。",
            ),
            "since": ("{ref} からの変更が分かりません: {reason}", ""),
        },
        "invalid-front-matter": {
            "unreadable": (
                "フロントマターを読み取れません: {reason}",
                "その行を直すか、値を引用符で囲んでください。",
            ),
        },
        "plugin": {
            "broken": ("プラグイン {plugin} を使えません: {reason}", _MEND_PLUGIN),
            "hook": ("プラグイン {plugin} の {hook} が失敗しました: {reason}", _MEND_PLUGIN),
            "nothing": (
                "プラグイン {plugin} には何も入っていません。",
                "関数に @bylint.hookimpl を付けてください。名前は bylint_ で始まります。",
            ),
            "wrong-type": (
                "プラグイン {plugin} の {hook} は {expected} ではなく {value} を返しました。",
                "",
            ),
            "bad-rule": ("{plugin} のルール {rule} を使えません: {reason}", ""),
            "repeated": (
                "{plugin} の {kind} {name} は {other} にもあるので使いません。",
                "どちらかの名前を変えてください。",
            ),
            "not-local": (
                "プラグイン {plugin} の {hook} は使いません。インストールしたプラグインだけが使えます。",
                "配布パッケージにしてください。",
            ),
            "elsewhere": (
                "{plugin} はインストールされているものとは別のファイルです。使われるのは {place} です。",
                "このフォルダーを --editable でインストールするか、もう一方を削除してください。",
            ),
            "refused": (
                "ローカルのプラグインを使えない設定なので、{plugin} は読み込みませんでした。",
                "",
            ),
            "missing": ("{plugin} というプラグインはありません。", _FROM_HERE),
            "version": (
                "プラグイン {plugin} には bylint {needs} が必要です。これは {bylint} です。",
                "どちらかを更新してください。",
            ),
            "language-unreadable": ("言語ファイルを読み取れません: {reason}", ""),
            "language-misspelt-name": ("{name} という名前のものはありません。", _NEAR),
            "language-unknown-key": (
                "{where} に {name} という項目はありません。",
                "項目は {all} です。",
            ),
            "language-wrong-type": (
                "{name} は {expected} でなければなりません。{value} は書けません。",
                "",
            ),
            "language-missing": ("言語ファイルに {name} がありません。", ""),
            "language-conflict": (
                "この言語の別のファイルでは {name} が違う値です。",
                "どちらか一方だけに書いてください。",
            ),
            "language-unknown-message": (
                "ルール {rule} に {name} というメッセージはありません。",
                "メッセージは {all} です。",
            ),
            "language-placeholder": (
                "ルール {rule} のメッセージ {key} に {{{name}}} は使えません。",
                "",
            ),
            "pack-unreadable": ("ルールパックを読み取れません: {reason}", ""),
            "pack-unknown-key": ("ここに {name} というキーはありません。", "キーは {all} です。"),
            "pack-misspelt-key": ("ここに {name} というキーはありません。", _NEAR),
            "pack-unknown-value": ("{name} に {value} は書けません。", "書けるのは {all} です。"),
            "pack-misspelt-value": ("{name} に {value} は書けません。", _NEAR),
            "pack-wrong-type": (
                "{name} は {expected} でなければなりません。{value} は書けません。",
                "",
            ),
            "pack-wrong-range": ("{name} に {value} は書けません。", "{limit} 以上が必要です。"),
            "pack-missing": ("{where} に {lacking} がありません。", ""),
            "pack-needless": (
                "ルール {rule} の kind は {kind} なので、{name} は書けません。",
                "書けるのは {all} です。",
            ),
            "pack-lacking": ("kind が {kind} のルール {rule} に {all} がありません。", ""),
            "pack-too-much": (
                "ルール {rule} に {all} が両方あります。",
                "一方を消すか、ルールを二つに分けてください。",
            ),
            "pack-empty-phrase": ("ルール {rule} に空の語句があります。", "取り除いてください。"),
            "pack-short-phrase": (
                "ルール {rule} の語句 {phrase} は 1 文字なので、ほとんどどこにでも現れます。",
                "もっと長く書くか、kind: pattern のルールにしてください。",
            ),
            "pack-pattern": ("ルール {rule} のパターンは使えません: {reason}", ""),
            "pack-placeholder": (
                "ルール {rule} の {key} に {{{name}}} は使えません。",
                "使えるのは {all} です。",
            ),
            "pack-braces": (
                "ルール {rule} の {key} を読み取れません: {reason}",
                "波括弧は {{{{ と }}}} のように二つ重ねて書いてください。",
            ),
            "pack-case-language": (
                "ルール {rule} の {name} の例がどの言語か分かりません。",
                "{name}: {{ja: [...]}} のように書くか、ルールの言語を一つにしてください。",
            ),
            "pack-name": ("ルール {rule} は使えません: {reason}", ""),
            "pack-repeated": (
                "ルール {rule} は {other} にもあるので、こちらは使いません。",
                "どちらかの名前を変えてください。",
            ),
        },
        "rule-crash": {
            "raised": (
                "{origin} のルール {rule} がこの記事を判定できませんでした: {reason}",
                "{origin} の作者に報告してください。`--ignore {rule}` で外せます。",
            ),
            "slow": (
                "ルール {rule} のパターンはこの記事で時間がかかりすぎるので止めました: {place}",
                "これより後の記事では、このルールを使いません。繰り返しの中で繰り返さないようにしてください。"
                "`--ignore {rule}` で外せます。",
            ),
        },
        "unreadable-article": {
            "missing": ("この名前のファイルもフォルダもありません。", ""),
            "nothing": (
                "このフォルダに記事はありません。",
                "拡張子は {suffixes} です。`include` で増やせます。git が無視するものは除きます。",
            ),
            "gone": ("フォルダを調べたときにはあったファイルが、なくなっています。", ""),
            "folder": ("フォルダであり、ファイルではありません。", ""),
            "pipe": (
                "パイプであり、ファイルではありません。",
                "標準入力を調べるには `-` を指定してください。",
            ),
            "socket": ("ソケットであり、ファイルではありません。", ""),
            "device": ("デバイスであり、ファイルではありません。", ""),
            "failed": ("読み取れません: {reason}", ""),
            "too-large": (
                "ファイルが {size} MB あります。bylint が読むのは {limit} MB までです。",
                "分けるか、`exclude` で外してください。",
            ),
            "utf-16": ("UTF-8 ではなく UTF-16 のファイルです。", "UTF-8 で保存してください。"),
            "not-utf-8": (
                "UTF-8 のファイルではありません: {at} バイト目に 0x{byte} があります。",
                "UTF-8 で保存してください。",
            ),
            "nul": ("NUL 文字があるので、テキストではないようです。", ""),
            "ended": (
                "調べていたプロセスが途中で二度終了しました ({reason})。",
                "メモリ不足かもしれません。`--jobs 1` を試すか、分けるか、`exclude` で外してください。",
            ),
            "crash": (
                "調べられませんでした: {reason}",
                "bylint か、この形式を読むプラグインの不具合です。報告してください。",
            ),
        },
        "unused-suppression": {
            "directive": ("bylint-{kind} という指示はありません。", "使えるのは {kinds} です。"),
            "name": (
                "{name} というルールもカテゴリもありません。",
                "名前を直すか、取り除いてください。",
            ),
            "unused": ("この抑制は何も抑えていません。", "取り除いてください。"),
        },
        "unwritable-article": {
            "failed": ("直した記事を書き込めません: {reason}", ""),
            "changed": (
                "調べているあいだにファイルが変わったので、書き込みませんでした。",
                "もう一度 bylint を実行してください。",
            ),
        },
    },
}


class Words:
    """The words of one language; English where it has none."""

    __slots__ = ("_words",)

    def __init__(self, language: str) -> None:
        self._words = WORDS.get(language, WORDS["en"])

    def __call__(self, key: str, **params: str) -> str:
        """A word. Raises `KeyError` for a key that does not exist."""
        word = self._words[key]
        return (word if isinstance(word, str) else word[1]).format_map(params)

    def count(self, key: str, number: int) -> str:
        """A word with a number, in the form that the number wants."""
        word = self._words[key]
        return (word if isinstance(word, str) else word[number != 1]).format(n=number)
