"""Words too common to be searched, folded."""

MOTS_VIDES = frozenset(
    """
    a ai au aux avec c ca ce cela ces cet cette chez comme comment contre d dans de des donc dont du elle elles en entre est et
    etes etre eux il ils j je l la le les leur leurs lui m ma mais me meme memes mes n ne ni nos notre nous on ont ou par
    pas plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se ses si soit son sont sur t ta te
    tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y afin ainsi alors aussi lors
    """.split()  # noqa: SIM905 - read as a text
)
