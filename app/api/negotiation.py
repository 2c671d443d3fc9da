"""Which of several media types a client would rather have (RFC 9110, section 12.5.1).

Of the packages that read `Accept`, WebOb needs a module that Python 3.13 dropped, Werkzeug finds nothing for
`application/json;charset=utf-8`, and python-mimeparse takes quadratic time over hostile headers and minds case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Quoted strings are read without escapes: nothing on offer needs one, and so each header is read in linear time.
_RANGE = re.compile(r'(?:"[^"]*"|[^,"])+')
_PARAMETER = re.compile(r';\s*([\w-]+)\s*=\s*("[^"]*"|[^\s;"]*)')
_QUALITY = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")


@dataclass(frozen=True, slots=True)
class _Range:
    """A media range: `kind` is `a/b`, `a/*` or `*/*`. Of its parameters only `profile` (RFC 6906) tells forms apart:
    whoever asks for a `charset` means the same form."""

    kind: str
    profiles: frozenset[str]
    quality: float

    def closeness(self, kind: str, profile: str | None) -> int | None:
        """Return how closely the range names a media type, from 0 for anything to 3; null when it leaves it out."""
        family, _, _ = kind.partition("/")
        steps = ("*/*", f"{family}/*", kind)
        if self.kind not in steps or (self.profiles and profile not in self.profiles):
            return None
        return steps.index(self.kind) + bool(self.profiles)


def best(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return the offer that the header `accept` likes best, of equal ones the first; null when it refuses them all.

    Each offer has the quality of the range that names it most closely. No header, or an empty one, takes anything; what
    is no media range in it is passed over.
    """
    if accept is None or not accept.strip():
        return offers[0]
    ranges = list(_ranges(accept))
    qualities = [_quality(ranges, offer) for offer in offers]
    most = max(qualities)
    return offers[qualities.index(most)] if most > 0 else None


def _quality(ranges: list[_Range], offer: str) -> float:
    (offered,) = _ranges(offer)
    profile = next(iter(offered.profiles), None)
    found = [(one.closeness(offered.kind, profile), one.quality) for one in ranges]
    return max((one for one in found if one[0] is not None), default=(0, 0.0))[1]


def _ranges(header: str) -> Iterator[_Range]:
    for part in _RANGE.findall(header):
        kind, semicolon, rest = part.partition(";")
        parameters = {name.lower(): value.strip('"') for name, value in _PARAMETER.findall(semicolon + rest)}
        quality = parameters.get("q", "1")
        if _QUALITY.fullmatch(quality):
            profiles = frozenset(parameters.get("profile", "").split())
            yield _Range(kind.strip().lower(), profiles, float(quality))
