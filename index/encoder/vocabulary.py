"""The student's tokenizer: pieces of Danish words, with municipal terms kept whole."""

from __future__ import annotations

import math
import re
import string
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "[UNK]"

# Kept always, so that no Danish, English or Nordic name is unknown.
_ALPHABET = string.ascii_lowercase + string.digits + "æøåäöüé"
_LATIN = re.compile(r"[a-z0-9æøåäöüéèáóß]+")

# Once a term is a piece it must win over the sum of its parts, also when an ending
# or a linking s follows, so it scores no lower than a rather common word does.
# Short terms occur inside other words by chance ("sti" in "investigere"), and get
# no more than what they earn by frequency.
_FORCED_FLOOR = -7.5
_SHORTEST_FORCED = 5

# As many as the corpus yields; what is not needed is cut afterwards.
_PIECES_TO_CHOOSE_FROM = 60_000
_LONGEST_PIECE = 20
_ROUNDS = 4


def forced_words(terms: Iterable[str]) -> list[str]:
    """Choose the terms that can be one token: single words of letters, long enough.

    >>> forced_words(["plejecenter", "tages til efterretning", "sti", "Lokalplan"])
    ['plejecenter', 'lokalplan']
    """
    words = (term.lower() for term in terms)
    return list(
        dict.fromkeys(word for word in words if word.isalpha() and len(word) >= _SHORTEST_FORCED)
    )


def train_tokenizer(texts: Sequence[str], forced: Sequence[str], pieces: int) -> Tokenizer:
    """Train a Unigram tokenizer of at most `pieces` pieces, the forced words among them.

    There is no mark at the start of a word, so that the pieces of a compound
    are the same ones as the words that it is made of. Punctuation is dropped:
    in a mean of vectors it is only noise.

    The library's own scores differ from run to run (it adds up in the order of a
    randomly seeded hash map), though the set of pieces does not. So they are
    computed again here, by segmenting the words and counting, and two runs agree.
    """
    words = _count_words(texts)
    chosen = sorted(_trained_pieces(words) | set(forced) | set(_ALPHABET))
    scores = dict.fromkeys(chosen, -10.0)  # equal scores: the fewest pieces win
    for round_ in range(_ROUNDS):
        counts = _count_pieces(_tokenizer(scores), words)
        if round_ == _ROUNDS - 2:
            chosen = _most_used(counts, chosen, forced, pieces - 1)
        scores = _scores(counts, chosen, forced)
    return _tokenizer(scores)


def _count_words(texts: Iterable[str]) -> Counter[str]:
    splitter = _empty_tokenizer()
    words: Counter[str] = Counter()
    for text in texts:
        normal = splitter.normalizer.normalize_str(text)
        words.update(word for word, _ in splitter.pre_tokenizer.pre_tokenize_str(normal))
    return words


def _trained_pieces(words: Mapping[str, int]) -> set[str]:
    """Let the library find the pieces that are worth having."""
    tokenizer = _empty_tokenizer()
    trainer = trainers.UnigramTrainer(
        vocab_size=_PIECES_TO_CHOOSE_FROM,
        special_tokens=[UNKNOWN],
        unk_token=UNKNOWN,
        max_piece_length=_LONGEST_PIECE,
        show_progress=False,
    )
    ordered = (f"{word} " * count for word, count in sorted(words.items()))
    tokenizer.train_from_iterator(ordered, trainer)
    return {piece for piece in tokenizer.get_vocab() if _LATIN.fullmatch(piece)}


def _count_pieces(tokenizer: Tokenizer, words: Mapping[str, int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for encoding, count in zip(tokenizer.encode_batch(list(words)), words.values(), strict=True):
        for piece in encoding.tokens:
            counts[piece] += count
    return counts


def _most_used(
    counts: Mapping[str, int], chosen: Sequence[str], forced: Sequence[str], pieces: int
) -> list[str]:
    """Keep the forced words and the alphabet, and the most used of the others."""
    kept = [*dict.fromkeys([*forced, *_ALPHABET])]
    others = sorted(set(chosen) - set(kept), key=lambda piece: (-counts[piece], piece))
    return sorted(kept + others[: max(pieces - len(kept), 0)])


def _scores(
    counts: Mapping[str, int], chosen: Sequence[str], forced: Sequence[str]
) -> dict[str, float]:
    """Give each piece the logarithm of its share, with forced words above the floor."""
    total = math.log(sum(counts.values()))
    scores = {piece: round(math.log(counts[piece] + 0.1) - total, 3) for piece in chosen}
    scores.update({word: max(scores[word], _FORCED_FLOOR) for word in forced})
    return scores


def _tokenizer(scores: Mapping[str, float]) -> Tokenizer:
    tokenizer = _empty_tokenizer()
    tokenizer.model = models.Unigram([(UNKNOWN, 0.0), *scores.items()], unk_id=0)
    return tokenizer


def _empty_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation("removed")]
    )
    return tokenizer
