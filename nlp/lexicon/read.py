"""Reading one YAML file of language knowledge into its schema."""

from __future__ import annotations

from importlib import resources
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

from nlp.types import Language


class LexiconFile(BaseModel):
    """The base of every file's schema: nothing unknown is let in, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


File = TypeVar("File", bound=LexiconFile)


def read(language: Language, name: str, schema: type[File]) -> File:
    """Load `nlp/lexicon/<language>/<name>.yml` and check it against `schema`.

    Raises `pydantic.ValidationError` naming the offending entry when the file does not fit.
    """
    text = (resources.files("nlp.lexicon") / language.value / f"{name}.yml").read_text(encoding="utf-8")
    return schema.model_validate(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
