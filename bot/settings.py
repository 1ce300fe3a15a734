"""Settings, by the names the ecosystem uses. `.env.example` has a line for each.

Every problem is told in one go, in plain words, before anything starts. Secrets are never
printed: not in errors, not in `repr`.
"""

from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SHORTEST_SECRET = 32  # characters


class SettingsProblem(Exception):
    """Something in the settings has to be put right; the message lists it all."""


class Settings(BaseSettings):
    """What the program is told at start-up."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    database_url: str = "sqlite:///data/handrail.db"
    keys_url: str = "sqlite:///data/keys/handrail-keys.db"
    secret_key: SecretStr = SecretStr("")
    secret_key_file: Path | None = None
    backup_mark: Path | None = None
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    log_json: bool = False
    simulated_phones: bool = False
    telegram_bot_token: SecretStr = SecretStr("")
    telegram_api_base_url: str = ""
    telegram_webhook_secret: SecretStr = SecretStr("")
    twilio_account_sid: str = ""
    twilio_auth_token: SecretStr = SecretStr("")
    twilio_messaging_service_sid: str = ""
    twilio_phone_number: str = ""
    twilio_api_base_url: str = ""
    twilio_segments_per_second: float = Field(default=1.0, gt=0)

    @field_validator("secret_key_file", mode="before")
    @classmethod
    def _no_file(cls, value: object) -> object:
        return value or None  # an empty line in .env names no file

    @field_validator("public_url", "telegram_api_base_url", "twilio_api_base_url")
    @classmethod
    def _address(cls, value: str) -> str:
        value = value.strip().rstrip("/")
        if value and urlsplit(value).scheme not in ("http", "https"):
            raise ValueError("must begin with https:// (or http:// on this machine)")
        return value

    @model_validator(mode="after")
    def _together(self) -> Self:
        problems = list(self._problems())
        if problems:
            raise ValueError("\n".join(problems))
        return self

    def _problems(self) -> list[str]:
        found = []
        if self.secret_key_file is not None and not self.secret_key_file.is_file():
            found.append("SECRET_KEY_FILE names a file that is not there.")
        elif len(self.secret) < SHORTEST_SECRET:
            found.append(
                f"SECRET_KEY must have at least {SHORTEST_SECRET} characters. "
                "`python -m bot secret` prints a good one. Keep it apart from the data."
            )
        if bool(self.twilio_account_sid) != bool(self.twilio_auth_token.get_secret_value()):
            found.append("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN go together.")
        if self.sms and not (self.twilio_messaging_service_sid or self.twilio_phone_number):
            found.append("Give TWILIO_MESSAGING_SERVICE_SID or TWILIO_PHONE_NUMBER to send from.")
        if self.sms and not self.public_url:
            found.append("Twilio needs PUBLIC_URL: the address at which it reaches this program.")
        if self.telegram and self.public_url and not self.telegram_webhook_secret.get_secret_value():
            found.append("With PUBLIC_URL, Telegram needs TELEGRAM_WEBHOOK_SECRET: any long random word.")
        if self.simulated_phones and (self.sms or self.telegram):
            found.append("SIMULATED_PHONES never runs beside real channels. Take one or the other out.")
        return found

    @property
    def secret(self) -> str:
        """The secret that wraps everybody's keys."""
        if self.secret_key_file is not None:
            return self.secret_key_file.read_text(encoding="utf-8").strip()
        return self.secret_key.get_secret_value()

    @property
    def sms(self) -> bool:
        """Whether text messages go out through Twilio."""
        return bool(self.twilio_account_sid)

    @property
    def calls(self) -> bool:
        """Whether staff can be called: that takes a number, a Messaging Service has no voice."""
        return self.sms and bool(self.twilio_phone_number)

    @property
    def telegram(self) -> bool:
        """Whether there is a Telegram bot."""
        return bool(self.telegram_bot_token.get_secret_value())

    @property
    def console_url(self) -> str:
        """Where people open the console."""
        return self.public_url or f"http://{self.host}:{self.port}"
