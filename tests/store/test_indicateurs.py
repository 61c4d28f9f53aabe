"""Indicators in the store: loaded once, their values recomputed another way (pandas), missing kept missing."""

import math
import shutil
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import yaml

from observatoire import indicateurs
from observatoire.errors import ErreurObservatoire, Introuvable
from observatoire.indicateurs.chargement import charger_indicateurs
from observatoire.indicateurs.model import Valeur
from observatoire.journal import lister_journal
from observatoire.settings import settings
from observatoire.store import Store, lire
from observatoire.territoires import lister, obtenir
from observatoire.territoires.chargement import charger_territoires

NIVEAUX = {"epci": "epci", "departement": "dep", "region": "reg"}
PARTS = {
    "part_3_16_ans": "part_3_16",
    "part_logements_sociaux": "part_logements_sociaux",
    "part_qpv": "part_qpv",
    "revenu_par_habitant": "revenu_imposable_hab",
    "logements": "logements",
    "logements_sociaux": "logements_sociaux",
    "habitants_qpv": "pop_qpv",
}
"""Indicator → column that the recipe computed for EPCI, départements and régions."""


@cache
def table(nom: str) -> pd.DataFrame:
    return pd.read_parquet(settings().data_dir / "referentiel" / f"{nom}.parquet")


def communes() -> pd.DataFrame:
    """Communes with their parents and the criteria of 2022."""
    lues = table("communes")[["code", "dep", "reg", "epci", "population", "aire_km2", "zone"]]
    return lues.merge(table("indicateurs_communes_dgcl2022"), on="code", how="left")


def valeur(territoire: str, code: str) -> float | None:
    with lire() as cur:
        lue = indicateurs.valeurs(cur, [territoire])[territoire].get(code)
    return None if lue is None else lue.valeur


def rapport(table: pd.DataFrame, haut: str, bas: str, facteur: float = 100) -> float:
    connues = table.dropna(subset=[haut, bas])
    return facteur * float(connues[haut].sum()) / float(connues[bas].sum())


def test_chargement_idempotent_sur_les_deux_moteurs(store_deux_moteurs: Store) -> None:
    charger_territoires(settings().data_dir / "referentiel")
    assert charger_indicateurs(settings().data_dir)
    with lire() as cur:
        version = cur.version()
        assert lister_journal(cur, "referentiel", "indicateurs")[0].verbe == "charge"
        doubles = cur.valeur(
            "select count(*) from (select 1 from public.indicateur_valeur group by indicateur, territoire_id, annee having count(*) > 1) d"
        )
        assert doubles == 0
        orphelines = cur.valeur(
            "select count(*) from public.indicateur_valeur v left join public.territoire t on t.id = v.territoire_id where t.id is null"
        )
        assert orphelines == 0
    assert not charger_indicateurs(settings().data_dir)
    with lire() as cur:
        assert cur.version() == version
        mureaux = obtenir(cur, "commune-78440")
        portrait = indicateurs.portrait(cur, mureaux)
        regions = indicateurs.matrice(cur, "region", ["densite", "part_qpv"])
    tout = communes()
    ici = tout[tout.code == "78440"].iloc[0]
    assert portrait.reperes == ("departement-78", "region-11", "pays-FR")
    lues = {m.indicateur.code: m for m in portrait.mesures}
    assert lues["population"].ici == Valeur(34_632, 2026)
    assert lues["part_qpv"].ici == Valeur(pytest.approx(100 * ici.pop_qpv / ici.pop_insee), 2022)
    assert lues["potentiel_financier_par_habitant"].ici.valeur == pytest.approx(
        ici.potentiel_financier_hab, abs=0.51
    )
    for repere, filtre in (
        ("departement-78", tout.dep == "78"),
        ("region-11", tout.reg == "11"),
        ("pays-FR", tout.code != ""),
    ):
        assert lues["part_qpv"].reperes[repere].valeur == pytest.approx(
            rapport(tout[filtre], "pop_qpv", "pop_insee")
        )
        attendu = rapport(tout[filtre], "population", "aire_km2", 1)
        assert lues["densite"].reperes[repere].valeur == pytest.approx(attendu)
        attendu = rapport(tout[filtre], "revenu_imposable_total", "pop_insee", 1)
        assert lues["revenu_par_habitant"].reperes[repere].valeur == pytest.approx(attendu)
    assert len(regions) == 18
    assert regions["region-11"]["part_qpv"] == lues["part_qpv"].reperes["region-11"].valeur


@pytest.mark.usefixtures("store_complet")
@pytest.mark.parametrize("niveau", NIVEAUX)
@pytest.mark.parametrize("code", PARTS)
def test_les_sommes_sont_celles_que_la_recette_a_faites_autrement(niveau: str, code: str) -> None:
    delivre = table(f"indicateurs_{NIVEAUX[niveau]}_dgcl2022").set_index("code")[PARTS[code]]
    with lire() as cur:
        lues = indicateurs.matrice(cur, niveau, [code])
    assert len(lues) == len(delivre)
    tolerance = 0.51 if code == "revenu_par_habitant" else 0.0051
    ecarts = [t for t, v in lues.items() if abs(v[code] - float(delivre[t.partition("-")[2]])) > tolerance]
    assert ecarts == []


@pytest.mark.usefixtures("store_complet")
def test_les_communes_ont_exactement_ce_que_la_source_connait() -> None:
    source = table("indicateurs_communes_dgcl2022").set_index("code")
    with lire() as cur:
        lues = indicateurs.matrice(cur, "commune", [*PARTS, "part_aides_logement", "part_zone_tendue"])
    for code, colonne in PARTS.items():
        connues = {f"commune-{c}": float(v) for c, v in source[colonne].dropna().items()}
        donnees = {t: v[code] for t, v in lues.items() if code in v}
        assert donnees.keys() == connues.keys(), code
        assert max(abs(donnees[t] - v) for t, v in connues.items()) < 0.0051, code
    aides = {t for t, v in lues.items() if "part_aides_logement" in v}
    secretes = source[
        source.beneficiaires_aides_logement.between(1, 4) & source.part_aides_logement.notna()
    ].index
    assert not aides & {f"commune-{c}" for c in secretes}, "nothing under 5 people"
    assert len(aides) == len(source.part_aides_logement.dropna()) - len(secretes)
    tendues = {t for t, v in lues.items() if v.get("part_zone_tendue") == 100}
    assert tendues == {
        f"commune-{c}"
        for c in source[source.zone_abc.isin(["A", "Abis", "B1"]) & (source.pop_insee > 0)].index
    }


@pytest.mark.usefixtures("store_complet")
@pytest.mark.parametrize(
    ("code", "colonne", "valeurs"),
    [
        ("part_zone_tendue", "zone_abc", ["A", "Abis", "B1"]),
        ("part_montagne", "montagne", [1]),
        ("part_zrr", "zrr", [1]),
    ],
)
@pytest.mark.parametrize(
    ("parent", "territoire"), [("dep", "departement-974"), ("reg", "region-84"), ("epci", "epci-200059889")]
)
def test_une_part_de_population_classee(
    code: str, colonne: str, valeurs: list[object], parent: str, territoire: str
) -> None:
    tout = communes().dropna(subset=["pop_insee"])
    dedans = tout[tout[parent] == territoire.partition("-")[2]]
    classee = dedans[dedans[colonne].isin(valeurs)].pop_insee.sum()
    assert valeur(territoire, code) == pytest.approx(100 * classee / dedans.pop_insee.sum())


@pytest.mark.usefixtures("store_complet")
def test_la_population_est_celle_des_territoires() -> None:
    with lire() as cur:
        for niveau in ("commune", "epci", "departement", "region", "pays"):
            lues = indicateurs.matrice(cur, niveau, ["population"])
            connues = {t.id: t.population for t in lister(cur, niveau) if t.population is not None}
            assert {t: v["population"] for t, v in lues.items()} == connues


@pytest.mark.usefixtures("store_complet")
def test_ce_qui_manque_manque() -> None:
    tues = table("indicateurs_communes_dgcl2022")
    sans_revenu = tues[tues.revenu_imposable_hab.isna()].code
    assert {valeur(f"commune-{c}", "revenu_par_habitant") for c in sans_revenu[:10]} == {None}
    recree = "commune-85212"
    assert valeur(recree, "logements") is None, "re-created since 2022"
    assert valeur(recree, "population") is not None
    assert valeur("commune-55189", "population") == 0, "a village that died for France: truly 0"
    assert valeur("commune-55189", "part_3_16_ans") is None, "over nobody there is no share"


@pytest.mark.usefixtures("store_complet")
def test_iles_sans_epci_et_collectivites_d_outre_mer() -> None:
    with lire() as cur:
        ouessant = indicateurs.portrait(cur, obtenir(cur, "commune-29155"))
        noumea = indicateurs.portrait(cur, obtenir(cur, "commune-98818"))
        australes = indicateurs.portrait(cur, obtenir(cur, "departement-984"))
        france = indicateurs.portrait(cur, obtenir(cur, "pays-FR"))
        a_cheval = next(
            t for t in lister(cur, "epci") if sum(a.startswith("departement-") for a in t.ancetres) > 1
        )
        portrait_a_cheval = indicateurs.portrait(cur, a_cheval)
    assert ouessant.reperes == ("departement-29", "region-53", "pays-FR")
    connues = {m.indicateur.code: m.ici for m in noumea.mesures}
    assert noumea.reperes == ("departement-988", "pays-FR"), "no région"
    assert connues["population"].valeur > 80_000
    assert connues["superficie"] is None, "no outline"
    assert connues["revenu_par_habitant"] is None
    assert all(m.ici is None for m in australes.mesures)
    assert france.reperes == ()
    assert all(m.ici is not None and math.isfinite(m.ici.valeur) for m in france.mesures)
    assert not [r for r in portrait_a_cheval.reperes if r.startswith("departement-")], "between two, neither"


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    """A data folder of the test's own: the definitions, and the values delivered."""
    donnees = tmp_path / "data"
    shutil.copytree(settings().data_dir / "indicateurs", donnees / "indicateurs")
    (donnees / "referentiel").symlink_to(settings().data_dir / "referentiel")
    return donnees


def ecrire_definition(dossier: Path, code: str, **champs: object) -> None:
    modele = yaml.safe_load((dossier / "indicateurs" / "logements.yaml").read_text("utf-8"))
    (dossier / "indicateurs" / f"{code}.yaml").write_text(
        yaml.safe_dump(
            modele | {"code": code, "ordre": 900, "rubrique": "autres"} | champs, allow_unicode=True
        ),
        "utf-8",
    )


@pytest.mark.usefixtures("store_complet")
def test_ajouter_un_indicateur_est_ajouter_un_fichier(copie: Path) -> None:
    valeurs = copie / "indicateurs" / "valeurs" / "centres.csv"
    valeurs.parent.mkdir()
    valeurs.write_text("code;centres;habitants\n01001;1;800\n01002;3;1 000,0\n01004;;5\n99999;4;4\n", "utf-8")
    ecrire_definition(
        copie,
        "centres_sociaux",
        libelle="Centres sociaux pour mille habitants",
        nature="taux",
        donnees={
            "fichier": "indicateurs/valeurs/centres.csv",
            "numerateur": "centres",
            "denominateur": "habitants",
            "facteur": 1000,
        },
    )
    assert charger_indicateurs(copie)
    with lire() as cur:
        portrait = indicateurs.portrait(cur, obtenir(cur, "commune-01002"))
    ajoutee = portrait.mesures[-1]
    assert ajoutee.indicateur.libelle == "Centres sociaux pour mille habitants"
    assert ajoutee.ici == Valeur(3, 2022)
    assert ajoutee.reperes["departement-01"].valeur == pytest.approx(4000 / 1800)
    assert valeur("commune-01004", "centres_sociaux") is None
    (copie / "indicateurs" / "centres_sociaux.yaml").unlink()
    assert charger_indicateurs(copie)
    assert valeur("commune-01002", "centres_sociaux") is None
    with lire() as cur, pytest.raises(Introuvable):
        indicateurs.obtenir(cur, "centres_sociaux")


@pytest.mark.usefixtures("store_complet")
def test_un_fichier_faux_ne_change_rien(copie: Path) -> None:
    ecrire_definition(copie, "faux", donnees={"fichier": "indicateurs/absent.csv", "colonne": "x"})
    with lire() as cur:
        version = cur.version()
    with pytest.raises(ErreurObservatoire, match="manque"):
        charger_indicateurs(copie)
    with lire() as cur:
        assert cur.version() == version
        assert len(indicateurs.lister(cur)) == 17
