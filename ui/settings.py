"""What those who run the service may set, from one small TOML file (`serve --settings FILE`).

Everything has a default. A wrong key or value is an error at the start, not a
surprise on the page. The README shows all of it.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from index.errors import MinutesError
from ui import texts

PASSWORD_VARIABLE = "REFERATSVAR_PASSWORD"  # noqa: S105 - the name of a variable

# The grounds of the light and the dark theme, as in static/colours.css.
_GROUNDS = {"accent": "#ffffff", "accent_dark": "#16191d"}
_MIN_CONTRAST = 4.5
# Whoever tries passwords may try as fast as the server answers.
_MIN_PASSWORD = 12
_LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
_MAX_LOGO_BYTES = 500_000


class SettingsError(MinutesError):
    """The settings file cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the page shows of the municipality. "" leaves a thing out."""

    title: str = texts.TITLE
    municipality: str = ""
    logo: str = ""
    accent: str = "#004d99"
    accent_dark: str = "#8cc4ff"
    contact: str = ""
    contact_email: str = ""
    privacy: str = ""
    accessibility: str = ""
    feedback: bool = True
    # Never from the file: it would be in backups and in version control.
    password: str = ""

    @property
    def product_line(self) -> str:
        """Whose page this is."""
        return self.municipality or texts.PRODUCT

    @property
    def page_title(self) -> str:
        """The title of the chat in the browser's tab."""
        return f"{self.title} – {self.product_line}"

    @property
    def logo_type(self) -> str:
        """The media type of the logo."""
        return _LOGO_TYPES[Path(self.logo).suffix.lower()]


def load_settings(path: Path | None) -> Settings:
    """The settings in a file, or the defaults; the password comes from the environment.

    Raises:
        SettingsError: the file cannot be read, or a value in it or the password cannot be used.
    """
    password = os.environ.get(PASSWORD_VARIABLE, "")
    if 0 < len(password) < _MIN_PASSWORD:
        raise SettingsError(f"{PASSWORD_VARIABLE} must have at least {_MIN_PASSWORD} characters.")
    if path is None:
        return Settings(password=password)
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(
            f"The settings file {path} cannot be read: {error.strerror}."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {path} is not TOML: {error}") from error
    _check(values, path)
    if values.get("logo"):
        values["logo"] = str(_logo(path.parent / values["logo"]))
    return Settings(**values, password=password)


def _check(values: dict[str, Any], path: Path) -> None:
    known = {field.name: type(field.default) for field in fields(Settings)}
    del known["password"]
    for name, value in values.items():
        if name not in known:
            raise SettingsError(f"{path}: unknown setting {name!r}; known are {', '.join(known)}.")
        if not isinstance(value, known[name]):
            raise SettingsError(f"{path}: {name} must be a {known[name].__name__}.")
    for name, ground in _GROUNDS.items():
        if name in values:
            _check_colour(name, values[name], ground)


def _check_colour(name: str, colour: str, ground: str) -> None:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise SettingsError(f"{name} must be a colour such as #004d99, not {colour!r}.")
    ratio = contrast(colour, ground)
    if ratio < _MIN_CONTRAST:
        raise SettingsError(
            f"{name} {colour} has a contrast of {ratio:.1f}:1 on {ground}; people cannot read it. "
            f"Choose one of at least {_MIN_CONTRAST}:1."
        )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21.

    >>> contrast("#000000", "#ffffff"), round(contrast("#004d99", "#ffffff"), 1)
    (21.0, 8.3)
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((lighter + 0.05) / (darker + 0.05), 2)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _logo(path: Path) -> Path:
    if path.suffix.lower() not in _LOGO_TYPES:
        raise SettingsError(f"The logo {path} must be an SVG or a PNG file.")
    if not path.is_file() or path.stat().st_size > _MAX_LOGO_BYTES:
        raise SettingsError(f"The logo {path} is not there, or is larger than 500 kB.")
    return path.resolve()
