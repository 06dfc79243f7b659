"""What the pages share: the store, the templates in each language, and how a page is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

import jinja2
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from testban import __version__
from testban.errors import UsageError
from testban.monitoring.sentences import translated
from testban.reference.states import list_name
from testban.store import Store
from testban.treaty.days import parse_day
from testban.treaty.documents.places import place_in_words
from testban.treaty.prose.vocabulary import act, word
from testban.treaty.prose.words import say
from testban.web.catalogue import LANGUAGES, translations
from testban.web.labels import labels
from testban.web.language import language_of, remember
from testban.web.mistakes import mistake

__all__ = ["Site", "day_asked", "named", "page_asked", "site_of"]

T = TypeVar("T")
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Site:
    """A store and the means to show it."""

    store: Store
    environments: dict[str, jinja2.Environment]

    @classmethod
    def of(cls, store: Store) -> Site:
        """A site that shows `store`."""
        return cls(store, {lang: _environment(lang) for lang in LANGUAGES})

    def render(
        self, request: Request, template: str, *, status_code: int = 200, **values: Any
    ) -> HTMLResponse:
        """A page in the reader's language."""
        lang = language_of(request)
        other = next(code for code in LANGUAGES if code != lang)
        kept = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
        page = (
            self.environments[lang]
            .get_template(template)
            .render(
                path=request.url.path,
                other=other,
                other_name=LANGUAGES[other],
                switch=f"{request.url.path}?{urlencode([*kept, ('lang', other)])}",
                **values,
            )
        )
        response = HTMLResponse(page, status_code, {"Vary": "Accept-Language, Cookie"})
        remember(request, response)
        return response


def _environment(lang: str) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("testban.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(translations(lang), newstyle=True)  # type: ignore[attr-defined]
    bound: dict[str, Callable[..., Any]] = {
        "say": lambda name, **values: say(name, lang, **values),
        "word": lambda code: word(str(code), lang),
        "act": lambda action: act(action.action, action.scope, lang),
        "state_name": lambda code: list_name(code, lang),
        "place_of": lambda place: place_in_words(place, lang) if lang == "zh" else place,
        "mistake": lambda line: mistake(line, lang),
        "translated": lambda sentence: translated(sentence, lang),
    }
    environment.globals |= {
        **bound,
        "lang": lang,
        "version": __version__,
        "labels": labels(lang),
        # What stands between the members of a list, between statements, and around an aside.
        "comma": "、" if lang == "zh" else ", ",
        "semicolon": "；" if lang == "zh" else "; ",
        "aside": ("（", "）") if lang == "zh" else (" (", ")"),
    }
    return environment


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state.site
    return site


def named(find: Callable[[str], T], name: str, where: str = "") -> T:
    """What an address names; `where` is the page that lists all there are, for readers of pages.

    Raises
    ------
    HTTPException
        404: nothing is called so.
    """
    try:
        return find(name)
    except UsageError as error:
        # Its cure is a command, which readers of the web do not have.
        raise HTTPException(404, f"{error.what}: see {where}" if where else str(error)) from error


def day_asked(on: str | None) -> date:
    """The day of ``?on=``; today where none is given.

    Raises
    ------
    UsageError
        It is no day.
    """
    return parse_day(on, "on") if on else date.today()


@dataclass(frozen=True, slots=True)
class Pages:
    """One page of a long list, and the links to those beside it."""

    number: int
    last: int
    total: int
    earlier: str
    later: str

    @property
    def offset(self) -> int:
        """How many stand on the pages before it."""
        return (self.number - 1) * PAGE_SIZE


def page_asked(request: Request, total: int) -> Pages:
    """The page of ``?page=``, the nearest there is."""
    text = request.query_params.get("page", "1")
    last = max(1, -(-total // PAGE_SIZE))
    number = min(max(int(text), 1), last) if text.isdecimal() and len(text) < 9 else 1

    def link(to: int) -> str:
        kept = [(k, v) for k, v in request.query_params.multi_items() if k not in ("page", "lang")]
        return f"{request.url.path}?{urlencode([*kept, ('page', to)])}"

    return Pages(
        number,
        last,
        total,
        link(number - 1) if number > 1 else "",
        link(number + 1) if number < last else "",
    )
