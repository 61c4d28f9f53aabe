"""The first content of a territory's page: its head, its tabs, and its portrait when that is what is asked."""

from starlette.datastructures import QueryParams

from observatoire.territoires import NIVEAUX
from observatoire.web import cache_territoire
from observatoire.web.gabarits import fragment
from observatoire.web.territoire import ONGLETS, entete, portrait


def contenu(version: int, params: QueryParams) -> str:
    """Return the head of one territory; '' for an address that designates none, or several."""
    code = params.get("code", "")
    designes = cache_territoire.designes(version, code[:60]) if code else []
    if len(designes) != 1:
        return ""
    ici = designes[0]
    onglet = params.get("onglet", "")
    onglet = onglet if onglet in ONGLETS else next(iter(ONGLETS))
    return fragment(
        "avant/territoire.html",
        ici=ici,
        niveau=NIVEAUX[ici.niveau],
        fil=entete.fil(version, ici),
        chiffres=entete.chiffres(version, ici, cache_territoire.presence(version, ici.id)),
        onglets=entete.onglets_de(ici, {c: titre for c, (titre, _) in ONGLETS.items()}, onglet),
        partie=portrait.en_html(version, ici) if onglet == "portrait" else "",
    )
