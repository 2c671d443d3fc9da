"""What schemathesis is told about forms, which it loads by itself (`SCHEMATHESIS_HOOKS`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import schemathesis
from schemathesis import Case, HookContext


@schemathesis.hook
def filter_case(_context: HookContext, case: Case[Any]) -> bool:
    """Leave out forms with values that are no text: they would be sent as their text, and rightly be taken."""
    if case.media_type != "multipart/form-data" or not isinstance(case.body, Mapping):
        return True
    return all(isinstance(value, str | bytes) for value in case.body.values())
