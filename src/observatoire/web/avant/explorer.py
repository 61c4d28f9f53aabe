"""The explorer's first content: count, list and map of the address; every link is an address of the explorer."""

from dataclasses import replace

from starlette.datastructures import QueryParams

from observatoire.pratiques import PORTEES, TAILLE_PAGE, Recherche, Resume, Totaux
from observatoire.recherche import Interpretation
from observatoire.web import cache
from observatoire.web.explorateur import carte, clic, colonnes, criteres, etat, filtres, resultats, vues
from observatoire.web.explorateur.resultats import adresse
from observatoire.web.formats import nombre
from observatoire.web.gabarits import fragment

CLIC = "clic"
"""Parameter of an address that says what was clicked on the map; the server answers with the address to go to."""


def contenu(version: int, params: QueryParams) -> str:
    """Return what the address asks, as the page shows it with every panel closed."""
    r, avis = lire(version, params)
    totaux = cache.totaux(version, r.sans_presentation)
    lu = cache.comprise(version, r.q, r.elargir)
    pages = max(1, -(-totaux.nombre // TAILLE_PAGE))
    r = replace(r, page=min(r.page, pages))
    cartographie = r.vue != "graphiques"
    return fragment(
        "avant/explorer.html",
        r=r,
        titre=vues.titre(params.get(vues.NOMMEE, "")),
        avis=avis,
        panneaux={f"panneau-{noms[0]}": titre for titre, noms in filtres.PANNEAUX.items()}
        | {"panneau-periode": "Période", "panneau-plus": filtres.nommer_plus(r), "panneau-vues": "Vues"},
        criteres=[(texte, adresse(r.avec(**change))) for texte, change in criteres.lister(version, r)],
        tout=adresse(criteres.sans_critere(r)),
        compte=resultats.dire_le_compte(totaux),
        lecture=resultats.dire_la_lecture(r, lu),
        ordre=resultats.NOMS_DES_TRIS[r.tri] if cartographie else "",
        vue=resultats.NOMS_DES_VUES[r.vue],
        liste=_liste(version, r, totaux, lu),
        pages=resultats.en_pages(r, pages) if pages > 1 and cartographie else "",
        carte=_carte(version, r, totaux) if cartographie else None,
    )


def lire(version: int, params: QueryParams) -> tuple[Recherche, list[str]]:
    """Return the question of an address, and a sentence for each value that was not understood."""
    lue, avis = Recherche.from_params(
        {nom: params.getlist(nom) for nom in dict(params.multi_items()) if nom != CLIC}
    )
    r, suite = etat.verifier(version, lue)
    return r, avis + suite


def suivre_un_clic(params: QueryParams) -> str | None:
    """Return the address that a click on the first map leads to, None when nothing was clicked."""
    if not (identifiant := params.get(CLIC)):
        return None
    version = cache.version()
    r, _ = lire(version, params)
    departements = cache.departements(version, identifiant)
    au_dessus = f"departement-{departements[0]}" if departements else ""
    return adresse(clic.apres_clic(r, identifiant, identifiant == r.territoire, au_dessus))


def _liste(version: int, r: Recherche, totaux: Totaux, lu: Interpretation | None) -> str:
    if r.vue == "graphiques" or not totaux.nombre:
        return ""
    resumes: list[Resume] = cache.page(version, r)
    return (
        colonnes.en_tableau(resumes, r.colonnes, lu)
        if r.vue == "tableau"
        else resultats.en_cartes(resumes, 2, lu)
    )


def _carte(version: int, r: Recherche, totaux: Totaux) -> dict[str, object]:
    """Return what is around and in the map: the way up, the kinds of map, the figure, what it cannot show."""
    ici = cache.territoire(version, r.territoire) if r.territoire else None
    dessus = cache.au_dessus(version, r.territoire) if ici else []
    figure = cache.figure(version, r)
    return {
        "fil": [(t.libelle, adresse(clic.remonter(r, "" if t.niveau == "pays" else t.id))) for t in dessus],
        "ici": ici,
        "genres": [
            (titre, adresse(replace(r, carte=code)), code == r.carte)
            for code, titre in carte.genres(version, r).items()
        ],
        "mesure": cache.nommer_la_mesure(version, r.mesure) if r.carte != "points" else "",
        "figure": figure | {"image": carte.image(version, r)},
        "source": figure.get("source", ""),
        "hors": [
            (f"{nombre(n)} {PORTEES[portee]}", adresse(r.avec(portee=portee)))
            for portee, n in carte.hors_carte(r, totaux).items()
        ],
    }
