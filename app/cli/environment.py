"""The settings, with a wrong environment variable told in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.failure import UsageFailure

if TYPE_CHECKING:
    from app.settings import Settings


def settings() -> Settings:
    """Return the settings from the environment. Raises `UsageFailure` naming the variable that makes no sense."""
    from pydantic import ValidationError

    from app.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise UsageFailure(f"{str(first['loc'][0]).upper()}: {first['msg']}") from None
