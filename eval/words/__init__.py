"""How well words are parted and brought to one form: python -m eval.words.

`compounds.tsv` and `lemmas.tsv` were written by hand before the rules were run
on them. Give another file of the first kind to measure words of your own.
"""
