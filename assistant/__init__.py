"""Questions in, cited answers out: understanding, evidence, answering, citations.

This package does not know what a PDF is.
"""
