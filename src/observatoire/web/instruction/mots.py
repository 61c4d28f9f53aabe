"""The whole table of a call, an opinion, a reader: how they are said. Pure functions, escaped HTML."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from observatoire.appels import Termes, ecrire_montant
from observatoire.candidatures import ETATS, mixite
from observatoire.formules import proteger
from observatoire.instruction import (
    COLLEGES,
    RECOMMANDATIONS,
    Classable,
    Rangee,
    Relecture,
    classer,
    ecrire_note,
)
from observatoire.web import verification
from observatoire.web.formats import INSECABLE, date_fr
from observatoire.web.fragments import echapper

TRIS = {"rang": "Rang", "depot": "Dépôt", "montant": "Montant", "desaccord": "Désaccord"}
"""Order of the table → how it is called."""
COLONNES = (
    "Rang",
    "Candidature",
    "Partenaires",
    "Demandé",
    "Alliance",
    "Avis",
    "Note",
    "Écart",
    "Recommandations",
    "État",
)


@dataclass(frozen=True, slots=True)
class Ligne:
    """One file of the table, its place in the ranking told."""

    rangee: Rangee
    rang: int | None
    ex_aequo: bool
    alliance: str


def lignes(rangees: Sequence[Rangee], termes: Termes, tri: str) -> list[Ligne]:
    """Return the table in an order of TRIS; files without a mark come after the ranked ones."""
    places = {p.id: p for p in classer(_classable(r) for r in rangees)}
    ordre = {identifiant: rang for rang, identifiant in enumerate(places)}
    faites = [
        Ligne(
            r,
            places[r.candidature.id].rang if r.candidature.id in places else None,
            r.candidature.id in places and places[r.candidature.id].ex_aequo,
            _alliance(r, termes),
        )
        for r in rangees
    ]

    def cle(ligne: Ligne) -> tuple[Fraction, int]:
        c, rang = ligne.rangee.candidature, ordre.get(ligne.rangee.candidature.id, len(ordre))
        return {
            "rang": (Fraction(rang), 0),
            "depot": (Fraction(0), 0),
            "montant": (Fraction(-(c.demande_eur or 0)), rang),
            "desaccord": (-(ligne.rangee.synthese.etendue or Fraction(-1)), rang),
        }[tri]

    return sorted(faites, key=cle)


def _classable(r: Rangee) -> Classable:
    depose = r.candidature.deposee_a or r.candidature.maj_a
    return Classable(
        id=r.candidature.id, score=r.synthese.score, note_basse=r.synthese.note_basse, depose_a=depose
    )


def _alliance(r: Rangee, termes: Termes) -> str:
    c = r.candidature
    signataires = [m.cle for m in c.contenu.membres if c.signe_par(m.cle)]
    return verification.VERDICTS[mixite(c.contenu, termes, signataires).verdict].capitalize()


def cellules(ligne: Ligne) -> list[str]:
    """Return one row in words, for the screen and for the file."""
    r, s = ligne.rangee, ligne.rangee.synthese
    recommandees = ", ".join(
        f"{RECOMMANDATIONS[code]}{INSECABLE}: {n}" for code, n in s.recommandations.items() if n
    )
    return [
        "" if ligne.rang is None else f"{ligne.rang}{' ex æquo' if ligne.ex_aequo else ''}",
        r.candidature.contenu.titre,
        ", ".join(m.nom for m in r.candidature.contenu.membres),
        ecrire_montant(r.candidature.demande_eur) if r.candidature.demande_eur is not None else "",
        ligne.alliance,
        f"{s.avancement.rendus} sur {s.avancement.demandes}" + (f", {s.avancement.conflits} en conflit" if s.avancement.conflits else ""),
        "" if s.score is None else ecrire_note(s.score),
        "" if s.etendue is None else f"{ecrire_note(s.etendue)}{' (désaccord)' if s.desaccords else ''}",
        recommandees,
        ETATS[r.candidature.etat],
    ]  # fmt: skip


def tableau(faites: Sequence[Ligne]) -> str:
    """Return the table, each title leading to its file."""
    tete = "".join(f'<th scope="col">{nom}</th>' for nom in COLONNES)
    corps = "".join(_rangee(ligne) for ligne in faites)
    return (
        '<div class="defile" tabindex="0" role="region" aria-label="Toutes les candidatures"><table class="toutes">'
        f"<thead><tr>{tete}</tr></thead><tbody>{corps}</tbody></table></div>"
    )


def _rangee(ligne: Ligne) -> str:
    rang, titre, *reste = cellules(ligne)
    lien = f'<a href="/instruction?dossier={echapper(ligne.rangee.candidature.id)}" target="_self">{echapper(titre)}</a>'
    suite = "".join(f"<td>{echapper(texte)}</td>" for texte in reste)
    return f'<tr><td class="nombre">{rang}</td><th scope="row">{lien}</th>{suite}</tr>'


def en_csv(faites: Sequence[Ligne]) -> str:
    """Return the table as a file for a spreadsheet, no cell of which is a formula."""
    sortie = io.StringIO()
    ecrivain = csv.writer(sortie, delimiter=";", lineterminator="\r\n")
    ecrivain.writerow(COLONNES)
    ecrivain.writerows([proteger(texte) for texte in cellules(ligne)] for ligne in faites)
    return f"\ufeff{sortie.getvalue()}"


def avis(lue: Relecture, qui: str, poids: Mapping[str, int]) -> str:
    """Return one opinion, its marks in the order of the grid."""
    notes = "".join(
        f"<li><b>{echapper(c)}</b>{INSECABLE}: {_note(lue, c)} <span>{echapper(lue.saisie.commentaires.get(c, ''))}</span></li>"
        for c in poids
    )
    recommandation = RECOMMANDATIONS.get(lue.saisie.recommandation, "")
    rendue = f", le {date_fr(lue.rendue_a)}" if lue.rendue_a else ""
    return (
        f'<article class="appel"><h3>{echapper(qui)} <small>{echapper(COLLEGES[lue.college])}{rendue}</small></h3>'
        f"<p><b>{echapper(recommandation)}</b></p><ul>{notes}</ul>"
        f'<p class="texte">{echapper(lue.saisie.commentaire)}</p></article>'
    )


def _note(lue: Relecture, critere: str) -> str:
    note = lue.saisie.notes.get(critere, "")
    return "sans objet" if note is None else f"{note}{INSECABLE}/{INSECABLE}5" if note != "" else "pas noté"
