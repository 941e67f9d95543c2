"""The chat and the HTTP interface: how people and programs reach the assistant.

Nothing here decides what an answer says.
"""
