"""What a contribution must hold to be deposited, what deserves a second look, and how it may move.

Pure functions: no store, no screen. Every problem is told at once, keyed by the field it is shown beside.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from observatoire.abus.rules import soupcons
from observatoire.clock import aujourd_hui
from observatoire.contributions.model import (
    ADAPTEE,
    ANONYME,
    DIFFERENTE,
    EMBARGO,
    PORTEES,
    TRANSITIONS,
    Contenu,
    EffetSaisi,
    LienSaisi,
    PartenaireSaisi,
    PieceSaisie,
)
from observatoire.contributions.nettoyage import (
    BILAN,
    LIGNES,
    REPRISE,
    lignes_propres,
    nettoyer,
    nettoyer_texte,
)
from observatoire.courrier.rules import courriel_sain
from observatoire.pieces.model import PHOTO, TYPES_MIME
from observatoire.pieces.rules import PIECES_AU_PLUS
from observatoire.structures import erreur_numero
from observatoire.vie_privee import QUOI, identifiants, indices
from observatoire.vocabulaires import vocabulaire


class Bornes(NamedTuple):
    """Length of a text, in characters, once cleaned; a minimum of 0 is an optional field."""

    mini: int
    maxi: int


BORNES = {
    "titre": Bornes(8, 120),
    "resume": Bornes(30, 400),
    "recit": Bornes(80, 8_000),
    "resultats": Bornes(0, 4_000),
    "difficultes": Bornes(0, 4_000),
    **dict.fromkeys(BILAN, Bornes(0, 2_000)),
    "site": Bornes(0, 300),
}
BORNES_NOM = Bornes(2, 120)
"""Length of a partner's name."""
BORNES_PIECE = {"legende": Bornes(0, 200), "credit": Bornes(2, 120), "description": Bornes(10, 300)}
"""Lengths of what is said of a photo; a document needs no description, its caption is then its title."""
BORNES_TITRE_DOCUMENT = Bornes(5, 200)
NOMS_PIECE = {"legende": "La légende", "credit": "Le crédit", "description": "La description"}
BORNES_REPRISE = Bornes(0, 600)
"""Length of what was kept, changed, left of a pratique that one comes from."""
BORNES_RAISON = Bornes(10, 600)
"""Length of what makes two collaborations different."""
NOMS_LIEN = {
    "garde": "Ce que vous avez gardé",
    "change": "Ce que vous avez changé",
    "abandonne": "Ce que vous n’avez pas repris",
}
LIENS_AU_PLUS = 5
ACCORD = (
    "Cochez la case une fois que les personnes reconnaissables ont donné leur accord, ou retirez la photo."
)
BORNES_MOTIF = Bornes(10, 2_000)
"""Length of the reason given with a decision."""
BORNES_RECOURS = Bornes(20, 2_000)
"""Length of an appeal."""
TAILLE_BROUILLON = 100_000
"""Bytes of JSON a draft may take: far above what the bounds allow."""
PARTENAIRES_AU_PLUS = 20
TERRITOIRES_AU_PLUS = 30
PREMIERE_ANNEE = 1900

NOMS = {
    "titre": "Le titre",
    "resume": "Le résumé",
    "recit": "Le récit",
    "resultats": "Les résultats",
    "difficultes": "Ce qui n’a pas marché",
    "acquis": "Ce qui a marché quand même",
    "a_refaire": "Ce qu’on referait",
    "condition_manquante": "La condition qui a manqué",
    "site": "L’adresse du site",
}
CHOIX_SIMPLES = {
    "forme": "la forme de la collaboration",
    "activite": "où en est la collaboration",
    "publication": "comment elle sera publiée",
}


class Choix(NamedTuple):
    """A field of several coded values."""

    vocabulaire: str
    mini: int
    maxi: int
    demande: str


CHOIX_MULTIPLES = {
    "objectifs": Choix("objectif", 1, 5, "un objectif"),
    "publics": Choix("public", 1, 14, "un public"),
    "thematiques": Choix("thematique", 0, 8, "un thème"),
    "freins": Choix("frein", 0, 8, "un frein"),
    "leviers": Choix("levier", 0, 8, "un levier"),
}

CAUSES = Choix("cause_arret", 1, 3, "une cause (« Cause inconnue » si vous ne savez pas)")
"""Asked of an ended activity only, the most important first."""

EFFETS_AU_PLUS = 10
EMBARGO_ANNEES = 3
"""How far an embargo may go."""

TEXTES_LIBRES = ("titre", "resume", "recit", "resultats", "difficultes", *BILAN)
_TOURNANTS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Bidirectional classes of the characters that make a text read as something else."""
_FICHIER = re.compile(r"[0-9a-f]{32}")
_VOIE = re.compile(
    r"\b\d{1,4}\s?(?:bis|ter|quater)?\s?,?\s+(?:rue|avenue|av\.|boulevard|bd|impasse|all[ée]es?|chemin|route|place|quai|cours|square|passage|venelle|sente|faubourg)\s+\w[\w’'-]*",
    re.IGNORECASE,
)
_HOTE = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+", re.IGNORECASE)


def transition_permise(verbe: str, statut: str) -> bool:
    """Tell whether a contribution in this state can be moved by this verb."""
    return (verbe, statut) in TRANSITIONS


def erreurs(contenu: Contenu) -> dict[str, str]:
    """Return what prevents the deposit: field → what is wrong and what to do.

    A partner's fields are keyed by its row as given, empty rows counted: `partenaires.2.nom`.
    """
    return dict([*_erreurs(nettoyer(contenu), lignes_propres(contenu)), *_erreurs_effets(contenu.effets)])


def _erreurs(c: Contenu, partenaires: tuple[PartenaireSaisi, ...]) -> Iterator[tuple[str, str]]:
    for nom, bornes in BORNES.items():
        texte = getattr(c, nom)
        phrase = erreur_texte(NOMS[nom], texte, bornes, lignes=nom in LIGNES)
        if phrase := phrase or (_erreur_site(texte) if nom == "site" else ""):
            yield nom, phrase
    for nom, demande in CHOIX_SIMPLES.items():
        if getattr(c, nom) not in vocabulaire(nom).codes:
            yield nom, f"Choisissez {demande}."
    for nom, choix in CHOIX_MULTIPLES.items():
        if phrase := _erreur_choix(getattr(c, nom), choix):
            yield nom, phrase
    yield from _erreurs_partenaires(partenaires)
    yield from _erreurs_lieu(c)
    yield from _erreurs_duree(c)
    yield from _erreurs_publication(c)
    yield from _erreurs_pieces(c)
    yield from _erreurs_liens(c)


def erreur_texte(nom: str, texte: str, bornes: Bornes, *, lignes: bool = False) -> str:
    """Return what is wrong with a cleaned text, or an empty text."""
    if not texte:
        return f"{nom} manque : écrivez au moins {bornes.mini} caractères." if bornes.mini else ""
    if interdit := _caractere_interdit(texte, lignes=lignes):
        return f"{nom} : un caractère invisible ({interdit}) s’y trouve. Effacez ce passage et retapez-le."
    if len(texte) < bornes.mini:
        return (
            f"{nom} : {len(texte)} caractère{_s(texte)}, c’est trop court. Écrivez-en au moins {bornes.mini}."
        )
    if len(texte) > bornes.maxi:
        return f"{nom} : {len(texte)} caractères, c’est trop long. Restez sous {bornes.maxi}."
    return ""


def _s(texte: str) -> str:
    return "s" if len(texte) > 1 else ""


def _caractere_interdit(texte: str, *, lignes: bool) -> str:
    """Return the code of the first control character, or of one that turns the reading direction."""
    if texte.replace("\n", "" if lignes else "\n").isprintable():
        return ""
    for c in texte:
        controle = unicodedata.category(c) in {"Cc", "Cs"} and not (lignes and c == "\n")
        if controle or unicodedata.bidirectional(c) in _TOURNANTS:
            return f"U+{ord(c):04X}"
    return ""


def _erreur_site(site: str) -> str:
    if not site or _site_sain(site):
        return ""
    return "L’adresse du site n’est pas reconnue : écrivez-la comme https://www.exemple.fr."


def _site_sain(site: str) -> bool:
    try:
        parties = urlsplit(site)
        hote = (parties.hostname or "").encode("idna").decode()
        port_connu = parties.port is None or parties.port > 0
    except ValueError:
        return False
    propre = (
        parties.scheme in {"http", "https"}
        and parties.username is None
        and not re.search(r"[\s<>\"'`\\]", site)
    )
    return propre and port_connu and _HOTE.fullmatch(hote) is not None


def _erreur_choix(codes: tuple[str, ...], choix: Choix) -> str:
    connus = vocabulaire(choix.vocabulaire).codes
    if any(code not in connus for code in codes) or len(set(codes)) < len(codes):
        return "Une valeur n’est pas dans la liste : retirez-la et choisissez dans la liste."
    if len(codes) < choix.mini:
        return f"Choisissez au moins {choix.demande}."
    if len(codes) > choix.maxi:
        return f"Gardez-en {choix.maxi} au plus : les plus importants."
    return ""


def _erreurs_partenaires(partenaires: tuple[PartenaireSaisi, ...]) -> Iterator[tuple[str, str]]:
    noms, numeros = [p.nom.casefold() for p in partenaires], [p.numero for p in partenaires]
    if all(p.vide for p in partenaires):
        yield "partenaires", "Nommez au moins un partenaire, le vôtre par exemple."
    if sum(not p.vide for p in partenaires) > PARTENAIRES_AU_PLUS:
        yield "partenaires", f"Gardez {PARTENAIRES_AU_PLUS} partenaires au plus : les plus actifs."
    for rang, p in enumerate(partenaires):
        if p.vide:
            continue
        if phrase := erreur_texte("Le nom du partenaire", p.nom, BORNES_NOM):
            yield f"partenaires.{rang}.nom", phrase
        elif noms.index(p.nom.casefold()) < rang:
            yield (
                f"partenaires.{rang}.nom",
                "Ce partenaire est déjà dans la liste : retirez une des deux lignes.",
            )
        if phrase := erreur_numero(p.numero):
            yield f"partenaires.{rang}.numero", phrase
        elif p.numero and p.numero in numeros[:rang]:
            yield (
                f"partenaires.{rang}.numero",
                "Un autre partenaire a déjà ce numéro\u00a0: corrigez-le, ou retirez une des deux lignes.",
            )
        if p.cote not in vocabulaire("cote").codes:
            yield (
                f"partenaires.{rang}.cote",
                "Choisissez son côté (« Côté non précisé » si vous ne savez pas).",
            )
        if p.role not in vocabulaire("role").codes:
            yield f"partenaires.{rang}.role", "Choisissez son rôle."
        if any(code not in vocabulaire("apport").codes for code in p.apporte):
            yield (
                f"partenaires.{rang}.apporte",
                "Un apport n’est pas dans la liste : retirez-le et choisissez dans la liste.",
            )


def _erreurs_lieu(c: Contenu) -> Iterator[tuple[str, str]]:
    portee = PORTEES.get(c.portee)
    if portee is None:
        yield "portee", "Dites où cela se passe, ou choisissez « Sans lieu précis »."
        return
    if portee.niveaux and not any(t.partition("-")[0] in portee.niveaux for t in c.territoires):
        yield (
            "territoires",
            f"Ajoutez au moins un territoire ({portee.demande.lower()}) : tapez les premières lettres.",
        )
    if c.lieu_protege:
        yield from _adresses_dites(c)
    if len(c.territoires) > TERRITOIRES_AU_PLUS:
        yield (
            "territoires",
            f"Gardez {TERRITOIRES_AU_PLUS} territoires au plus, ou choisissez une portée plus large.",
        )


def _adresses_dites(c: Contenu) -> Iterator[tuple[str, str]]:
    """Yield where a text gives an address while the place is said to be protected."""
    textes = {nom: getattr(c, nom) for nom in TEXTES_LIBRES}
    textes |= {"pieces": "\n".join(textes_des_pieces(c)), "liens": "\n".join(textes_des_liens(c))}
    for nom, texte in textes.items():
        if trouvee := _VOIE.search(texte):
            yield (
                nom,
                f"Vous dites que le lieu est protégé, et ce texte semble donner une adresse («\u00a0{trouvee[0][:60]}\u00a0»)\u00a0: retirez-la.",
            )


def _erreurs_duree(c: Contenu) -> Iterator[tuple[str, str]]:
    dans_un_an = aujourd_hui().year + 1
    if c.annee_debut is not None and not PREMIERE_ANNEE <= c.annee_debut <= dans_un_an:
        yield (
            "annee_debut",
            f"L’année de début doit être entre {PREMIERE_ANNEE} et {dans_un_an} : corrigez-la ou videz-la.",
        )
    if c.terminee and (phrase := _erreur_choix(c.causes_arret, CAUSES)):
        yield "causes_arret", phrase
    if c.annee_fin is not None and not (c.annee_debut or PREMIERE_ANNEE) <= c.annee_fin <= aujourd_hui().year:
        yield (
            "annee_fin",
            f"L’année de fin doit être entre {c.annee_debut or PREMIERE_ANNEE} et {aujourd_hui().year}\u00a0: corrigez-la ou videz-la.",
        )


def _erreurs_effets(effets: tuple[EffetSaisi, ...]) -> Iterator[tuple[str, str]]:
    if sum(not e.vide for e in effets) > EFFETS_AU_PLUS:
        yield "effets", f"Gardez {EFFETS_AU_PLUS} lignes au plus\u00a0: les plus parlantes."
    vues: set[tuple[str, str]] = set()
    for rang, e in enumerate(effets):
        if e.vide:
            continue
        if phrase := _erreur_effet(e):
            yield f"effets.{rang}.effet", phrase
        elif (e.frein, e.levier) in vues:
            yield (
                f"effets.{rang}.effet",
                "Ce levier face à ce frein est déjà dit\u00a0: retirez une des deux lignes.",
            )
        vues.add((e.frein, e.levier))


def _erreur_effet(e: EffetSaisi) -> str:
    codes = ((e.frein, "frein"), (e.levier, "levier"), (e.effet, "effet"))
    if all(code in vocabulaire(nom) for code, nom in codes):
        return ""
    return "Choisissez le frein, le levier et ce qu’il a changé, ou retirez cette ligne."


def _erreurs_publication(c: Contenu) -> Iterator[tuple[str, str]]:
    if c.publication != EMBARGO:
        return
    jour, limite = date_d_embargo(c), embargo_au_plus_tard(aujourd_hui())
    if jour is None:
        yield "embargo_jusqu_au", "Choisissez le jour à partir duquel la fiche pourra être lue."
    elif jour > limite:
        yield (
            "embargo_jusqu_au",
            f"Un embargo dure {EMBARGO_ANNEES} ans au plus\u00a0: choisissez un jour avant le {limite:%d/%m/%Y}, ou une publication anonyme.",
        )


def date_d_embargo(c: Contenu) -> date | None:
    """Return the day from which an embargoed sheet is shown, None when it is not a day."""
    try:
        return date.fromisoformat(c.embargo_jusqu_au)
    except ValueError:
        return None


def reservee(c: Contenu, jour: date) -> bool:
    """Tell whether what is accepted has no public sheet on this day."""
    leve = date_d_embargo(c)
    return c.publication == ANONYME or (c.publication == EMBARGO and leve is not None and leve > jour)


def embargo_au_plus_tard(jour: date) -> date:
    """Return the last day an embargo may be asked for, `jour` being today."""
    return jour.replace(year=jour.year + EMBARGO_ANNEES, day=min(jour.day, 28))


def _erreurs_pieces(c: Contenu) -> Iterator[tuple[str, str]]:
    if len(c.pieces) > PIECES_AU_PLUS:
        yield "pieces", f"Gardez {PIECES_AU_PLUS} photos et documents au plus\u00a0: les plus parlants."
    for rang, p in enumerate(c.pieces):
        if _FICHIER.fullmatch(p.fichier) is None or p.genre not in TYPES_MIME:
            yield "pieces", "Un fichier n’est pas reconnu\u00a0: retirez-le et joignez-le à nouveau."
            continue
        for nom, bornes in _bornes_de(p).items():
            if phrase := erreur_texte(NOMS_PIECE[nom], getattr(p, nom), bornes):
                yield f"pieces.{rang}.{nom}", phrase
        if p.genre == PHOTO and p.accord != "oui":
            yield f"pieces.{rang}.accord", ACCORD


def _bornes_de(p: PieceSaisie) -> dict[str, Bornes]:
    """Return what must be said of a file: a photo is described, a document has a title."""
    if p.genre == PHOTO:
        return BORNES_PIECE
    return {"legende": BORNES_TITRE_DOCUMENT, "credit": BORNES_PIECE["credit"]}


def _erreurs_liens(c: Contenu) -> Iterator[tuple[str, str]]:
    if len(c.liens) > LIENS_AU_PLUS:
        yield "liens", f"Gardez {LIENS_AU_PLUS} fiches au plus\u00a0: les plus proches de la vôtre."
    if len({lien.pratique for lien in c.liens}) < len(c.liens):
        yield "liens", "La même fiche est citée deux fois\u00a0: retirez-en une."
    for rang, lien in enumerate(c.liens):
        if lien.lien not in (ADAPTEE, DIFFERENTE) or not lien.pratique:
            yield "liens", "Un lien avec une fiche n’est pas reconnu\u00a0: retirez-le."
        for champ, phrase in _erreurs_lien(lien):
            yield f"liens.{rang}.{champ}", phrase


def _erreurs_lien(lien: LienSaisi) -> Iterator[tuple[str, str]]:
    if lien.lien == DIFFERENTE:
        if phrase := erreur_texte("Ce qui est différent", lien.raison, BORNES_RAISON):
            yield "raison", phrase
        return
    for nom in REPRISE:
        if phrase := erreur_texte(NOMS_LIEN[nom], getattr(lien, nom), BORNES_REPRISE):
            yield nom, phrase
    if not any(getattr(lien, nom) for nom in REPRISE):
        yield "garde", "Dites au moins ce que vous avez gardé, changé ou laissé, ou retirez cette fiche."


def avertissements(contenu: Contenu) -> dict[str, str]:
    """Return what deserves a second look and prevents nothing: field → sentence."""
    c = nettoyer(contenu)
    avis = {nom: phrase for nom in TEXTES_LIBRES if (phrase := _avis_vie_privee(getattr(c, nom)))}
    if phrase := next(filter(None, map(_avis_vie_privee, textes_des_pieces(c))), ""):
        avis["pieces"] = phrase
    if phrase := next(filter(None, map(_avis_vie_privee, textes_des_liens(c))), ""):
        avis["liens"] = phrase
    if len(c.partenaires) == 1:
        avis["partenaires"] = (
            "Une collaboration se fait à plusieurs : s’il y a un autre partenaire, ajoutez-le."
        )
    return avis


def _avis_vie_privee(texte: str) -> str:
    """Say what seems personal in a text, the passage quoted, and what to do."""
    if not texte:
        return ""
    for trouvees, suite in (
        (identifiants(texte), "Il sera public\u00a0: retirez toute donnée personnelle, sauf si elle l’est déjà."),
        (indices(texte), "Il sera public\u00a0: gardez-le si cette personne est d’accord, sinon parlez d’elle sans qu’on la reconnaisse."),
    ):  # fmt: skip
        if trouvees:
            premiere = trouvees[0]
            passage = texte[premiere.debut : premiere.fin][:60]
            return f"Ce texte semble contenir {QUOI[premiere.genre]} («\u00a0{passage}\u00a0»). {suite}"
    return ""


def _textes(contenu: Contenu) -> tuple[str, ...]:
    """Return every free text."""
    libres = (getattr(contenu, nom) for nom in TEXTES_LIBRES)
    return (*libres, *textes_des_pieces(contenu), *textes_des_liens(contenu))


def a_verifier(contenu: Contenu) -> bool:
    """Tell whether a free text seems to hold something personal."""
    return any(map(_avis_vie_privee, _textes(contenu)))


def textes_des_pieces(contenu: Contenu) -> tuple[str, ...]:
    """Return what is said freely of the joined files."""
    return tuple(t for p in contenu.pieces for t in (p.legende, p.description))


def textes_des_liens(contenu: Contenu) -> tuple[str, ...]:
    """Return what is said freely of the sheets that existed before."""
    return tuple(t for x in contenu.liens for t in (x.garde, x.change, x.abandonne, x.raison))


COURRIEL_ILLISIBLE = (
    "Ce courriel n’est pas reconnu\u00a0: écrivez-le comme nom@exemple.fr, ou laissez la case vide."
)


def erreur_courriel(courriel: str) -> str:
    """Return what is wrong with an optional e-mail, or an empty text."""
    return COURRIEL_ILLISIBLE if courriel and not courriel_sain(courriel) else ""


def soupcons_de(contenu: Contenu) -> tuple[str, ...]:
    """Return what, in the free texts, looks like an automatic sending."""
    return soupcons(_textes(contenu))


def erreur_motif(motif: str) -> str:
    """Return what is wrong with the reason of a decision, or an empty text."""
    return erreur_texte("La raison", nettoyer_texte(motif, lignes=True), BORNES_MOTIF, lignes=True)


def erreur_recours(texte: str) -> str:
    """Return what is wrong with an appeal, or an empty text."""
    return erreur_texte("Le recours", nettoyer_texte(texte, lignes=True), BORNES_RECOURS, lignes=True)


def changements(avant: Contenu, apres: Contenu) -> tuple[str, ...]:
    """Return the names of the fields that differ, in the order of the form."""
    return tuple(nom for nom in Contenu.__dataclass_fields__ if getattr(avant, nom) != getattr(apres, nom))
