"""Ravnsund Kommune: the invented municipality that ships with the project."""
