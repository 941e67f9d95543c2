"""OpenDocument text: paragraphs with LibreOffice's own numbers."""
