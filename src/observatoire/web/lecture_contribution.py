"""Read a contribution: the sheet it would make, its history, what changed since another version."""

from collections.abc import Iterable, Sequence

import streamlit as st

from observatoire.contributions import PORTEES, Contenu, Revision, changements
from observatoire.contributions.model import ANONYME, EMBARGO
from observatoire.contributions.rules import date_d_embargo
from observatoire.pieces.model import VIGNETTE
from observatoire.pratiques.model import Alentours, Pratique
from observatoire.store import lire
from observatoire.structures import lisible
from observatoire.vocabulaires import libelle
from observatoire.web import fiche, inspirations, pieces
from observatoire.web.composants import message_attention
from observatoire.web.formats import INSECABLE, date_fr, instant_fr
from observatoire.web.formulaire_pratique import NOMS
from observatoire.web.fragments import echapper
from observatoire.web.qualite import explication

STATUTS = {
    "brouillon": ("Brouillon", "À vous : terminez-la puis déposez-la. Personne d’autre ne la voit."),
    "a_relire": ("En attente de relecture", "La modération va lire votre texte. Vous n’avez rien à faire."),
    "a_corriger": (
        "Une précision vous est demandée",
        "À vous : corrigez ci-dessous, puis déposez à nouveau.",
    ),
    "publiee": ("Publiée", "Votre fiche est visible de tous. Merci."),
    "refusee": ("Non retenue", "Elle n’est pas publiée. La raison est donnée ci-dessous."),
    "en_recours": (
        "Recours en cours",
        "Une autre personne de la modération que celle qui a refusé va lire votre recours. Vous n’avez rien à faire.",
    ),
    "retiree": ("Retirée", "Elle n’est plus visible et plus personne ne la lit."),
}
"""State → what it is called for its author, and who must act."""

FAITS = {
    "a_relire": "Déposée",
    "a_corriger": "Correction demandée",
    "publiee": "Publiée",
    "refusee": "Refusée",
    "en_recours": "Recours déposé",
    "retiree": "Retirée",
}


def fiche_en_lecture(p: Pratique, *, avec_titre: bool = True) -> None:
    """Show the sheet with the very pieces the public reads; without its title when the page already gives it."""
    titre = f'<h2 class="titre-fiche">{echapper(p.titre)}</h2>' if avec_titre else ""
    h = "h3" if avec_titre else "h2"
    recit = "".join(
        f'<{h}>{echapper(nom)}</{h}><p class="texte">{echapper(texte)}</p>' for nom, texte in fiche.recit(p)
    )
    with lire() as cur:
        images = pieces.images_en_ligne(cur, [x.fichier for x in p.pieces], VIGNETTE)
    photos = pieces.photos(p.pieces, lambda fichier: images.get(fichier, ""))
    documents = pieces.documents(p.pieces, ouvrables=False)
    freins = fiche.freins_et_leviers(p)
    reprise = inspirations.partie(p, Alentours(), niveau=h)
    avec_qui = f"<{h}>Avec qui</{h}>{fiche.alliance(p)}" if p.partenaires else ""
    st.html(
        f'<article class="apercu">{titre}{fiche.entete(p)}'
        f"{recit}{photos}{avec_qui}{f'<{h}>Freins et leviers</{h}>{freins}' if freins else ''}{reprise}{f'<{h}>Documents</{h}>{documents}' if documents else ''}<{h}>Repères</{h}>{fiche.reperes(p)}"
        f'<p class="non-dit">{echapper(fiche.non_dit(p))}</p>{explication(p)}</article>'
    )


def dire_publication(contenu: Contenu) -> None:
    """Say what the public will see, when it is not the sheet from its publication on."""
    jour = date_d_embargo(contenu)
    if contenu.publication == ANONYME:
        phrase = (
            "Publication anonyme\u00a0: rien de ce qui suit ne sera montré, ni texte, ni nom, ni lieu, ni fichier. "
            "La pratique compte seulement dans les chiffres de ce que les fins enseignent."
        )
    elif contenu.publication == EMBARGO:
        quand = f"jusqu’au {date_fr(jour)}" if jour else "jusqu’au jour choisi"
        phrase = f"Sous embargo {quand}\u00a0: rien n’est montré ni compté avant, puis la fiche paraît comme ci-dessous."
    else:
        return
    message_attention(phrase)


def en_lignes(texte: str) -> str:
    """Return a text escaped, its line breaks kept."""
    return echapper(texte).replace("\n", "<br>")


def _noms(vocabulaire: str, codes: Iterable[str]) -> str:
    return ", ".join(libelle(vocabulaire, code) for code in codes)


def historique(revisions: Sequence[Revision], noms: dict[str, str]) -> None:
    """List what happened, the newest first; `noms` gives the names of accounts."""
    etapes = "".join(
        f"<li><strong>{echapper(FAITS[r.statut])}</strong> le {echapper(instant_fr(r.a))}"
        f"{_par(r.acteur, noms)}{_raison(r.motif)}</li>"
        for r in reversed(revisions)
        if r.statut in FAITS
    )
    st.html(f'<ol class="historique">{etapes}</ol>' if etapes else "<p>Rien pour l’instant.</p>")


def _par(acteur: str, noms: dict[str, str]) -> str:
    return f" par {echapper(noms[acteur])}" if acteur in noms else ""


def _raison(motif: str | None) -> str:
    return f'<blockquote class="motif">{en_lignes(motif)}</blockquote>' if motif else ""


def differences(
    avant: Contenu, apres: Contenu, lieux: dict[str, str], noms: tuple[str, str] = ("Avant", "Maintenant")
) -> None:
    """Show each field that differs, side by side under their names; `lieux` names the territories."""
    champs = changements(avant, apres)
    if not champs:
        st.html('<p class="aide">Aucun champ n’a changé.</p>')
        return
    blocs = "".join(
        f"<section><h4>{echapper(NOMS[champ])}</h4><div><small>{noms[0]}</small><p>{_valeur(champ, avant, lieux)}</p></div>"
        f"<div><small>{noms[1]}</small><p>{_valeur(champ, apres, lieux)}</p></div></section>"
        for champ in champs
    )
    st.html(f'<div class="differences">{blocs}</div>')


_VOCABULAIRES = {
    "forme": "forme",
    "activite": "activite",
    "objectifs": "objectif",
    "thematiques": "thematique",
    "publics": "public",
    "causes_arret": "cause_arret",
    "freins": "frein",
    "leviers": "levier",
    "publication": "publication",
}


def _valeur(champ: str, contenu: Contenu, lieux: dict[str, str]) -> str:
    valeur = getattr(contenu, champ)
    if not valeur:
        return "<em>vide</em>"
    if champ in _VOCABULAIRES:
        return echapper(_noms(_VOCABULAIRES[champ], [valeur] if isinstance(valeur, str) else valeur))
    if champ == "portee":
        return echapper(PORTEES[valeur].libelle if valeur in PORTEES else valeur)
    if champ == "territoires":
        return echapper(", ".join(lieux.get(t, t) for t in valeur))
    if champ in _LIGNES:
        return "<br>".join(echapper(_LIGNES[champ](ligne)) for ligne in valeur)
    return en_lignes(str(valeur))


_LIGNES = {
    "partenaires": lambda p: (
        f"{p.nom} ({', '.join(filter(None, (libelle('cote', p.cote), libelle('role', p.role), lisible(p.numero), 'lieu protégé' if p.protege else '')))})"
    ),
    "effets": lambda e: (
        f"{libelle('frein', e.frein)} / {libelle('levier', e.levier)} ({libelle('effet', e.effet)})"
    ),
    "liens": lambda x: f"{x.titre or x.pratique}{INSECABLE}: {inspirations.lien_dit(x)}",
    "pieces": lambda p: f"{p.legende or p.description or 'Sans titre'} (©{INSECABLE}{p.credit})",
}
"""How a row of each list is said."""
