"""Load the catalogue into the store: all of it or nothing, as often as wanted, never over what people edited."""

from collections.abc import Sequence
from pathlib import Path

from observatoire.catalogue import lignes, sql
from observatoire.catalogue.errors import ErreurCatalogue
from observatoire.catalogue.lecture import lire_catalogue
from observatoire.catalogue.lignes import Fiche
from observatoire.catalogue.model import BilanChargement, Catalogue, Compte
from observatoire.catalogue.tri import Tri, marque, trier
from observatoire.clock import maintenant
from observatoire.recherche import indexer
from observatoire.retours import reevaluer
from observatoire.store import Cursor, Transaction, ecrire, lire
from observatoire.territoires import Territoire, trouver_tous


def charger_catalogue(dossier: Path) -> BilanChargement:
    """Load the files of `dossier` in one transaction, journal and search index included.

    A load that finds nothing new writes nothing, journal included. Raises ErreurCatalogue when a file is wrong
    or names a territory that the store does not have: nothing is then written.
    """
    catalogue = lire_catalogue(dossier)
    with lire() as cur:
        territoires = _territoires(cur, catalogue)
    pratiques = lignes.fiches_pratiques(catalogue, territoires)
    with ecrire() as tx:
        return BilanChargement(
            structures=_charger(tx, "structure", sql.STRUCTURE, lignes.fiches_structures(catalogue)),
            pratiques=_charger_pratiques(tx, pratiques),
            pistes=_charger(tx, "piste", sql.PISTE, lignes.fiches_pistes(catalogue)),
            paroles=_charger_paroles(tx, lignes.fiches_paroles(catalogue)),
            termes=_charger(tx, "terme", sql.TERME, lignes.fiches_termes(catalogue)),
        )


def _territoires(cur: Cursor, catalogue: Catalogue) -> dict[str, Territoire]:
    """Return the territories that the entries declare; all must be known."""
    declarees = [(p["id"], t) for p in catalogue.pratiques for t in p["territoires"]]
    declarees += [(s["id"], t) for s in catalogue.structures for t in s["territoires"]]
    connus = trouver_tous(cur, sorted({t for _, t in declarees}))
    inconnus = [f"entrée « {i} », champ territoires : {t}" for i, t in declarees if t not in connus]
    if inconnus:
        raise ErreurCatalogue(
            "Le catalogue n’a pas été chargé : ces territoires ne sont pas dans le référentiel. Corrigez leur "
            "code, ou chargez d’abord le référentiel.\n" + "\n".join(inconnus[:20])
        )
    return connus


def _charger(tx: Transaction, objet_type: str, table: sql.Table, fiches: list[Fiche]) -> Compte:
    tri = trier(fiches, sql.existantes(tx, table))
    _ecrire(tx, objet_type, table, tri)
    return tri.compte


def _charger_pratiques(tx: Transaction, fiches: list[Fiche]) -> Compte:
    confirmees = frozenset(r["pratique_id"] for r in tx.lignes(sql.CONFIRMEES))
    tri = trier(fiches, sql.existantes(tx, sql.PRATIQUE), intouchables=confirmees)
    _ecrire(tx, "pratique", sql.PRATIQUE, tri, dates=("publiee_a",))
    modifiees = [fiche for fiche, _ in tri.modifiees]
    ids = [fiche.id for fiche in modifiees]
    tx.executer(sql.OUBLIER_PARTENARIATS, ids=ids)
    tx.executer(sql.OUBLIER_SOURCES, ids=ids)
    ecrites = [*tri.creees, *modifiees]
    tx.inserer("base.partenariat", [p for fiche in ecrites for p in fiche.partenariats])
    tx.inserer("base.source", [s for fiche in ecrites for s in fiche.sources])
    for identifiant in ids:
        reevaluer(tx, identifiant)
    indexer(tx, [fiche.id for fiche in ecrites])
    return tri.compte


def _ecrire(
    tx: Transaction, objet_type: str, table: sql.Table, tri: Tri, dates: tuple[str, ...] = ()
) -> None:
    """Insert and update the rows of one kind; `dates` are further instants set at creation."""
    a = maintenant()
    naissance = dict.fromkeys(("cree_a", "maj_a", *dates), a)
    tx.inserer(
        table.nom,
        [
            {"id": f.id, **f.ligne, "empreinte_source": marque(f.empreinte, 1), "version": 1, **naissance}
            for f in tri.creees
        ],
    )
    for fiche, version in tri.modifiees:
        suivi = {"empreinte_source": marque(fiche.empreinte, version), "version": version, "maj_a": a}
        sql.modifier(tx, table, {"id": fiche.id, **fiche.ligne, **suivi})
    _journaliser(tx, objet_type, tri)


def _charger_paroles(tx: Transaction, fiches: list[Fiche]) -> Compte:
    """The report's words are nobody's to edit but the catalogue's: they have no version."""
    existantes = {r["id"]: {**r, "version": 0} for r in tx.lignes(sql.PAROLES)}
    tri = trier(fiches, existantes)
    modifiees = [fiche for fiche, _ in tri.modifiees]
    tx.executer(sql.OUBLIER_PAROLES, ids=[fiche.id for fiche in modifiees])
    tx.inserer(
        "base.parole_rapport",
        [{**f.ligne, "empreinte_source": marque(f.empreinte, 0)} for f in [*tri.creees, *modifiees]],
    )
    _journaliser(tx, "parole_rapport", tri)
    return tri.compte


def _journaliser(tx: Transaction, objet_type: str, tri: Tri) -> None:
    _evenements(tx, objet_type, "chargee", [fiche.id for fiche in tri.creees])
    _evenements(tx, objet_type, "mise_a_jour", [fiche.id for fiche, _ in tri.modifiees])


def _evenements(tx: Transaction, objet_type: str, verbe: str, ids: Sequence[str]) -> None:
    if ids:
        tx.executer(sql.JOURNALISER, a=maintenant(), verbe=verbe, objet_type=objet_type, ids=list(ids))
