"""A password for the pages that are not public, by HTTP Basic. Any name will do."""

from __future__ import annotations

import base64
import binascii
import hmac

from fastapi import Request
from fastapi.responses import Response

from ui import texts
from ui.frame import Frame
from ui.problems import Problem


def refused(request: Request, frame: Frame) -> Response | None:
    """Why the request may not see the page; None when it may.

    Without a password in the settings nobody may.
    """
    wanted = frame.settings.password
    if not wanted:
        return frame.problem(Problem(403, texts.EXPORT_CLOSED))
    given = _password(request.headers.get("authorization", ""))
    if hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode()):
        return None
    response = frame.problem(Problem(401, texts.EXPORT_LOCKED))
    response.headers["www-authenticate"] = 'Basic realm="Referatsvar", charset="UTF-8"'
    return response


def _password(header: str) -> str:
    """The password in an Authorization header, "" when there is none."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        decoded = base64.b64decode(value, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return decoded.partition(":")[2]
