"""The pratiques that look like one, and why, in words. Pure functions."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from observatoire.pratiques import Proche
from observatoire.territoires import NIVEAUX
from observatoire.vocabulaires import Valeur, vocabulaire
from observatoire.web import fragments
from observatoire.web.confiance import badge_confiance
from observatoire.web.formats import INSECABLE, enumeration
from observatoire.web.fragments import echapper

MOTS_AU_PLUS = 4


def cartes(lus: Iterable[Proche]) -> str:
    """Return their cards, each with the reason."""
    faites = []
    for proche in lus:
        r = proche.resume
        carte = fragments.carte_pratique(
            r.id,
            r.titre,
            r.resume,
            lieu=r.lieu,
            mixite=r.mixite,
            confiance=badge_confiance(r),
        )
        faites.append(f'{carte}<p class="raison">{echapper(raison(proche))}</p>')
    return fragments.grille(faites)


def liste(lus: Iterable[Proche]) -> str:
    """Return links to their plain sheets, each with the reason."""
    elements = "".join(
        f"<li>{fragments.lien(adresse(p), p.resume.titre)}<small>{echapper(raison(p))}</small></li>"
        for p in lus
    )
    return f'<ul class="proches">{elements}</ul>'


def adresse(proche: Proche) -> str:
    """Return the path of its plain sheet."""
    return f"/fiche/{quote(proche.resume.id, safe='')}"


def raison(proche: Proche) -> str:
    """Return why it is shown."""
    return f"En commun{INSECABLE}: {en_commun(proche.communs)}."


def en_commun(codes: Sequence[str]) -> str:
    """Return in words what two pratiques share: themes, publics, aims, form, then the nearest territory."""
    mots = [_dans_une_phrase(valeur.court) for valeur in map(_valeur, codes) if valeur]
    niveaux = {code.partition("-")[0] for code in codes} & set(NIVEAUX)
    plus_proche = next(
        (n for n in ("commune", "epci", "departement", "region", "pays") if n in niveaux), None
    )
    retenus = list(dict.fromkeys(mots))[: MOTS_AU_PLUS - bool(plus_proche)]
    reste = len(set(mots)) > len(retenus)
    if plus_proche:
        article = "la même" if plus_proche in ("commune", "epci", "region") else "le même"
        retenus.append(f"{article} {NIVEAUX[plus_proche].lower()}")
    return enumeration(retenus) + (f"{INSECABLE}…" if reste else "")


def _valeur(code: str) -> Valeur | None:
    noms = [v.get(code) for v in map(vocabulaire, ("thematique", "public", "objectif", "forme"))]
    return next((v for v in noms if v), None)


def _dans_une_phrase(mots: str) -> str:
    """Return words without their capital, acronyms left alone."""
    return mots if mots[1:2].isupper() else mots[:1].lower() + mots[1:]
