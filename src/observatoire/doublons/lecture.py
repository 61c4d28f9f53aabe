"""Look for records that may be the same as one being told, being read, or published."""

from typing import Any

from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.contributions.model import Contenu
from observatoire.doublons import sql
from observatoire.doublons.model import CONTRIBUTION, Paire, Ressemblance, Trait
from observatoire.doublons.rules import SEUIL_PROCHE, comparer, ordonnee, parente
from observatoire.recherche.parente import parents
from observatoire.store import Cursor
from observatoire.territoires import ancetres
from observatoire.territoires.normalisation import normaliser

CANDIDATES = 30
PAIRES_AU_PLUS = 50


def trait_de(cur: Cursor, contenu: Contenu, identifiant: str = "", genre: str = CONTRIBUTION) -> Trait:
    """Return what is compared of a form, complete or not; an unknown territory counts for itself."""
    connus = _ancetres(cur, contenu.territoires_declares)
    perimetre = {t for declare in contenu.territoires_declares for t in (declare, *connus.get(declare, ()))}
    noms = (normaliser(p.nom, etendre=False).split() for p in contenu.partenaires)
    return Trait(
        id=identifiant,
        titre=contenu.titre,
        genre=genre,
        perimetre=frozenset(perimetre),
        partenaires=frozenset("-".join(mots) for mots in noms if mots),
        codes=frozenset(
            {*contenu.thematiques, *contenu.publics, *contenu.freins, *contenu.objectifs, contenu.forme}
            - {""}
        ),
    )


def _ancetres(cur: Cursor, ids: tuple[str, ...]) -> dict[str, Any]:
    try:
        return dict(ancetres(cur, ids))
    except KeyError:
        return {}


def traits(cur: Cursor, ids: list[str]) -> dict[str, Trait]:
    """Return what is compared of published pratiques (id → trait)."""
    return {
        ligne["id"]: Trait(
            id=ligne["id"],
            titre=ligne["titre"],
            perimetre=frozenset(ligne["perimetre"]),
            partenaires=frozenset(ligne["partenaires"]),
            sirets=frozenset(ligne["sirets"]),
            codes=frozenset({*ligne["codes"], *filter(None, [ligne["forme"]])}),
        )
        for ligne in (cur.lignes(sql.TRAITS, ids=ids) if ids else ())
    }


def chercher(cur: Cursor, trait: Trait, au_plus: int = 3, sauf: str | None = None) -> list[Ressemblance]:
    """Return the published pratiques that may be the same, the likeliest first; those decided different are left out."""
    texte = f"{trait.titre} {' '.join(trait.partenaires).replace('-', ' ')}"
    if len(trait.titre) < 4:
        return []
    lus = traits(cur, [i for i in parents(cur, texte, CANDIDATES) if i != sauf])
    trouvees = sorted((comparer(trait, autre) for autre in lus.values()), key=lambda r: (-r.note, r.avec.id))
    ecartees = _decidees(cur, trait.cle)
    return [r for r in trouvees if r.doublon and r.avec.cle not in ecartees][:au_plus]


def reconnaitre(
    cur: Cursor, contenu: Contenu, au_plus: int, sauf: str | None = None
) -> tuple[list[Ressemblance], list[tuple[Trait, tuple[str, ...]]]]:
    """Return what may be the same as a draft, and what is worth reading first, in one reading: what is asked while typing."""
    trait = trait_de(cur, contenu)
    partenaires = " ".join(trait.partenaires).replace("-", " ")
    proches = [
        i for i in parents(cur, f"{contenu.titre} {partenaires} {contenu.resume}", CANDIDATES) if i != sauf
    ]
    lus = traits(cur, proches)
    comparees = sorted((comparer(trait, lu) for lu in lus.values()), key=lambda r: (-r.note, r.avec.id))
    memes = [r for r in comparees if r.doublon][:au_plus]
    notees = [(*parente(trait, lus[i], rang), lus[i]) for rang, i in enumerate(proches) if i in lus]
    retenues = sorted(((n, c, t) for n, c, t in notees if n >= SEUIL_PROCHE), key=lambda x: (-x[0], x[2].id))
    return memes, [(t, communs) for _, communs, t in retenues[:au_plus]]


def parmi_les_attentes(cur: Cursor, personne: Personne, trait: Trait, au_plus: int = 3) -> list[Ressemblance]:
    """Return the other contributions waiting to be read that may tell the same."""
    exiger("relire", personne)
    lues = (
        trait_de(cur, Contenu.from_json(ligne["contenu"]), ligne["id"])
        for ligne in cur.lignes(sql.ATTENTES, id=trait.id)
        if comparer(trait, Trait(id=ligne["id"], titre=ligne["titre"])).note > SEUIL_PROCHE
    )
    ecartees = _decidees(cur, trait.cle)
    trouvees = [r for r in (comparer(trait, lue) for lue in lues) if r.doublon and r.avec.cle not in ecartees]
    return sorted(trouvees, key=lambda r: (-r.note, r.avec.id))[:au_plus]


def _decidees(cur: Cursor, cle: str) -> set[str]:
    """Return the keys of what was decided about a record."""
    return {k for ligne in cur.lignes(sql.DECIDEES, cles=[cle]) for k in (ligne["une"], ligne["autre"])} - {
        cle
    }


def lister_paires(cur: Cursor, personne: Personne) -> list[Paire]:
    """Return the published pairs that share two partners or a title, the likeliest first; those decided are left out."""
    exiger("dedoublonner", personne)
    ids = [(ligne["une"], ligne["autre"]) for ligne in cur.lignes(sql.PAIRES, au_plus=4 * PAIRES_AU_PLUS)]
    lus = traits(cur, sorted({i for paire in ids for i in paire}))
    comparees = [(lus[a], comparer(lus[a], lus[b])) for a, b in ids if a in lus and b in lus]
    paires = [Paire(une, r.avec, r.note, r.raisons) for une, r in comparees if r.doublon]
    return sorted(paires, key=lambda p: (-p.note, p.une.id, p.autre.id))[:PAIRES_AU_PLUS]


def lister_fusions(cur: Cursor, personne: Personne, au_plus: int = 20) -> list[dict[str, Any]]:
    """Return the last sheets joined to another one."""
    exiger("dedoublonner", personne)
    return cur.lignes(sql.FUSIONS, au_plus=au_plus)


def fusionnee_dans(cur: Cursor, identifiant: str) -> str | None:
    """Return the published sheet that another one was joined to, None when it was not."""
    garde = cur.valeur(sql.SUITE, id=identifiant)
    return str(garde) if garde else None


def deja_decidee(cur: Cursor, une: str, autre: str) -> str | None:
    """Return what was decided of two records (by their keys), None when nothing was."""
    premiere, seconde = ordonnee(une, autre)
    decision = cur.valeur(sql.DECISION, une=premiere, autre=seconde)
    return str(decision) if decision else None
