"""The mixity check of a sheet, in words: seven answers, what they make, and what would change it. Pure functions."""

from observatoire.alliance import Reponse, Verification, dossier_de, verifier
from observatoire.alliance.model import BUDGET, DECISION, DEUX_COTES, OPERATIONNELS
from observatoire.pratiques.model import Pratique
from observatoire.web.formats import FINE, INSECABLE, enumeration
from observatoire.web.fragments import echapper

VERDICTS = {
    "mixte": "oui",
    "mixte_desequilibree": "oui, mais déséquilibrée",
    "non_mixte": "non",
    "a_verifier": "on ne sait pas encore tout",
}
MANQUES = {
    DEUX_COTES: "les deux côtés présents, dans deux structures",
    OPERATIONNELS: "chaque côté agissant",
    BUDGET: "la part de chaque côté dans le budget",
    DECISION: "les deux côtés là où l’on décide",
}
_SIGNES = {True: ("oui", "✓", "Oui"), False: ("non", "✗", "Non"), None: ("inconnu", "?", "Inconnu")}


def verification(p: Pratique) -> str:
    """Return the check of a sheet, folded; '' for one without partner."""
    if not p.partenaires:
        return ""
    lue = verifier(dossier_de(p))
    return (
        f'<details class="verification"><summary>Est-ce une alliance équilibrée{FINE}? {echapper(VERDICTS[lue.verdict].capitalize())}</summary>'
        f"<p>Une alliance équilibrée réunit les deux côtés, qui agissent, reçoivent et décident ensemble. Une fiche dit rarement qui "
        f"reçoit et qui décide{INSECABLE}: ce qui n’est pas dit reste inconnu.</p>"
        f"{liste(lue)}</details>"
    )


def liste(lue: Verification) -> str:
    """Return the seven answers, and what would change them."""
    return f"<ul>{''.join(map(_reponse, lue.reponses))}</ul>{_suite(lue)}"


def _reponse(r: Reponse) -> str:
    classe, signe, mot = _SIGNES[r.valeur]
    return (
        f'<li class="{classe}"><span aria-hidden="true">{signe}</span><span class="hors-ecran">{mot}{INSECABLE}: </span>'
        f"{echapper(r.phrase)}</li>"
    )


def _suite(lue: Verification) -> str:
    """Return what would give another answer, the nearest first."""
    if not lue.changeraient:
        return ""
    questions, _ = lue.changeraient[0]
    return f"<p>Pour en dire plus, il faudrait savoir{INSECABLE}: {echapper(enumeration(MANQUES[q] for q in questions))}.</p>"
