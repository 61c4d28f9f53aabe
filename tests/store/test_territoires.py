"""Territories in the store: loaded once, related, listed, on both engines."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from observatoire.errors import ErreurObservatoire, Introuvable
from observatoire.settings import settings
from observatoire.store import Store, ecrire, lire
from observatoire.territoires import (
    ancetres,
    commune_actuelle,
    lister,
    obtenir,
    par_code,
    rechercher,
    trouver,
    trouver_tous,
)
from observatoire.territoires.chargement import charger_territoires


def referentiel() -> Path:
    return settings().data_dir / "referentiel"


def test_chargement_idempotent_sur_les_deux_moteurs(store_deux_moteurs: Store) -> None:
    assert charger_territoires(referentiel())
    with lire() as cur:
        version = cur.version()
        assert version > 0, "caches keyed on the store's version must see the change"
        comptes = cur.lignes(
            "select niveau, count(*) as n from public.territoire group by niveau order by niveau"
        )
        assert {ligne["niveau"]: ligne["n"] for ligne in comptes} == {
            "commune": 34_969,
            "departement": 109,
            "epci": 1_253,
            "pays": 1,
            "region": 18,
        }
        assert cur.valeur("select count(*) from public.territoire_ancien") == 6_861
        assert trouver(cur, "commune-01001").codes_postaux == ("01400",)
        assert trouver(cur, "commune-01001").nom == "L’Abergement-Clémenciat"
        assert rechercher(cur, "les mureau")[0].libelle == "Les Mureaux (78)"
        assert [t.libelle for t in lister(cur, "departement", "region-53")] == [
            "Côtes-d’Armor (22)",
            "Finistère (29)",
            "Ille-et-Vilaine (35)",
            "Morbihan (56)",
        ]
    assert not charger_territoires(referentiel())
    with lire() as cur:
        assert cur.version() == version


def test_un_referentiel_change_remplace_l_ancien(store_territoires: Store, tmp_path: Path) -> None:
    nouveau = tmp_path / "referentiel"
    nouveau.mkdir()
    for fichier in referentiel().glob("*.parquet"):
        (nouveau / fichier.name).write_bytes(fichier.read_bytes())
    table = pq.read_table(nouveau / "communes.parquet")
    noms = [f"Nouvelle-{nom}" if nom == "Ajaccio" else nom for nom in table["nom"].to_pylist()]
    normes = [f"nouvelle {nom}" if nom == "ajaccio" else nom for nom in table["nom_norm"].to_pylist()]
    for colonne, valeurs in (("nom", noms), ("nom_norm", normes)):
        table = table.set_column(table.column_names.index(colonne), colonne, pa.array(valeurs))
    pq.write_table(table, nouveau / "communes.parquet")
    with lire() as cur:
        assert rechercher(cur, "ajaccio")[0].nom == "Ajaccio"
    assert charger_territoires(nouveau)
    with lire() as cur:
        assert trouver(cur, "commune-2A004").nom == "Nouvelle-Ajaccio"
        assert rechercher(cur, "nouvelle aj")[0].id == "commune-2A004", "the index follows the referentiel"
        assert cur.valeur("select count(*) from base.territoire") == 36_350


def test_fichier_manquant(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ErreurObservatoire, match=r"communes\.parquet manque"):
        charger_territoires(tmp_path)
    with lire() as cur:
        assert lister(cur) == []
        assert rechercher(cur, "paris") == []


def test_chaque_ancetre_existe_et_va_du_plus_pres_au_plus_loin(store_territoires: Store) -> None:
    rang = ["commune", "epci", "departement", "region", "pays"]
    with lire() as cur:
        tous = {t.id: t for t in lister(cur)}
    for territoire in tous.values():
        niveaux = [territoire.niveau, *(tous[a].niveau for a in territoire.ancetres)]
        assert niveaux == sorted(niveaux, key=rang.index)
        assert territoire.niveau == "pays" or territoire.ancetres[-1] == "pays-FR"
        assert territoire.population != 0 or territoire.niveau == "commune"


def test_ancetres(store_territoires: Store) -> None:
    with lire() as cur:
        trouves = ancetres(
            cur, ["commune-78440", "commune-22016", "commune-98818", "region-11", "commune-00000"]
        )
        assert trouves == {
            "commune-78440": ["epci-200059889", "departement-78", "region-11", "pays-FR"],
            "commune-22016": ["departement-22", "region-53", "pays-FR"],
            "commune-98818": ["departement-988", "pays-FR"],
            "region-11": ["pays-FR"],
        }
        assert ancetres(cur, []) == {}
        partage = next(t for t in lister(cur, "epci") if sum(a.startswith("region-") for a in t.ancetres) > 1)
        membres = lister(cur, "commune", partage.id)
        departements = [t.ancetres[1] for t in membres]
        attendus = [a for a in partage.ancetres if a.startswith("departement-")]
        assert attendus == sorted(set(departements), key=lambda d: (-departements.count(d), d))


def test_obtenir_et_trouver_tous(store_territoires: Store) -> None:
    with lire() as cur:
        assert obtenir(cur, "departement-2A").libelle == "Corse-du-Sud (2A)"
        assert trouver(cur, "departement-20") is None
        assert set(trouver_tous(cur, ["pays-FR", "pays-XX"])) == {"pays-FR"}
        with pytest.raises(Introuvable, match="« commune-20004 » n’existe pas"):
            obtenir(cur, "commune-20004")


def test_populations_et_points(store_territoires: Store) -> None:
    with lire() as cur:
        france, paris, australes = (
            trouver(cur, "pays-FR"),
            trouver(cur, "commune-75056"),
            trouver(cur, "departement-984"),
        )
        communes = [t.population for t in lister(cur, "commune") if t.population is not None]
    assert france.population == sum(communes)
    assert france.lon is None, "a national pratique has no point"
    assert (round(paris.lon, 1), round(paris.lat, 1)) == (2.3, 48.9)
    assert australes.population is None, "unknown is not 0"
    assert australes.zone == "com"


def test_lister_par_parent(store_territoires: Store) -> None:
    with lire() as cur:
        regions = lister(cur, "region")
        assert [r.nom for r in regions][:3] == ["Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté", "Bretagne"]
        assert len(lister(cur, "commune", "departement-78")) == 259
        assert len(lister(cur, parent="region-94")) == 360 + 2 + len(lister(cur, "epci", "region-94"))
        assert lister(cur, "commune", "departement-00") == []


def test_commune_actuelle(store_territoires: Store) -> None:
    with lire() as cur:
        assert [t.libelle for t in commune_actuelle(cur, "78440")] == ["Les Mureaux (78)"]
        assert [t.libelle for t in commune_actuelle(cur, "69381")] == ["Lyon (69)"]
        assert commune_actuelle(cur, "00000") == []


def test_par_code(store_territoires: Store) -> None:
    attendus = {
        "departement-78": ["departement-78"],
        "78": ["departement-78"],
        "75": ["departement-75", "region-75"],
        "2a": ["departement-2A"],
        " 78440 ": ["commune-78440"],
        "200059889": ["epci-200059889"],
        "fr": ["pays-FR"],
        "69381": ["commune-69123"],
        "00000": [],
        "": [],
        "commune-00000": [],
    }
    with lire() as cur:
        assert {code: [t.id for t in par_code(cur, code)] for code in attendus} == attendus


def test_un_chargement_interrompu_ne_laisse_rien(store: Store) -> None:
    with pytest.raises(RuntimeError), ecrire():
        charger_territoires(referentiel())
        raise RuntimeError
    with lire() as cur:
        assert lister(cur) == []
    assert charger_territoires(referentiel()), "nothing says it was loaded"
