"""Exports of case systems as XML: what is an item, and which field is what."""
