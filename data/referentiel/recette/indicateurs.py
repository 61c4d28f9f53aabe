"""DGCL criteria of 2022 by commune, summed by EPCI, département and région.

A missing figure stays missing. The source writes it in three ways: 'nd', nothing, or a total income of 0 for an
inhabited commune (withheld), a number of dwellings of 0 for an inhabited commune (islands without that tax).
"""

from pathlib import Path

import pandas as pd
import sources

MILLESIME = 2022
_DSU = "Dotation de solidarité urbaine et de cohésion sociale - "
_DSR = "Dotation de solidarité rurale - Fraction "
_INFOS = "Informations générales - "
COLONNES = {
    f"{_INFOS}Code INSEE de la commune": "code",
    f"{_INFOS}Population INSEE de l'année N": "pop_insee",
    f"{_INFOS}Population DGF de l'année N": "pop_dgf",
    f"{_INFOS}Résidences secondaires de l'année N": "residences_secondaires",
    f"{_INFOS}Superficie de l'année N": "superficie_ha",
    f"{_DSU}Nombre de logements TH de la commune": "logements",
    f"{_DSU}Nombre de logements sociaux de la commune": "logements_sociaux",
    f"{_DSU}Nombre de bénéficiaires des aides au logement de la commune": "beneficiaires_aides_logement",
    f"{_DSU}Revenu imposable des habitants de la commune": "revenu_imposable_total",
    f"{_DSU}Population QPV": "pop_qpv",
    f"{_DSU}Population ZFU": "pop_zfu",
    f"{_DSR}péréquation - Population 3 à 16 ans": "pop_3_16",
    f"{_DSR}bourg-centre - Commune située en ZRR": "zrr",
    f"{_DSR}péréquation - Commune située en zone de montagne": "montagne",
    "Potentiel fiscal et financier des communes - Potentiel financier final": "potentiel_financier",
}
OUI_NON = ("zrr", "montagne")
SOMMES = [c for c in COLONNES.values() if c not in ("code", *OUI_NON)]
SOMMES_TERRITOIRE = [
    "pop_insee",
    "logements",
    "logements_sociaux",
    "beneficiaires_aides_logement",
    "revenu_imposable_total",
    "pop_qpv",
    "pop_3_16",
]
PAR_HABITANT = ("revenu_imposable_hab", "potentiel_financier_hab")
PARTS = {
    "part_logements_sociaux": ("logements_sociaux", "logements"),
    "part_aides_logement": ("beneficiaires_aides_logement", "pop_insee"),
    "part_qpv": ("pop_qpv", "pop_insee"),
    "part_3_16": ("pop_3_16", "pop_insee"),
}


def indicateurs_communes(travail: Path, communes: pd.DataFrame) -> pd.DataFrame:
    """Return one row per commune of today that the source knows; merged communes are summed."""
    actuels = set(communes.loc[communes["zone"] != "com", "code"])
    vers = _code_actuel(travail, actuels)
    table = _lire(travail).assign(code=lambda t: t["code"].map(vers)).dropna(subset="code")
    regles = dict.fromkeys(SOMMES, _somme) | dict.fromkeys(OUI_NON, "max")
    par_commune = table.groupby("code").agg(regles)
    par_commune["fusion"] = table.groupby("code").size() > 1
    par_commune = _ratios(par_commune, table)
    par_commune["potentiel_financier_hab"] = _rapport(par_commune, "potentiel_financier", "pop_dgf").round(0)
    zonage = sources.zonage_abc(travail).assign(code=lambda t: t["code"].map(vers)).dropna()
    par_commune["zone_abc"] = zonage.drop_duplicates("code").set_index("code")["zone_abc"]
    return _entiers(par_commune.assign(millesime=MILLESIME).reset_index())


def indicateurs_territoires(indicateurs: pd.DataFrame, communes: pd.DataFrame, niveau: str) -> pd.DataFrame:
    """Sum the communes' indicators by `niveau`: 'epci', 'dep' or 'reg'."""
    table = indicateurs[["code", *SOMMES_TERRITOIRE]].merge(communes[["code", niveau]], on="code")
    table = table.drop(columns="code").rename(columns={niveau: "code"}).dropna(subset="code")
    sommes = table.groupby("code")[SOMMES_TERRITOIRE].agg(_somme)
    return _entiers(_ratios(sommes, table).assign(millesime=MILLESIME).reset_index())


def _lire(travail: Path) -> pd.DataFrame:
    table = sources.criteres_2022(travail)[list(COLONNES)].rename(columns=COLONNES)
    for colonne in table.columns.drop("code"):
        table[colonne] = pd.to_numeric(table[colonne], errors="coerce").astype("Float64")
    habitee = table["pop_insee"] > 0
    for colonne in ("revenu_imposable_total", "logements"):
        table[colonne] = table[colonne].mask(habitee & (table[colonne] == 0))
    return table


def _code_actuel(travail: Path, actuels: set[str]) -> dict[str, str]:
    suite = {ancien: code for ancien, code in sources.successeurs(travail).items() if code in actuels}
    return suite | {code: code for code in actuels}


def _entiers(table: pd.DataFrame) -> pd.DataFrame:
    """Give whole numbers a whole type, missing values included."""
    mesures = table.columns.intersection([*SOMMES, *OUI_NON, *PAR_HABITANT]).drop(
        "superficie_ha", errors="ignore"
    )
    return table.assign(**{colonne: table[colonne].round(0).astype("Int64") for colonne in mesures})


def _somme(valeurs: pd.Series) -> float:
    """Sum what is known; nothing known is missing, not 0."""
    return valeurs.sum(min_count=1)


def _ratios(sommes: pd.DataFrame, detail: pd.DataFrame) -> pd.DataFrame:
    """Add income per head and shares (%), each over the rows of `detail` where both figures are known."""
    sommes["revenu_imposable_hab"] = _rapport_connu(detail, "revenu_imposable_total", "pop_insee").round(0)
    for part, (numerateur, denominateur) in PARTS.items():
        sommes[part] = _rapport_connu(detail, numerateur, denominateur, pour=100).round(2)
    return sommes


def _rapport_connu(detail: pd.DataFrame, numerateur: str, denominateur: str, pour: int = 1) -> pd.Series:
    connu = detail.dropna(subset=[numerateur, denominateur])
    return _rapport(connu.groupby("code")[[numerateur, denominateur]].sum(), numerateur, denominateur, pour)


def _rapport(table: pd.DataFrame, numerateur: str, denominateur: str, pour: int = 1) -> pd.Series:
    """Divide; over nobody, or no dwelling, there is no share."""
    return pour * table[numerateur] / table[denominateur].mask(table[denominateur] == 0)
