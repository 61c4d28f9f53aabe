"""The voices on a sheet: three dots on one line for each question, said in words and in a table too. Pure functions."""

from collections import defaultdict

from observatoire.retours import QUESTIONS, VOIX, Paroles, Voix
from observatoire.retours.rules import REPONSES_AU_MOINS
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web.formats import INSECABLE, enumeration, nombre, periode_de_mois, pluriel
from observatoire.web.fragments import echapper, lien

TITRE = "La voix des personnes"
_MOTS = ((20, "non"), (40, "plutôt non"), (60, "partagé"), (80, "plutôt oui"), (100, "oui"))
"""Up to this position → how it is said."""
ECART_NET = 25
"""Points between two voices from which the sheet says that they differ."""


def partie(paroles: Paroles) -> str:
    """Return the whole part of the sheet, with its title; '' when nothing may be shown."""
    return f"<h2>{TITRE}</h2>{montrer(paroles)}" if paroles.voix else ""


def montrer(paroles: Paroles) -> str:
    """Return the three lines, what they stand on, the table and the sentences."""
    lignes = "".join(_question(q, paroles.voix) for q in QUESTIONS)
    return (
        f'<div class="voix"><p class="legende">{_legende(paroles.voix)}</p>{lignes}'
        f'<p class="sur-quoi">{echapper(sur_quoi(paroles))}</p>{_tableau(paroles.voix)}{_phrases(paroles)}</div>'
    )


def en_mots(position: int) -> str:
    """Return a position in words."""
    return next(mots for jusqu_a, mots in _MOTS if position <= jusqu_a)


def ecart(question: str, voix: tuple[Voix, ...]) -> str:
    """Return what the voices say of one question and how far apart they are, as a sentence; the gap comes first."""
    dites = [(v, int(getattr(v, question))) for v in voix]
    positions = [p for _, p in dites]
    detail = enumeration(f"{libelle('voix', v.voix).lower()}{INSECABLE}: {en_mots(p)}" for v, p in dites)
    if len(dites) < 2:
        return f"{detail[:1].upper()}{detail[1:]}."
    points = max(positions) - min(positions)
    debut = (
        f"Écart de {points}{INSECABLE}points"
        if points >= ECART_NET
        else "Les voix disent presque la même chose"
    )
    return f"{debut} ({detail})."


def sur_quoi(paroles: Paroles) -> str:
    """Return how many answered, when, and what is not shown."""
    nombres = enumeration(
        f"{nombre(v.reponses)} {libelle('voix', v.voix).lower()} ({periode_de_mois(v.du, v.au)})"
        for v in paroles.voix
    )
    manquent = [libelle("voix", code).lower() for code in VOIX if code not in {v.voix for v in paroles.voix}]
    suite = (
        f" Pas encore {REPONSES_AU_MOINS}{INSECABLE}réponses à montrer des {enumeration(manquent)}."
        if manquent
        else ""
    )
    return f"Ont répondu{INSECABLE}: {nombres}. Réponses anonymes, données par qui l’a voulu.{suite}"


def au_territoire(pratiques: int, reponses: int, territoire_id: str) -> str:
    """Return, for a territory's page, of how many pratiques voices are published; '' when of none."""
    if not pratiques:
        return ""
    fichier = lien(f"/api/v1/voix.csv?territoire={territoire_id}", "les télécharger")
    return (
        f"<p>{TITRE} et des deux côtés est publiée pour {echapper(pluriel(pratiques, 'pratique'))} "
        f"({echapper(pluriel(reponses, 'réponse'))}){INSECABLE}: {fichier}.</p>"
    )


def _legende(voix: tuple[Voix, ...]) -> str:
    return " ".join(
        f'<span class="entree"><span class="marque {v.voix}"></span>{echapper(libelle("voix", v.voix))}</span>'
        for v in voix
    )


def _question(question: str, voix: tuple[Voix, ...]) -> str:
    valeur = vocabulaire("question_retour").get(question)
    titre = valeur.libelle if valeur else question
    return (
        f'<div class="question"><h3>{echapper(titre)}</h3>'
        f'<div class="axe" aria-hidden="true"><span class="bout">Non</span><span class="ligne">{_points(question, voix)}</span>'
        f'<span class="bout">Oui</span></div><p>{echapper(ecart(question, voix))}</p></div>'
    )


def _points(question: str, voix: tuple[Voix, ...]) -> str:
    """Return the dots at their place; those of the same place stand side by side."""
    par_place: defaultdict[int, list[str]] = defaultdict(list)
    for v in voix:
        par_place[getattr(v, question)].append(v.voix)
    return "".join(
        f'<span class="place p{place}">{"".join(map(_marque, codes))}</span>'
        for place, codes in sorted(par_place.items())
    )


def _marque(code: str) -> str:
    return f'<i class="marque-{code}"></i>'


def _court(code: str) -> str:
    valeur = vocabulaire("voix").get(code)
    return valeur.court if valeur else code


def _tableau(voix: tuple[Voix, ...]) -> str:
    tetes = "".join(f'<th scope="col">{echapper(_court(v.voix))}</th>' for v in voix)
    lignes = "".join(
        f'<tr><th scope="row">{echapper(libelle("question_retour", q))}</th>'
        f"{''.join(f'<td>{getattr(v, q)}</td>' for v in voix)}</tr>"
        for q in QUESTIONS
    )
    reponses = "".join(f"<td>{nombre(v.reponses)}</td>" for v in voix)
    return (
        "<details><summary>Les chiffres</summary><table><caption>De 0 (non) à 100 (oui), arrondi d’autant plus qu’il y a peu de "
        f"réponses.</caption><thead><tr><td></td>{tetes}</tr></thead><tbody>{lignes}"
        f'<tr><th scope="row">Réponses</th>{reponses}</tr></tbody></table></details>'
    )


def _phrases(paroles: Paroles) -> str:
    if not paroles.phrases:
        return ""
    dites = "".join(
        f"<li><blockquote>«{INSECABLE}{echapper(texte)}{INSECABLE}»</blockquote><cite>{echapper(libelle('voix', code))}</cite></li>"
        for code, texte in paroles.phrases
    )
    return f'<ul class="dites">{dites}</ul>'
