"""Read shared diagnoses: rights are checked here, whoever asks."""

import json
from typing import Any

from observatoire.clock import maintenant
from observatoire.comptes.droits import Objet, exiger, motif_de_refus
from observatoire.comptes.model import Personne
from observatoire.contributions import jetons
from observatoire.diagnostics import sql
from observatoire.diagnostics.chiffres import lire_chiffres
from observatoire.diagnostics.model import (
    BROUILLON,
    TEXTES,
    Chiffres,
    Diagnostic,
    Invitation,
    Partie,
    Signature,
    Texte,
    Vue,
)
from observatoire.diagnostics.rules import contenu, differences, empreinte, etats
from observatoire.errors import Introuvable
from observatoire.store import Cursor
from observatoire.territoires import obtenir as obtenir_territoire

INCONNU = "Ce diagnostic n’existe pas\u00a0: cherchez le territoire par son nom, puis ouvrez son onglet «\u00a0Diagnostic\u00a0»."


def un(cur: Cursor, identifiant: str) -> Diagnostic:
    """Return a diagnosis, rights unchecked. Raises Introuvable."""
    ligne = cur.ligne(sql.UN, id=identifiant)
    if ligne is None:
        raise Introuvable(INCONNU)
    return _diagnostic(cur, ligne)


def _diagnostic(cur: Cursor, ligne: dict[str, Any]) -> Diagnostic:
    ici = ligne["id"]
    ecrits = {(t["bloc"], t["cote"]): Texte(t["texte"], t["version"]) for t in cur.lignes(sql.TEXTES, id=ici)}
    signatures = [
        Signature(**s | {"contenu": json.loads(s["contenu"])}) for s in cur.lignes(sql.SIGNATURES, id=ici)
    ]
    return Diagnostic(
        id=ici,
        territoire_id=ligne["territoire_id"],
        etat=ligne["etat"],
        chiffres=json.loads(ligne["chiffres"]) if ligne["chiffres"] else None,
        chiffres_a=ligne["chiffres_a"],
        textes={cle: ecrits.get(cle, Texte()) for cle in TEXTES},
        parties=tuple(Partie(**p) for p in cur.lignes(sql.PARTIES, id=ici)),
        signatures={s.cote: s for s in signatures},
        cree_a=ligne["cree_a"],
        maj_a=ligne["maj_a"],
    )


def trouver(cur: Cursor, territoire_id: str) -> Diagnostic | None:
    """Return the diagnosis of a territory, rights unchecked (see `obstacle`), None when there is none."""
    ligne = cur.ligne(sql.DU_TERRITOIRE, territoire_id=territoire_id)
    return _diagnostic(cur, ligne) if ligne else None


def obtenir(cur: Cursor, personne: Personne, identifiant: str) -> Diagnostic:
    """Return a diagnosis to who may see it. Raises Introuvable, Refus."""
    lu = un(cur, identifiant)
    exiger("voir_diagnostic", personne, objet(lu, personne))
    return lu


def objet(d: Diagnostic, personne: Personne, *, par_lien: bool = False) -> Objet:
    """Return what the rights need to know of a diagnosis."""
    return Objet(d.etat, par_lien=par_lien, partie=d.cote_de(personne.id) is not None)


def obstacle(verbe: str, personne: Personne, d: Diagnostic, *, par_lien: bool = False) -> str | None:
    """Return why the person may not do this, None when they may."""
    return motif_de_refus(verbe, personne, objet(d, personne, par_lien=par_lien))


def invitation(cur: Cursor, jeton: str) -> Invitation | None:
    """Return what a secret link opens, None when it is unknown or out of date."""
    ligne = cur.ligne(sql.INVITATION, jeton=jetons.empreinte(jeton), a=maintenant()) if jeton else None
    return Invitation(**ligne) if ligne else None


def voir(cur: Cursor, d: Diagnostic) -> Vue:
    """Return a diagnosis as it is shown, compared with what the observatory knows now."""
    ici = obtenir_territoire(cur, d.territoire_id)
    return regarder(cur, d, lire_chiffres(cur, ici))


def regarder(cur: Cursor, d: Diagnostic, maintenant_: Chiffres) -> Vue:
    """Return the same, today's figures being given."""
    figes = maintenant_ if d.chiffres is None or d.etat == BROUILLON else d.chiffres
    montre, aujourd_hui = contenu(figes, d.textes), contenu(maintenant_, d.textes)
    return Vue(
        d,
        obtenir_territoire(cur, d.territoire_id),
        figes,
        differences(montre, aujourd_hui),
        etats(d.signatures, montre, aujourd_hui),
        empreinte(montre),
    )
