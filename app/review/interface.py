"""The language of the interface: Arabic or English, by the page's address, else by what the browser asks for."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml
from fastapi import Request
from pydantic import TypeAdapter

from nlp.types import Language

DIRECTION = {Language.ARABIC: "rtl", Language.ENGLISH: "ltr"}

_KNOWN = {language.value for language in Language}
_WORDS = TypeAdapter(dict[str, str])
_ACCEPTED = re.compile(r"\s*([A-Za-z]{1,8})[-A-Za-z0-9]*\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{1,3})?))?\s*")

# A browser names a handful of languages.
_MOST_ACCEPTED = 20


@cache
def words(language: Language) -> dict[str, str]:
    """Return every phrase of the interface in `language`, by its key."""
    file = resources.files("app.review") / "translations" / f"{language.value}.yml"
    return _WORDS.validate_python(yaml.safe_load(file.read_text(encoding="utf-8")))


def phrase(language: Language, key: str, **values: Any) -> str:
    """Return the phrase of `key` with `{name}` filled in from `values`. Raises `KeyError` for a key without phrase."""
    found = words(language)[key]
    return found.format_map(values) if values else found


def has_phrase(key: str) -> bool:
    """Tell whether the interface has a phrase of this key."""
    return key in words(Language.ENGLISH)


def asked_for(request: Request) -> Language | None:
    """Return the language that the address itself names, null for none or one that there is not."""
    asked = request.query_params.get("lang", "")
    return Language(asked) if asked in _KNOWN else None


def language_of(request: Request) -> Language:
    """Return the language that the interface is to have: `lang` in the address, else the first of the browser's that
    there is, else English."""
    asked = asked_for(request)
    if asked is not None:
        return asked
    accepted: list[tuple[float, Language]] = []
    for item in request.headers.get("accept-language", "").split(",", _MOST_ACCEPTED)[:_MOST_ACCEPTED]:
        match = _ACCEPTED.fullmatch(item)
        if match and match[1].lower() in _KNOWN:
            accepted.append((float(match[2] or 1), Language(match[1].lower())))
    return max(accepted, key=lambda one: one[0])[1] if accepted else Language.ENGLISH
