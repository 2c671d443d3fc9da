"""What can be set from outside: environment variables, or a file `.env` in the working folder."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings, each named by the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    database_url: str = Field(
        default="sqlite:///data/isnad.sqlite3",
        description="Where the records are kept: a SQLAlchemy URL. A relative path starts in the working folder.",
    )
    worker: bool = Field(
        default=True,
        description="Whether `isnad serve` analyses documents itself; false leaves that to `isnad worker`.",
    )
    port: int = Field(default=8000, ge=1, le=65535, description="The port that `isnad serve` listens on.")
    forwarded_allow_ips: str = Field(
        default="127.0.0.1",
        description="The proxies, with commas between, that are believed when they say for whom they ask, and whether "
        "over HTTPS; * for any.",
    )
