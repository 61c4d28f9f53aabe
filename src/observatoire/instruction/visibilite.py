"""Who sees which opinion, and what a reader sees of a file read blind. Pure functions."""

from dataclasses import replace

from observatoire.candidatures import Candidature, ContenuCandidature
from observatoire.instruction.masque import cacher, noms_a_cacher
from observatoire.instruction.model import INDIVIDUEL, OUVERTE, RENDUE, Relecture

INSTRUCTEUR, LECTEUR, AUTRE = "instructeur", "lecteur", "autre"
"""Who looks: who wrote the call, who reads the same file, anybody else."""


def visible(qui: str, phase: str, lue: Relecture, *, sien: bool, a_rendu: bool = False) -> bool:
    """Tell whether an opinion may be seen; `sien`: by who writes it; `a_rendu`: by a reader who gave theirs on this file.

    While everybody reads alone, nobody sees another's marks, not even who instructs the call. A reader in conflict has no
    opinion, and gives none to see.
    """
    if sien:
        return lue.etat in (OUVERTE, RENDUE)
    if phase == INDIVIDUEL or lue.etat != RENDUE:
        return False
    return qui == INSTRUCTEUR or (qui == LECTEUR and a_rendu)


def sans_note_privee(lue: Relecture) -> Relecture:
    """Return a reading as others see it."""
    return replace(lue, saisie=replace(lue.saisie, note_privee=""), lien=None)


def lettre(rang: int) -> str:
    """Return how a partner is called when names are hidden: « Partenaire A »."""
    return f"Partenaire {chr(ord('A') + rang)}"


def a_l_aveugle(c: Candidature) -> Candidature:
    """Return an application without the names of its partners, in any of its texts, nor what leads to them."""
    noms = noms_a_cacher(m.nom for m in c.contenu.membres)
    return replace(
        c,
        contenu=_contenu(c.contenu, noms),
        compte_id=None,
        complement=_taire(c.complement, noms),
        signatures=tuple(
            replace(s, nom=_nom_cache(c.contenu, s.cle), siren=None, mot=_taire(s.mot, noms))
            for s in c.signatures
        ),
    )


def avis_a_l_aveugle(lue: Relecture, c: Candidature) -> Relecture:
    """Return an opinion whose comments name no partner of the file."""
    noms = noms_a_cacher(m.nom for m in c.contenu.membres)
    dits = {critere: cacher(texte, noms) for critere, texte in lue.saisie.commentaires.items()}
    commentaire = _taire(lue.saisie.commentaire, noms) or ""
    return replace(lue, saisie=replace(lue.saisie, commentaires=dits, commentaire=commentaire))


def _nom_cache(contenu: ContenuCandidature, cle: str) -> str:
    return next((lettre(rang) for rang, m in enumerate(contenu.membres) if m.cle == cle), "")


def _contenu(contenu: ContenuCandidature, noms: list[str]) -> ContenuCandidature:
    def dit(texte: str) -> str:
        return _taire(texte, noms) or ""

    return replace(
        contenu,
        titre=dit(contenu.titre),
        resume=dit(contenu.resume),
        besoins=dit(contenu.besoins),
        pratique_id="",
        diagnostic_id="",
        membres=tuple(
            replace(m, nom=lettre(rang), numero="", apport=dit(m.apport))
            for rang, m in enumerate(contenu.membres)
        ),
        postes=tuple(replace(p, intitule=dit(p.intitule)) for p in contenu.postes),
        ressources=tuple(replace(r, origine=dit(r.origine)) for r in contenu.ressources),
    )


def _taire(texte: str | None, noms: list[str]) -> str | None:
    return cacher(texte, noms) if texte else texte
