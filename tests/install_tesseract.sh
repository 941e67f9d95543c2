#!/bin/sh
# Installs Tesseract and its Danish from the system's packages, as root or by sudo.
set -eu
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
if command -v apt-get >/dev/null; then
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq tesseract-ocr tesseract-ocr-dan
else
    echo "Install Tesseract with Danish with your system's packages, then run make test again." >&2
    exit 1
fi
