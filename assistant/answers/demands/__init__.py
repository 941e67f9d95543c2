"""What a sentence must hold, and an item be about, to answer a question: beyond being like it."""
