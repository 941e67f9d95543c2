"""What the networks that read items are tested with."""

from __future__ import annotations

from index.encoder.corpus import AskedPassage

ITEM = (
    "Ny trappe ved svømmehallen",
    [
        "Trappen ved svømmehallens indgang er revnet og blev spærret i marts.",
        "Administrationen anbefalede, at trappen støbes om for 340.000 kr.",
        "Ældrerådet ønskede en rampe ved siden af trappen.",
        "Udvalget besluttede at støbe trappen om og at vente med rampen.",
        "Arbejdet med trappen udføres i uge 29, hvor hallen er lukket.",
    ],
)


def passages(count: int) -> list[AskedPassage]:
    """Of each the price and the beginning are told, and nothing of who proposed it."""
    return [
        AskedPassage(
            f"Emne {i}",
            f"Prisen for nummer {i} er {i + 2}00 kr. Sagen begynder i uge {i + 3}. Huset er rødt.",
            (f"hvad koster nummer {i}", f"hvornår går {i} i gang", "hvem foreslog det"),
            ((1,), (2,), ()),
        )
        for i in range(count)
    ]
