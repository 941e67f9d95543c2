"""The optional language model: any OpenAI-compatible endpoint, and the gate that checks it."""
