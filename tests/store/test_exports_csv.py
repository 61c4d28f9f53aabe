"""CSV is made column by column: byte for byte what records would give, on both engines."""

import csv
import io
from collections.abc import Callable

import pytest
from tests.factories_publication import partenaire, peupler, pratique, publier, source

from observatoire.formules import proteger
from observatoire.journal import journaliser
from observatoire.pratiques import Recherche
from observatoire.publication import PRATIQUES, enregistrements, exporter, selectionner
from observatoire.publication.cellules import convertisseurs, en_clair, technique
from observatoire.publication.fichiers_csv import BOM, MENTIONS, texte_francais
from observatoire.publication.lignes_csv import Reserve
from observatoire.publication.mentions import mentionner
from observatoire.store import Store, ecrire, lire

HOSTILES = (
    "=1+1", "+33", "-12,5", "-x", "@somme", "\t=1", "\r=1", "\n=1", "'=1", "''@", "＝1", "a;=1", "a,-b", "a\t@b",
    'dit "oui"', '"', ";", ",", "deux\nlignes\n- puce", "a\r\nb", "1\u00a0000\u202f€", "👩‍👩‍👧 d’école", "a|b", "a\\b",
    " | ", " ", "null", "œuvre", "\u2028", "-", "x" * 5000,
)  # fmt: skip


@pytest.fixture
def hostile(store_deux_moteurs: Store) -> Store:
    peupler()
    publier(
        [
            pratique(
                f"h{i:02d}", titre=t, resume=t, recit=t, resultats=t, difficultes=t, site=t, licence=t, mots_libres=[t, *HOSTILES[:i]],
                objectifs=["se_connaitre"] * (i % 3), lon=[None, -0.0, 0.0, -1.5e-7][i % 4], lat=[None, 0.0, 48.0, 1e16][i % 4],
                territoires=[[], ["commune-2A004"], ["commune-01053", "departement-75"]][i % 3],
            )
            for i, t in enumerate(HOSTILES)
        ],
        [partenaire(f"h{i:02d}", rang, nom=t, apporte=["local"]) for i, t in enumerate(HOSTILES) for rang in (1, 2)],
        [source(f"h{i:02d}", 1, titre=t, url=t, citation=t) for i, t in enumerate(HOSTILES)],
    )  # fmt: skip
    return store_deux_moteurs


def _technique(valeur: object) -> str:
    return "" if valeur is None else proteger(valeur) if isinstance(valeur, str) else str(valeur)


def par_enregistrements(r: Recherche, format_: str) -> bytes:
    """Write the same file record by record, cell by cell."""
    francais = format_ == "csv"
    en_texte: Callable[..., str] = texte_francais if francais else _technique
    fabrique = en_clair if francais else technique
    with lire() as cur:
        choix = selectionner(cur, r)
        mentions = mentionner(cur, r, len(choix.ids), choix.demo_exclues)
        lus = enregistrements(cur, choix.ids)
    sortie = io.StringIO(newline="")
    ecrivain = csv.writer(sortie, delimiter=";" if francais else ",", lineterminator="\r\n")
    colonnes = PRATIQUES.des_fichiers
    fin = [(libelle if francais else nom) for nom, libelle, _ in MENTIONS]
    ecrivain.writerow([*(c.libelle if francais else c.nom for c in colonnes), *fin])
    for lu in lus:
        cellules = [
            en_texte(f(lu[c.nom])) for c, f in zip(colonnes, convertisseurs(PRATIQUES, fabrique), strict=True)
        ]
        ecrivain.writerow([*cellules, en_texte(mentions.extrait_le), en_texte(mentions.phrase)])
    return ((BOM if francais else "") + sortie.getvalue()).encode()


@pytest.mark.parametrize("format_", ["csv", "csv-technique"])
@pytest.mark.parametrize("r", [Recherche(), Recherche(tri="titre"), Recherche(q="zzzzzz")], ids=str)
def test_le_csv_est_celui_des_enregistrements_octet_pour_octet(
    hostile: Store, r: Recherche, format_: str
) -> None:
    with lire() as cur:
        fait = exporter(cur, r, format_, lecteur=lire).octets
    assert fait == par_enregistrements(r, format_)


def test_les_lots_se_suivent_dans_l_ordre_sans_une_pratique_retiree(
    hostile: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ouverts: list[int] = [0]

    class Compteur:
        def __enter__(self) -> object:
            ouverts[0] += 1
            self._lecture = lire()
            return self._lecture.__enter__()

        def __exit__(self, *fin: object) -> None:
            ouverts[0] -= 1
            self._lecture.__exit__(*fin)  # type: ignore[arg-type]

    monkeypatch.setattr("observatoire.publication.colonnes.en_lots.__defaults__", (3,))
    r = Recherche(tri="titre")
    with lire() as cur:
        export = exporter(cur, r, "csv", lecteur=Compteur)  # type: ignore[arg-type]
    with ecrire() as tx:
        tx.executer("update base.pratique set statut = 'retiree' where id = 'h05'")
    morceaux = []
    for morceau in export.morceaux:
        assert ouverts == [0], "nothing of the store is held while the reader takes a chunk"
        morceaux.append(morceau)
    assert len(morceaux) == 2 + -(-export.nombre // 3)
    attendu = par_enregistrements(r, "csv")
    assert b"".join(morceaux) == attendu
    assert b"h05" not in attendu


@pytest.mark.parametrize("format_", ["csv", "csv-technique"])
def test_une_ligne_prete_ne_survit_pas_a_une_ecriture(hostile: Store, format_: str) -> None:
    def exporte() -> bytes:
        with lire() as cur:
            return exporter(cur, Recherche(), format_, lecteur=lire).octets

    premier = exporte()
    assert exporte() == premier == par_enregistrements(Recherche(), format_)
    with ecrire() as tx:
        tx.executer("update base.pratique set statut = 'retiree' where id = 'h05'")
        tx.executer("update base.partenariat set confirmation = 'refusee' where pratique_id = 'h04'")
        tx.executer("update base.source set titre = 'Une autre source' where pratique_id = 'h03'")
        journaliser(tx, "test", "modifiee", "pratique", "h03")
    assert exporte() == par_enregistrements(Recherche(), format_) != premier


def test_la_reserve_ne_tient_qu_une_version_et_un_poids() -> None:
    reserve, un, deux = Reserve(poids_au_plus=6), ("store", 1), ("store", 2)
    reserve.garder(un, "csv", {"a": b"aaa"})
    assert reserve.connues(un, "csv", ["a", "b"]) == {"a": b"aaa"}
    assert reserve.connues(un, "csv-technique", ["a"]) == {}
    assert reserve.connues(deux, "csv", ["a"]) == {}
    reserve.garder(un, "csv", {"b": b"bbbb"})
    assert reserve.connues(un, "csv", ["a", "b"]) == {"b": b"bbbb"}
    reserve.garder(un, "csv", {"c": b"trop lourd"})
    assert reserve.connues(un, "csv", ["a", "b", "c"]) == {}
    reserve.garder(deux, "csv", {"a": b"a"})
    assert reserve.connues(deux, "csv", ["a"]) == {"a": b"a"}
