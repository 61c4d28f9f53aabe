"""The delivered referentiel: counts, codes, coverage, and the traps met when it was made."""

from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from observatoire.territoires import normaliser

REFERENTIEL = Path(__file__).parents[2] / "data" / "referentiel"
ILES_SANS_EPCI = {"Île-de-Bréhat", "Île-de-Sein", "Ouessant", "L'Île-d'Yeu"}
KM_PAR_DEGRE = 111.0
NIVEAUX_INDICATEURS = ["communes", "epci", "dep", "reg"]


@cache
def table(nom: str) -> pd.DataFrame:
    fichier = REFERENTIEL / f"{nom}.parquet"
    return gpd.read_parquet(fichier) if nom.startswith("geo_") else pd.read_parquet(fichier)


def communes_de_france() -> pd.DataFrame:
    """Communes of metropolitan France and the DROM: those with outlines."""
    communes = table("communes")
    return communes[communes.zone != "com"].set_index("code")


@pytest.mark.parametrize(
    ("nom", "lignes"),
    [
        ("communes", 34_969),
        ("epci", 1_253),
        ("departements", 109),
        ("regions", 26),
        ("arrondissements", 333),
        ("codes_anciens", 6_861),
        ("geo_communes_500m", 34_875),
        ("geo_epci_500m", 1_253),
        ("geo_departements_1000m", 101),
        ("geo_regions_1000m", 18),
        ("indicateurs_communes_dgcl2022", 34_868),
        ("indicateurs_epci_dgcl2022", 1_253),
        ("indicateurs_dep_dgcl2022", 101),
        ("indicateurs_reg_dgcl2022", 18),
    ],
)
def test_nombre_de_lignes(nom: str, lignes: int) -> None:
    assert len(table(nom)) == lignes
    assert not table(nom).duplicated([c for c in ("code", "type", "code_actuel") if c in table(nom)]).any()


@pytest.mark.parametrize(
    ("nom", "colonne", "motif"),
    [
        ("communes", "code", r"\d{5}|2[AB]\d{3}"),
        ("communes", "siren", r"\d{9}"),
        ("epci", "code", r"\d{9}"),
        ("departements", "code", r"\d{2}|2[AB]|9[78]\d"),
        ("regions", "code", r"\d{2}|9[78]\d"),
        ("codes_anciens", "code", r"\d{5}|2[AB]\d{3}"),
        ("indicateurs_communes_dgcl2022", "code", r"\d{5}|2[AB]\d{3}"),
    ],
)
def test_codes_en_texte_avec_leurs_zeros(nom: str, colonne: str, motif: str) -> None:
    codes = table(nom)[colonne].dropna()
    assert codes.str.fullmatch(motif).all()
    assert codes.str.startswith("0").any() or "{9}" in motif


def test_codes_connus() -> None:
    noms = table("communes").set_index("code")["nom"]
    assert [noms[c] for c in ("01001", "2A004", "97411")] == [
        "L'Abergement-Clémenciat",
        "Ajaccio",
        "Saint-Denis",
    ]
    assert all(len(code) == 5 for codes in table("communes").codes_postaux for code in codes)


def test_toute_commune_a_ses_parents() -> None:
    communes = communes_de_france()
    assert communes.dep.isin(set(table("geo_departements_1000m").code)).all()
    assert communes.reg.isin(set(table("geo_regions_1000m").code)).all()
    assert set(communes.nom[communes.epci.isna()]) == ILES_SANS_EPCI
    assert set(communes.epci.dropna()) == set(table("epci").code)
    assert communes.groupby("dep").reg.nunique().eq(1).all()


def test_toute_commune_a_son_contour_et_un_point_dedans() -> None:
    communes, contours = communes_de_france(), table("geo_communes_500m").set_index("code")
    assert set(contours.index) == set(communes.index)
    communes = communes.loc[contours.index]
    assert (contours.dep == communes.dep).all()
    points = shapely.points(communes.lon, communes.lat)
    km = shapely.distance(points, contours.geometry.values) * KM_PAR_DEGRE
    assert (km == 0).mean() > 0.98
    assert km.max() < 3.5, (
        "the town hall is at most 1 km outside the true outline, the rest is simplification"
    )


@pytest.mark.parametrize(
    "nom", ["geo_regions_1000m", "geo_departements_1000m", "geo_epci_500m", "geo_communes_500m"]
)
def test_contours_valides(nom: str) -> None:
    contours = table(nom)
    assert contours.crs.to_epsg() == 4326
    assert contours.is_valid.all()
    assert not contours.is_empty.any()


def test_aucun_trou_hors_l_enclave_de_llivia() -> None:
    union = shapely.union_all(table("geo_departements_1000m").geometry.values)
    trous = [shapely.Polygon(r) for partie in shapely.get_parts(union) for r in partie.interiors]
    assert [(round(t.centroid.x, 1), round(t.centroid.y, 1)) for t in trous] == [(2.0, 42.5)]
    surface = table("geo_communes_500m").to_crs(6933).area.sum() / 1e6
    assert surface == pytest.approx(communes_de_france().aire_km2.sum(), rel=0.01)


def test_epci_de_2026_et_non_de_2025() -> None:
    epci, membres = set(table("epci").code), communes_de_france().epci
    assert {"992367730", "994579670"} <= epci, "created on 1 January 2026"
    assert not {"241200658", "241200765", "245701222", "245701362"} & epci, "merged on 1 January 2026"
    assert membres[["31075", "14062", "65063", "12102"]].tolist() == [
        "243100781",
        "241400860",
        "200069300",
        "994579670",
    ]
    assert table("epci").set_index("code").nb_communes.to_dict() == membres.value_counts().to_dict()


def test_noms_partages_par_plusieurs_communes() -> None:
    noms = communes_de_france().nom
    assert noms[noms.duplicated(keep=False)].nunique() == 1_440
    assert (noms == "Saint-Denis").sum() == 4


def test_noms_normalises_comme_ce_que_l_on_tape() -> None:
    for nom in ("communes", "epci"):
        assert table(nom).nom.map(normaliser).equals(table(nom).nom_norm)


def test_codes_anciens_menent_a_une_commune_en_vigueur() -> None:
    anciens = table("codes_anciens")
    assert anciens.code_actuel.isin(set(table("communes").code)).all()
    assert anciens.nom[anciens.type != "ancien-code"].notna().all()


@pytest.mark.parametrize("niveau", NIVEAUX_INDICATEURS)
def test_indicateurs_dates_et_de_territoires_connus(niveau: str) -> None:
    fichier = {"communes": "communes", "epci": "epci", "dep": "departements", "reg": "regions"}[niveau]
    indicateurs = table(f"indicateurs_{niveau}_dgcl2022")
    assert (indicateurs.millesime == 2022).all()
    assert indicateurs.code.isin(set(table(fichier).code)).all()


@pytest.mark.parametrize("niveau", NIVEAUX_INDICATEURS)
def test_aucun_zero_ni_infini_a_la_place_d_une_absence(niveau: str) -> None:
    indicateurs = table(f"indicateurs_{niveau}_dgcl2022")
    nombres = indicateurs.select_dtypes("number").astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    assert not np.isinf(nombres).any()
    habites = indicateurs[indicateurs.pop_insee > 0]
    for colonne in ("revenu_imposable_total", "revenu_imposable_hab", "logements"):
        assert not (habites[colonne] == 0).any(), colonne


def test_absences_connues_des_indicateurs() -> None:
    indicateurs = table("indicateurs_communes_dgcl2022").set_index("code")
    assert indicateurs.revenu_imposable_total.isna().sum() == 131
    assert pd.isna(indicateurs.logements["29083"]), "Île-de-Sein: no dwelling counted by that tax"
    assert indicateurs.revenu_imposable_hab["07178"] is pd.NA, "Pont-de-Labeaume: withheld"
    absentes = set(communes_de_france().index) - set(indicateurs.index)
    assert absentes == {"15031", "15035", "15047", "15171", "60694", "85165", "85212"}, (
        "re-created since 2022"
    )
    deserts = indicateurs[indicateurs.pop_insee == 0]
    assert len(deserts) == 6, "the villages that died for France have a true population of 0"
    assert deserts.part_qpv.isna().all()


def test_qpv_de_la_geographie_de_2014() -> None:
    """The figures are those of the 1,514 quarters drawn in 2014, and the documentation says so."""
    indicateurs = table("indicateurs_communes_dgcl2022").set_index("code")
    assert ((indicateurs.pop_qpv > 0).sum(), indicateurs.pop_qpv.sum()) == (797, 5_429_010)
    assert "QPV geography of 2014" in (REFERENTIEL / "README.md").read_text(encoding="utf-8")


def test_chaque_fichier_est_documente() -> None:
    documentation = (REFERENTIEL / "README.md").read_text(encoding="utf-8")
    assert [f.name for f in sorted(REFERENTIEL.glob("*.parquet")) if f"`{f.name}`" not in documentation] == []


def test_sommes_egales_a_tous_les_niveaux() -> None:
    communes = table("indicateurs_communes_dgcl2022")
    for colonne in ("pop_insee", "pop_qpv", "logements_sociaux"):
        attendu = communes[colonne].sum()
        assert table("indicateurs_dep_dgcl2022")[colonne].sum() == attendu
        assert table("indicateurs_reg_dgcl2022")[colonne].sum() == attendu
