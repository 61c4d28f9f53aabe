"""What is signed, and what makes a signature fall. Pure functions.

A signature is set on the SHA-256 of the canonical JSON of figures and texts. It holds as long as both the document and
what the observatory knows are what was signed; otherwise it is shown as fallen, with what changed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.contributions.rules import Bornes, erreur_texte
from observatoire.diagnostics.model import (
    BLOCS,
    COMMUN,
    COTES,
    TEXTES,
    Chiffres,
    Cle,
    EtatSignature,
    Signature,
    Texte,
)
from observatoire.vie_privee import donnee_personnelle
from observatoire.vocabulaires import libelle

TEXTE_MAX = 3_000
"""Characters of a text."""
BORNES_NOM = Bornes(2, 120)
DITS = {"es": "ES", "ts": "TS"}
_COMPTES = {
    ("pratiques", "ici"): "Pratiques déclarées pour ce territoire",
    ("pratiques", "dessous"): "Pratiques déclarées pour une partie du territoire",
    ("pratiques", "dessus"): "Pratiques déclarées plus haut",
    ("pratiques", "mixtes"): "Alliances racontées sur place",
    ("pratiques", "arretees"): "Pratiques arrêtées ou transformées",
    ("alliances", "en_cours"): "Alliances en cours",
    ("alliances", "terminees"): "Alliances terminées",
    ("alliances", "a_verifier"): "Pratiques à vérifier",
    ("offre", "deux"): "Structures des deux côtés",
}


def canonique(contenu: Mapping[str, Any]) -> str:
    """Return the one JSON text of a content: keys sorted, no blank, letters as they are."""
    return json.dumps(contenu, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def empreinte(contenu: Mapping[str, Any]) -> str:
    """Return its SHA-256."""
    return hashlib.sha256(canonique(contenu).encode()).hexdigest()


def contenu(chiffres: Chiffres, textes: Mapping[Cle, Texte]) -> dict[str, Any]:
    """Return what is signed: figures, and texts by `block.side`; an empty text is as if it were not there."""
    ecrits = {f"{bloc}.{cote}": textes[bloc, cote].texte for bloc, cote in TEXTES if (bloc, cote) in textes}
    return {"chiffres": chiffres, "textes": {nom: t for nom, t in ecrits.items() if t}}


def etats(
    signatures: Mapping[str, Signature], montre: Mapping[str, Any], aujourd_hui: Mapping[str, Any]
) -> dict[str, EtatSignature]:
    """Return where each side stands: `montre` is the content shown, `aujourd_hui` the same with today's figures."""
    return {cote: _etat(signatures.get(cote), montre, aujourd_hui) for cote in COTES}


def _etat(
    signature: Signature | None, montre: Mapping[str, Any], aujourd_hui: Mapping[str, Any]
) -> EtatSignature:
    if signature is None or signature.empreinte == empreinte(montre) == empreinte(aujourd_hui):
        return EtatSignature(signature)
    dits = (*differences(signature.contenu, montre), *differences(signature.contenu, aujourd_hui))
    return EtatSignature(signature, tuple(dict.fromkeys(dits)))


def differences(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what changed between two contents, a sentence each; nothing when they are the same."""
    if canonique(avant) == canonique(apres):
        return ()
    dites = (*_chiffres(avant["chiffres"], apres["chiffres"]), *_textes(avant["textes"], apres["textes"]))
    return tuple(dites) or ("Des mentions ont changé\u00a0: libellés, sources ou liste des structures.",)


def _chiffres(avant: Chiffres, apres: Chiffres) -> Iterator[str]:
    yield from _portrait(avant, apres)
    for (partie, nom), titre in _COMPTES.items():
        if avant[partie][nom] != apres[partie][nom]:
            yield f"{titre}\u00a0: {avant[partie][nom]}\u00a0→\u00a0{apres[partie][nom]}."
    for cote in COTES:
        a, b = avant["offre"][cote]["structures"], apres["offre"][cote]["structures"]
        if a != b:
            yield f"Structures du côté {DITS[cote]}\u00a0: {a}\u00a0→\u00a0{b}."
    for liste, titre in (("liste", "Alliance en cours"), ("finies", "Alliance terminée")):
        yield from _pratiques(avant["alliances"][liste], apres["alliances"][liste], titre)
    yield from _zones(avant["zones"], apres["zones"])


def _portrait(avant: Chiffres, apres: Chiffres) -> Iterator[str]:
    anciens = {m["code"]: m for m in avant["portrait"]}
    nouveaux = {m["code"]: m for m in apres["portrait"]}
    for code in dict.fromkeys((*anciens, *nouveaux)):
        a, b = anciens.get(code), nouveaux.get(code)
        if a is None or b is None:
            nom, sens = (b or a or {})["libelle"], "a été ajouté" if a is None else "n’est plus donné"
            yield f"L’indicateur «\u00a0{nom}\u00a0» {sens}."
        elif a["ici"] != b["ici"]:
            yield f"{b['libelle']}\u00a0: {_figure(a)} → {_figure(b)}."
        elif a["reperes"] != b["reperes"]:
            yield f"{b['libelle']}\u00a0: un chiffre de comparaison a changé."


def _figure(m: Mapping[str, Any]) -> str:
    if m["ici"] is None:
        return "non disponible"
    return f"{m['ici']['valeur']:.{m['decimales']}f}".replace(".", ",") + f" ({m['ici']['annee']})"


def _pratiques(avant: list[dict[str, Any]], apres: list[dict[str, Any]], titre: str) -> Iterator[str]:
    anciennes, nouvelles = ({p["id"]: p for p in liste} for liste in (avant, apres))
    for identifiant, p in nouvelles.items():
        if identifiant not in anciennes:
            yield f"{titre}, nouvelle\u00a0: «\u00a0{p['titre']}\u00a0»."
        elif p != anciennes[identifiant]:
            yield f"{titre}, modifiée\u00a0: «\u00a0{p['titre']}\u00a0»."
    yield from (
        f"{titre}, retirée\u00a0: «\u00a0{p['titre']}\u00a0»."
        for i, p in anciennes.items()
        if i not in nouvelles
    )


def _zones(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> Iterator[str]:
    for theme in dict.fromkeys((*avant, *apres)):
        a, b = avant.get(theme), apres.get(theme)
        if a == b:
            continue
        nom = libelle("thematique", theme)
        if a and b and a["classe"] != b["classe"]:
            yield f"{nom}\u00a0: {libelle('zone', a['classe']).lower()} → {libelle('zone', b['classe']).lower()}."
        else:
            yield f"{nom}\u00a0: le nombre de structures ou l’effort d’observation a changé."


def _textes(avant: Mapping[str, str], apres: Mapping[str, str]) -> Iterator[str]:
    for bloc, cote in TEXTES:
        nom = f"{bloc}.{cote}"
        if avant.get(nom) != apres.get(nom):
            quoi = "Le texte commun" if cote == COMMUN else f"La lecture {DITS[cote]}"
            yield f"{quoi} de «\u00a0{BLOCS[bloc].titre}\u00a0» a changé."


# --- what may be written ---


def nettoyer(texte: str) -> str:
    """Return a text as it is kept."""
    return nettoyer_texte(texte, lignes=True)


def faute(bloc: str, texte: str) -> str:
    """Return what prevents a cleaned text from being public, or ''."""
    nom = f"Le texte de «\u00a0{BLOCS[bloc].titre}\u00a0»"
    if trouvee := erreur_texte(nom, texte, Bornes(0, TEXTE_MAX), lignes=True):
        return trouvee
    quoi = donnee_personnelle(texte)
    return f"{nom} est public\u00a0: retirez-en {quoi}." if quoi else ""


def fautes(textes: Mapping[Cle, Texte]) -> dict[str, str]:
    """Return what prevents a document from being public: `block.side` → sentence."""
    trouvees = {f"{b}.{c}": faute(b, t.texte) for (b, c), t in textes.items()}
    return {nom: phrase for nom, phrase in trouvees.items() if phrase}


def faute_nom(nom: str) -> str:
    """Return what is wrong with the name of an organisation, or ''."""
    quoi = donnee_personnelle(nom)
    if quoi:
        return f"Ce nom est public\u00a0: retirez-en {quoi}."
    return erreur_texte("Le nom de la structure", nettoyer_texte(nom), BORNES_NOM)


def peut_ecrire(cote: str | None, cle: Cle) -> bool:
    """Tell whether who speaks for `cote` may write a text: its own readings and the common ones."""
    return cle in TEXTES and cote in COTES and cle[1] in (cote, COMMUN)
