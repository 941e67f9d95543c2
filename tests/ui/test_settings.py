"""The settings of those who run the service."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.assistant import Assistant
from ui.settings import PASSWORD_VARIABLE, Settings, SettingsError, load_settings

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def written(folder: Path, text: str) -> Path:
    path = folder / "kommune.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_settings_in_the_readme_work(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    settings = load_settings(written(tmp_path, example))
    assert settings.municipality == "Ravnsund Kommune"
    assert set(re.findall(r"^(\w+) =", example, re.MULTILINE)) == set(Settings.__slots__) - {"password"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title = 3", "title must be a str"),
        ("titel = 'x'", "unknown setting 'titel'"),
        ("password = 'x'", "unknown setting 'password'"),
        ("accent = 'blue'", "must be a colour"),
        ("accent = '#ffcc00'", "contrast of"),
        ("logo = 'none.svg'", "not there"),
        ("logo = '../etc/passwd'", "SVG or a PNG"),
        ("title = ", "not TOML"),
    ],
)
def test_a_wrong_setting_is_refused_at_the_start(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        load_settings(written(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "none.toml")


def test_the_password_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, "en lang hemmelighed")
    assert load_settings(None).password == "en lang hemmelighed"
    monkeypatch.setenv(PASSWORD_VARIABLE, "kort")
    with pytest.raises(SettingsError, match="at least 12"):
        load_settings(None)


def test_the_pages_show_the_municipality(
    assistant: Assistant, tmp_path: Path, own_server: Any
) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    settings = Settings(
        title="Spørg <b>os</b>",
        municipality="Fjordby Kommune",
        logo=str(logo),
        accent="#7a1f5c",
        contact_email="post@example.dk",
        privacy="Vi er dataansvarlige.",
        accessibility="Gennemgået i maj.",
    )
    with (
        own_server(assistant, settings) as running,
        httpx.Client(base_url=running.url, timeout=60) as client,
    ):
        for address in ("/", "/moeder"):
            page = client.get(address).text
            assert "Fjordby Kommune" in page
            assert "mailto:post@example.dk" in page
            assert 'src="/ui/logo"' in page
            assert "<b>os" not in page
        assert "--accent: #7a1f5c" in client.get("/ui/accent.css").text
        shown = client.get("/ui/logo")
        assert shown.headers["content-type"] == "image/svg+xml"
        assert "script-src" not in shown.headers["content-security-policy"]
        assert "Vi er dataansvarlige." in unescape(client.get("/om").text)
        assert "Gennemgået i maj." in unescape(client.get("/tilgaengelighed").text)
