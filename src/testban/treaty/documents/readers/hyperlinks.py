"""Hyperlinks that a file does not print: carried through its reading, and taken out of the text.

A reader puts signs that no paper prints around the words of a link; when the text is finished,
`Hyperlinks.taken_out` takes them out again and tells where they stood. Only links that lead to a
document with a symbol are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from testban.treaty.documents.symbols import symbol_in_url

__all__ = ["Hyperlinks"]

# The first plane for private use: one sign for each link, and one that closes any of them.
_FIRST = 0xF0000
_MOST = 0xFFF0
_CLOSE = chr(_FIRST + _MOST)


@dataclass
class Hyperlinks:
    """The addresses of a file's links to documents, in the order in which they were met."""

    urls: list[str] = field(default_factory=list)

    def around(self, url: str | None) -> tuple[str, str]:
        """What to put before and after the words of a link; nothing where it leads to no document."""
        if not url or len(self.urls) >= _MOST or symbol_in_url(url) is None:
            return "", ""
        self.urls.append(url)
        return chr(_FIRST + len(self.urls) - 1), _CLOSE

    def taken_out(self, text: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
        """The text without the signs, and of each link the start, the end and the address."""
        if not self.urls:
            return text, ()
        shown: list[str] = []
        links: list[tuple[int, int, str]] = []
        length = 0
        start, url = 0, ""
        for sign in text:
            number = ord(sign) - _FIRST
            if 0 <= number < len(self.urls):
                start, url = length, self.urls[number]
            elif sign == _CLOSE:
                if url and start < length:
                    links.append((start, length, url))
                url = ""
            else:
                shown.append(sign)
                length += 1
        return "".join(shown), tuple(links)
