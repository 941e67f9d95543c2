"""Teaches the reader of items (`assistant/evidence/reader.py`), in one command: python -m eval.reader.

An English network's layers are read through the Danish pieces of the encoder that ships
(`transplant`), taught to put a Danish sentence where the English one puts its translation
(`translations`), and then to point at the sentence of an item that answers (`questions`).
"""
