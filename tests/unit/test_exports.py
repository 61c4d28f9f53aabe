"""Files hold exactly what the question selects, in its order, and open again equal."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime

import geopandas
import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories_publication import partenaire, peupler, pratique, publier

from observatoire.clock import temps_fige
from observatoire.errors import Invalide
from observatoire.formules import retirer
from observatoire.journal import journaliser
from observatoire.pratiques import Recherche, lister
from observatoire.publication import FORMATS, PRATIQUES, exporter
from observatoire.publication.cellules import separer
from observatoire.publication.fichiers_parquet import parquet
from observatoire.publication.lecture import TAILLE_LOT, lots, selectionner
from observatoire.publication.mentions import mentionner
from observatoire.publication.ressources import PARTENAIRES
from observatoire.store import Store, ecrire, lire

LE = datetime(2026, 3, 2, 9, 0)
QUESTIONS = (
    Recherche(),
    Recherche(tri="titre"),
    Recherche(tri="recentes", page=3),
    Recherche(q="épicerie"),
    Recherche(territoire="departement-75"),
    Recherche(forme=("vis_ma_vie", "lieu_partage")),
    Recherche(theme=("obs--sans-abrisme",), cote=("ts",)),
    Recherche(portee="sans_lieu"),
    Recherche(portee="nationale"),
    Recherche(q="zzzzzz"),
)


@pytest.fixture
def peuple(store: Store) -> Iterator[Store]:
    with temps_fige(LE):
        peupler()
        yield store


def fichier(r: Recherche, format_: str) -> bytes:
    with lire() as cur:
        return exporter(cur, r, format_).octets


def lire_csv(octets: bytes, separateur: str) -> list[dict[str, str]]:
    texte = octets.decode("utf-8-sig")
    lignes = csv.DictReader(io.StringIO(texte, newline=""), delimiter=separateur)
    return [{nom: retirer(valeur) for nom, valeur in ligne.items()} for ligne in lignes]


def feuille(octets: bytes, nom: str) -> list[dict[str, object]]:
    titres, *lignes = openpyxl.load_workbook(io.BytesIO(octets))[nom].iter_rows(values_only=True)
    return [dict(zip(titres, ligne, strict=True)) for ligne in lignes]  # type: ignore[arg-type]


def en_texte(octets: bytes, format_: str, feuilles: tuple[str, ...]) -> str:
    """Return all that a file says, as one text; some sheets only of a workbook."""
    if format_ == "xlsx":
        return "".join(str(feuille(octets, nom)) for nom in feuilles)
    if format_ == "parquet":
        table = pq.read_table(io.BytesIO(octets))
        return str(table.to_pylist()) + table.schema.metadata[b"observatoire"].decode()
    return octets.decode()


def ids(format_: str, octets: bytes) -> list[str]:
    if format_ == "geojson":
        return [objet["id"] for objet in json.loads(octets)["features"]]
    if format_ == "parquet":
        return pq.read_table(io.BytesIO(octets))["id"].to_pylist()
    if format_ == "xlsx":
        return [str(ligne["Identifiant"]) for ligne in feuille(octets, "Pratiques")]
    separateur, colonne = (";", "Identifiant") if format_ == "csv" else (",", "id")
    return [ligne[colonne] for ligne in lire_csv(octets, separateur)]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("r", QUESTIONS, ids=str)
def test_un_fichier_contient_ce_que_la_question_choisit_dans_son_ordre(
    peuple: Store, r: Recherche, format_: str
) -> None:
    with lire() as cur:
        attendus = [p.id for p in lister(cur, r.avec(page=1), taille=100) if not p.est_demo]
        export = exporter(cur, r, format_)
        assert ids(format_, export.octets) == attendus
    assert export.nombre == len(attendus)
    assert export.nom == f"observatoire-pratiques-2026-03-02.{FORMATS[format_].extension}"


@pytest.mark.parametrize("format_", FORMATS)
def test_ni_retiree_ni_anonyme_ni_inventee_ni_partenaire_qui_a_refuse(peuple: Store, format_: str) -> None:
    octets = fichier(Recherche(), format_)
    texte = en_texte(octets, format_, ("Pratiques", "Partenaires"))
    for tu in ("Retirée", "retiree", "Anonyme", "Inventée", "refusé d’être", "fiche retirée"):
        assert tu not in texte


@pytest.mark.parametrize("format_", FORMATS)
def test_chaque_fichier_dit_ses_filtres_son_jour_sa_licence_sa_source_et_la_demonstration(
    peuple: Store, format_: str
) -> None:
    with ecrire() as tx:
        tx.executer("update base.pratique set thematiques = $t::text[]", t=["obs--sans-abrisme"])
    octets = fichier(Recherche(theme=("obs--sans-abrisme",)), format_)
    texte = en_texte(octets, format_, ("Lisez-moi", "Pratiques"))
    for dit in ("Sans-abrisme", "Licence Ouverte 2.0", "/fiche/alpha", "1 pratique de démonstration"):
        assert dit in texte
    assert ("datetime.datetime(2026, 3, 2, 0, 0)" if format_ == "xlsx" else "2026-03-02") in texte


def test_le_csv_francais_s_ouvre_dans_un_tableur_francais(peuple: Store) -> None:
    octets = fichier(Recherche(), "csv")
    assert octets.startswith("\ufeffIdentifiant;Titre;Résumé".encode())
    par_id = {ligne["Identifiant"]: ligne for ligne in lire_csv(octets, ";")}
    alpha = par_id["alpha"]
    assert alpha["Résumé"] == "Un résumé ; avec un point-virgule, et « guillemets »."
    assert alpha["Récit"] == "Première ligne\n- puce\n- autre"
    assert alpha["Forme"] == "Lieu partagé"
    assert alpha["Thématiques"] == "Sans-abrisme"
    assert alpha["Lieux"] == "Bourg-en-Bresse (01)"
    assert (alpha["Codes des communes"], alpha["Codes des départements"]) == ("01053", "01")
    assert alpha["Partenaires"].startswith("CCAS (Travailleurs sociaux, Porteur) | Épices & Cie (")
    assert alpha["Sources"] == "Grande Rencontre | Site (https://exemple.fr/article)"
    assert alpha["Mise à jour"] == "2026-03-02 00:30:00", "heure de Paris"
    assert par_id["brest"]["Longitude"] == "-4,4861", "un nombre négatif reste un nombre"
    assert par_id["nulle-part"]["Lieux"] == ""


def test_le_csv_technique_garde_codes_listes_et_objets(peuple: Store) -> None:
    lignes = lire_csv(fichier(Recherche(), "csv-technique"), ",")
    assert list(lignes[0]) == [*(c.nom for c in PRATIQUES.des_fichiers), "extrait_le", "selection"]
    alpha = next(ligne for ligne in lignes if ligne["id"] == "alpha")
    assert separer(alpha["mots_libres"]) == ["lien|social", "a\\b"]
    assert (alpha["forme"], alpha["maj_a"], alpha["lon"]) == (
        "lieu_partage",
        "2026-03-01T23:30:00Z",
        "5.2255",
    )
    partenaires = json.loads(alpha["partenaires"])
    assert [p["siren"] for p in partenaires] == ["012345678", None]
    assert json.loads(alpha["sources"])[0]["date_le"] == "2021-12-13"


def test_le_classeur_a_trois_feuilles_et_garde_les_zeros(peuple: Store) -> None:
    octets = fichier(Recherche(), "xlsx")
    classeur = openpyxl.load_workbook(io.BytesIO(octets))
    assert classeur.sheetnames == ["Pratiques", "Partenaires", "Lisez-moi"]
    alpha = next(ligne for ligne in feuille(octets, "Pratiques") if ligne["Identifiant"] == "alpha")
    assert alpha["Codes des communes"] == "01053"
    assert alpha["Longitude"] == 5.2255
    assert alpha["Date de la source"] == datetime(2021, 12, 13)
    partenaires = feuille(octets, "Partenaires")
    assert [(p["Structure"], p["SIREN"], p["SIRET"]) for p in partenaires] == [
        ("CCAS", "012345678", "01234567800012"),
        ("Épices & Cie", None, None),
    ]
    rubriques = {ligne["Rubrique"] for ligne in feuille(octets, "Lisez-moi")}
    assert rubriques >= {c.libelle for c in (*PRATIQUES.des_fichiers, *PARTENAIRES.des_fichiers)}


def test_le_geojson_garde_les_pratiques_sans_point(peuple: Store) -> None:
    objets = {o["id"]: o for o in json.loads(fichier(Recherche(), "geojson"))["features"]}
    assert objets["alpha"]["geometry"] == {"type": "Point", "coordinates": [5.2255, 46.2052]}
    assert [i for i, o in objets.items() if o["geometry"] is None] == [
        "departement",
        "national",
        "nulle-part",
    ]
    assert objets["alpha"]["properties"]["partenaires"][0]["nom"] == "CCAS"


def test_le_geoparquet_se_relit_avec_ses_points_ses_types_et_ses_mentions(peuple: Store) -> None:
    octets = fichier(Recherche(tri="titre"), "parquet")
    lu = geopandas.read_parquet(io.BytesIO(octets))
    assert lu.crs == "OGC:CRS84"
    alpha = lu.set_index("id").loc["alpha"]
    assert (alpha.geometry.x, alpha.geometry.y) == (5.2255, 46.2052)
    assert set(lu[lu.geometry.isna()]["id"]) == {"departement", "national", "nulle-part"}
    table = pq.read_table(io.BytesIO(octets))
    lignes = {ligne["id"]: ligne for ligne in table.to_pylist()}
    assert lignes["alpha"]["partenaires"][0]["nom"] == "CCAS"
    assert lignes["alpha"]["mots_libres"] == ["lien|social", "a\\b"]
    assert lignes["alpha"]["source_le"] == date(2021, 12, 13)
    assert lignes["beta"]["annee_debut"] is None
    dites = json.loads(table.schema.metadata[b"observatoire"])
    assert dites["filtres"] == [{"nom": "Ordre", "valeur": "Titre"}] or dites["filtres"] == []
    assert dites["licence"]["nom"].startswith("Licence Ouverte")
    assert dites["nombre"] == table.num_rows
    assert dites["extrait_le"] == "2026-03-02"


def test_un_geoparquet_fait_de_plusieurs_lots_est_le_meme(peuple: Store) -> None:
    with lire() as cur:
        choix = selectionner(cur, Recherche())
        mentions = mentionner(cur, Recherche(), len(choix.ids), 0)
    morceaux = list(parquet(lots(lire, choix.ids, taille=2), mentions))
    assert len(morceaux) == -(-len(choix.ids) // 2) + 1
    assert pq.read_table(io.BytesIO(b"".join(morceaux)))["id"].to_pylist() == list(choix.ids)


def test_un_format_inconnu_est_refuse_avec_les_formats_qui_existent(peuple: Store) -> None:
    with lire() as cur, pytest.raises(Invalide, match="csv-technique") as refus:
        exporter(cur, Recherche(), "pdf")
    assert list(refus.value.champs) == ["format"]


def test_un_classeur_trop_grand_est_refuse_avant_d_etre_fait(
    peuple: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("observatoire.publication.exports.PRATIQUES_AU_PLUS", 3)
    with lire() as cur, pytest.raises(Invalide, match="ajoutez un filtre"):
        exporter(cur, Recherche(), "xlsx")
    assert len(ids("csv", fichier(Recherche(), "csv"))) > 3


@pytest.mark.parametrize("format_", FORMATS)
def test_les_morceaux_se_suivent_sans_trou(peuple: Store, format_: str) -> None:
    """More than one chunk: the seams neither lose nor repeat a row."""
    nombre = TAILLE_LOT + 3
    publier(
        [pratique(f"n{i:05d}") for i in range(nombre)],
        [partenaire("n00001"), partenaire(f"n{nombre - 1:05d}")],
    )
    with lire() as cur:
        export = exporter(cur, Recherche(tri="titre"), format_, lecteur=lire)
    lus = ids(format_, export.octets)
    assert len(lus) == len(set(lus)) == export.nombre == nombre + 6


def test_une_pratique_retiree_pendant_l_export_n_y_figure_pas(peuple: Store) -> None:
    with lire() as cur:
        export = exporter(cur, Recherche(), "csv", lecteur=lire)
    with ecrire() as tx:
        tx.executer("update base.pratique set statut = 'retiree' where id = 'alpha'")
    assert "alpha" not in ids("csv", export.octets)


def test_aucun_curseur_n_est_tenu_entre_deux_morceaux(peuple: Store) -> None:
    """A slow reader of a file must not hold one of the store's few readings."""
    ouverts = 0

    class Compteur:
        def __enter__(self) -> object:
            nonlocal ouverts
            ouverts += 1
            self._lecture = lire()
            return self._lecture.__enter__()

        def __exit__(self, *fin: object) -> None:
            nonlocal ouverts
            ouverts -= 1
            self._lecture.__exit__(*fin)  # type: ignore[arg-type]

    for lot in lots(Compteur, ["alpha", "beta"], taille=1):  # type: ignore[arg-type]
        assert ouverts == 0
        assert len(lot) == 1


textes = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=30
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(textes, textes)
def test_n_importe_quel_texte_se_retrouve_dans_chaque_format(peuple: Store, titre: str, mot: str) -> None:
    with ecrire() as tx:
        tx.executer(
            "update base.pratique set titre = $t, mots_libres = $m::text[] where id = 'beta'",
            t=titre,
            m=[mot],
        )
        journaliser(tx, "test", "modifiee", "pratique", "beta")
    r = Recherche(forme=("vis_ma_vie",))
    (objet,) = json.loads(fichier(r, "geojson"))["features"]
    assert (objet["properties"]["titre"], objet["properties"]["mots_libres"]) == (titre, [mot])
    (ligne,) = lire_csv(fichier(r, "csv"), ";")
    assert (ligne["Titre"], ligne["Mots libres"]) == (titre, mot)
    (ligne,) = lire_csv(fichier(r, "csv-technique"), ",")
    assert (ligne["titre"], separer(ligne["mots_libres"])) == (titre, [mot])
    (rangee,) = feuille(fichier(r, "xlsx"), "Pratiques")
    assert rangee["Identifiant"] == "beta"
