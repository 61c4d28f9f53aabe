"""Read a file of pratiques and say what importing it would do; read the imports made."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from rapidfuzz import process

from observatoire.comptes import Personne, motif_de_refus
from observatoire.importation import sql
from observatoire.importation.model import FACULTATIVES, OBLIGATOIRES, PAR_NOM, Apercu, Faute, Import, Ligne
from observatoire.importation.rules import NATIONAL, SANS_LIEU, lire_ligne, morceaux
from observatoire.store import Cursor
from observatoire.tableur import lire_tableur
from observatoire.territoires import normaliser, par_code, rechercher

LIGNES_AU_PLUS = 5_000
IMPORTS_MONTRES = 20
_AUTRES_NOMS = {
    "nom": "titre", "description": "recit", "presentation": "resume", "territoire": "territoires", "lieu": "territoires",
    "code insee": "territoires", "objectif": "objectifs", "public": "publics", "thematique": "thematiques",
    "theme": "thematiques", "themes": "thematiques", "frein": "freins", "levier": "leviers", "statut": "activite",
    "porteur": "partenaire_1", "partenaire": "partenaire_1", "cote": "cote_1", "role": "role_1", "url": "site",
    "site web": "site",
}  # fmt: skip
"""Other folded titles → column."""
_DE_RETOUR = ("ligne", "erreur", "proposition")
"""Columns that the file of wrong rows adds."""
PROCHE_TITRE = 75
_SUGGERES = 1_000
"""Unknown places for which a name is looked for."""


@dataclass(frozen=True, slots=True)
class Existantes:
    """Titles that are already there, folded to lower case → how to name them."""

    titres: Mapping[str, str]


def previsualiser(
    cur: Cursor, personne: Personne, contenu: bytes, correspondances: Mapping[str, str] | None = None
) -> Apercu:
    """Read a file and say what importing it would do; nothing is written.

    `correspondances`: titles of the file → our columns, beyond those known. Raises Invalide (`fichier`) when it cannot
    be read as a whole: size, form, missing or repeated columns, no row.
    """
    noms = _AUTRES_NOMS | {normaliser(t.replace("_", " ")): c for t, c in (correspondances or {}).items()}
    rangees = lire_tableur(
        contenu, OBLIGATOIRES, noms, facultatives=FACULTATIVES, lignes_au_plus=LIGNES_AU_PLUS
    )
    saisis = {
        m
        for _, r in rangees
        if normaliser(r["territoires"]) not in NATIONAL | SANS_LIEU
        for m in morceaux(r["territoires"])
    }
    territoires = _territoires(cur, saisis)
    lignes = [lire_ligne(numero, cellules, territoires) for numero, cellules in rangees]
    lignes = _suggerer_les_lieux(cur, lignes, saisis - territoires.keys())
    return Apercu(_marquer_les_doublons(cur, personne, lignes), sha256(contenu).hexdigest())


def titres_a_placer(titres: Iterable[str]) -> list[str]:
    """Return the titles of a file that name no column of ours, the ones of the file of wrong rows aside."""
    connus = {normaliser(n.replace("_", " ")) for n in (*PAR_NOM, *_AUTRES_NOMS, *_DE_RETOUR)}
    return [t for t in dict.fromkeys(titres) if t and normaliser(t.replace("_", " ")) not in connus]


def colonne_proche(titre: str) -> str:
    """Return the column whose name is nearest to a title, '' when none is near."""
    trouve = process.extractOne(normaliser(titre.replace("_", " ")), list(PAR_NOM), score_cutoff=PROCHE_TITRE)
    return trouve[0] if trouve else ""


def _territoires(cur: Cursor, saisis: Iterable[str]) -> dict[str, list[str]]:
    """Return what each text designates exactly, by id or by official code, all read at once."""
    voulus = sorted(set(saisis))
    trouves: defaultdict[str, list[str]] = defaultdict(list)
    for t in cur.lignes(sql.TERRITOIRES, codes=voulus):
        trouves[t["id"]] = [t["id"]]
        if t["code"] != t["id"]:
            trouves[t["code"]].append(t["id"])
    for saisi in [s for s in voulus if s not in trouves][:_SUGGERES]:
        if ids := [t.id for t in par_code(cur, saisi)]:  # lower case, or a code that is no longer in force
            trouves[saisi] = ids
    return dict(trouves)


def _suggerer_les_lieux(cur: Cursor, lignes: list[Ligne], inconnus: Iterable[str]) -> list[Ligne]:
    """Complete « n’est pas le code d’un territoire » with the territory whose name is near."""
    proches = {
        f"«\u00a0{s[:60]}\u00a0» n’est pas le code d’un territoire.": rechercher(cur, s, limite=1)
        for s in sorted(inconnus)[:_SUGGERES]
    }

    def complete(faute: Faute) -> Faute:
        if faute.raison not in proches:
            return faute
        if not (trouves := proches[faute.raison]):
            return replace(faute, raison=f"{faute.raison} Cherchez-le par son nom dans l’explorateur.")
        t = trouves[0]
        suite = f"vouliez-vous dire {t.libelle} ({t.id})\u202f?"
        return replace(faute, raison=f"{faute.raison[:-1]}\u00a0: {suite}", proposition=t.id)

    return [
        replace(x, erreurs=tuple(map(complete, x.erreurs))) if proches and x.erreurs else x for x in lignes
    ]


def _marquer_les_doublons(cur: Cursor, personne: Personne, lignes: list[Ligne]) -> tuple[Ligne, ...]:
    connus = existantes(cur, personne, [x.contenu.titre for x in lignes]).titres
    vus: dict[str, int] = {}
    marquees: list[Ligne] = []
    for x in lignes:
        titre = x.contenu.titre.lower()
        doublon = connus.get(titre, "")
        if not doublon and titre in vus:
            doublon = f"La ligne {vus[titre]} de ce fichier porte le même titre."
        if titre:
            vus.setdefault(titre, x.numero)
        marquees.append(replace(x, doublon=doublon) if doublon else x)
    return tuple(marquees)


def existantes(cur: Cursor, personne: Personne, titres: Iterable[str]) -> Existantes:
    """Return which of these titles the public sheets, or the person's own waiting contributions, already bear."""
    voulus = sorted({t.lower() for t in titres if t})
    miens = cur.lignes(sql.TITRES_MIENS, compte_id=personne.id, titres=voulus)
    connus = {x["titre"].lower(): "Vous avez déjà proposé une pratique de ce titre." for x in miens}
    for x in cur.lignes(sql.TITRES_PUBLICS, titres=voulus):
        connus[x["titre"].lower()] = f"Une fiche publiée porte le même titre\u00a0: /pratique?id={x['id']}"
    return Existantes(connus)


def lister_imports(cur: Cursor, personne: Personne) -> list[Import]:
    """Return the last imports: the person's own, everyone's for moderation."""
    tous = motif_de_refus("relire", personne) is None
    lignes = cur.lignes(sql.LISTER, compte_id=personne.id, tous=tous, au_plus=IMPORTS_MONTRES)
    return [Import(**ligne) for ligne in lignes]


def lister_sources(cur: Cursor, personne: Personne) -> list[str]:
    """Return the sources whose columns the account taught."""
    return [x["source"] for x in cur.lignes(sql.SOURCES, compte_id=personne.id)]


def correspondances_de(cur: Cursor, personne: Personne, source: str) -> dict[str, str]:
    """Return titles → columns as remembered for a source; empty when it is new."""
    texte = cur.valeur(sql.SOURCE, compte_id=personne.id, source=source)
    return dict(json.loads(texte)) if texte else {}
