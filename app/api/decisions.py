"""`/v1/attributions/{id}/decisions`: what reviewers decide, the same decisions that the review page takes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self

from fastapi import APIRouter, Path, status
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from app.api.attributions import attribution_of
from app.api.conditions import IfMatch, check_match
from app.api.dependencies import IdentifierInPath, KeyName, TheDatabase
from app.api.forms import OF_ONE
from app.db import Database
from app.errors import ChangedMeanwhile, ConditionNeeded, InvalidRequest, NotFound
from app.limits import MAX_REVIEWER
from app.store import decisions, reviewed
from app.store.attributions import get
from app.store.decisions import Action, Change, Decision, State, Verdict
from app.store.plain import plain
from app.store.rows import misplaced
from nlp.types import LEVEL_OF_DETAIL, Act, Attribution

router = APIRouter(prefix="/attributions/{identifier}/decisions", tags=["attributions"])

DecisionNumber = Annotated[int, Path(ge=1, lt=1 << 63)]
Reviewer = Annotated[
    str,
    Field(min_length=1, max_length=MAX_REVIEWER, description="Who decides: with a key it is always the key's name."),
    AfterValidator(plain),
]


class Deed(StrEnum):
    """What a reviewer does to a record."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"
    REOPEN = "reopen"
    CORRECT = "correct"


_VERDICTS = {
    Deed.ACCEPT: Verdict.ACCEPTED,
    Deed.REJECT: Verdict.REJECTED,
    Deed.UNSURE: Verdict.UNSURE,
    Deed.REOPEN: Verdict.OPEN,
}


def _plain_throughout(value: Any) -> Any:
    """Let nothing through that a database or an encoding could not hold, however deep."""
    if isinstance(value, str):
        plain(value)
    elif isinstance(value, dict):
        for key, one in value.items():
            _plain_throughout(key)
            _plain_throughout(one)
    elif isinstance(value, list):
        for one in value:
            _plain_throughout(one)
    return value


class NewDecision(BaseModel):
    """A decision that is to be taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    action: Deed
    revision: int | None = Field(
        default=None,
        ge=0,
        lt=1 << 31,
        description="`review.revision` as it was read: how many decisions the reviewer has seen. `If-Match` does too.",
    )
    attribution: Attribution | None = Field(
        default=None, description="For `correct`: the whole record as it ought to be."
    )
    reviewer: Reviewer = "api"

    @model_validator(mode="before")
    @classmethod
    def _of_plain_text(cls, given: Any) -> Any:
        return _plain_throughout(given)

    @model_validator(mode="after")
    def _corrects_with_a_record(self) -> Self:
        if (self.attribution is None) == (self.action is Deed.CORRECT):
            raise ValueError("`attribution` belongs to `correct`, and to nothing else")
        return self


@router.post("", status_code=status.HTTP_201_CREATED)
def decide(
    identifier: IdentifierInPath, new: NewDecision, database: TheDatabase, holder: KeyName, if_match: IfMatch = None
) -> Decision:
    """Accept or reject a record, leave it as unsure, open it again, or correct it.

    Which state of the record is decided about is told by `revision`, by `If-Match`, or by both; by neither is 428. When
    somebody has decided since that was read, the answer is 412 and nothing is changed. A correction leaves the record
    open.
    """
    seen = _seen(database, identifier, new.revision, if_match)
    document = reviewed.get(database, get(database, identifier).document.id)
    one = document.find(identifier)
    if one is None:
        raise NotFound("There is no attribution with this id.")
    if one.revision != seen:
        raise ChangedMeanwhile("Somebody has decided about this record in the meantime; read it again.")
    if new.attribution is None:
        wanted, verdict, action = one.attribution, _VERDICTS[new.action], Action.VERDICT
    else:
        # As on the review page: what has just been changed is to be looked at again.
        wanted, verdict, action = (
            _checked(new.attribution, one.attribution, document.text),
            Verdict.OPEN,
            Action.CORRECT,
        )
    state = State(verdict=verdict, corrected=None if wanted == one.machine else wanted)
    return decisions.decide(
        database, document.document.id, Change(identifier, seen, state), action, holder or new.reviewer
    )


@router.delete("/{number}", responses={412: {}})
def undo(
    identifier: IdentifierInPath,
    number: DecisionNumber,
    database: TheDatabase,
    holder: KeyName,
    reviewer: Reviewer = "api",
) -> Decision:
    """Take a decision back, by a decision that is added; those taken together with it are taken back too."""
    if all(decision.number != number for decision in decisions.history(database, identifier)):
        raise NotFound("There is no such decision about this attribution.")
    return decisions.undo(database, number, holder or reviewer)


def _seen(database: Database, identifier: str, revision: int | None, if_match: str | None) -> int:
    """Return the revision that the reviewer has seen. Raises `ConditionNeeded` where the request does not tell it, and
    `ChangedMeanwhile` where the record is another one by now."""
    if if_match is None:
        if revision is None:
            raise ConditionNeeded("Say what is decided about: `revision` in the body, or the header If-Match.")
        return revision
    present = attribution_of(database, identifier)
    check_match(if_match, (present.entity_tag(form) for form in OF_ONE))
    return present.review.revision if revision is None else revision


def _checked(wanted: Attribution, present: Attribution, text: str) -> Attribution:
    """Return a record as a reviewer wants it. Raises `InvalidRequest` where it does not fit the text or itself."""
    if wanted.id != present.id:
        raise InvalidRequest("The id of a record cannot be changed.")
    if wanted.confidence != present.confidence:
        raise InvalidRequest("The confidence is the engine's, and stays: a verdict says what the reviewer thinks.")
    span = misplaced(wanted, text)
    if span is not None:
        raise InvalidRequest(f"The span at {span.start} does not have the text's characters.")
    if wanted.level is not LEVEL_OF_DETAIL[wanted.sourcing.detail]:
        raise InvalidRequest("The level is not that of the sourcing's detail.")
    if wanted.type is None and wanted.act is not Act.NO_COMMENT:
        raise InvalidRequest("Only a refusal to comment has no type.")
    return wanted
