"""Look-alikes read from the store: the figures are those of portraits, and what they have is counted by hand."""

import math

import pytest
from tests.factories_publication import INSTANT, pratique, publier, semer_territoires

from observatoire import indicateurs
from observatoire.analyses.semblables import chercher, lire_tableau, manques, version_des_chiffres
from observatoire.analyses.zones import theme_large
from observatoire.journal import journaliser
from observatoire.store import Store, ecrire, lire
from observatoire.territoires import obtenir

FINIES = ("terminee_prevue", "transformee", "abandonnee")


@pytest.fixture
def semee(store_deux_moteurs: Store) -> None:
    """Four départements with figures; alliances here, there, from above, and one that ended."""
    semer_territoires()
    champs = {
        "rubrique": "population", "libelle": "X", "definition": "X", "unite": "%", "nature": "taux", "decimales": 1, "annee": 2022,
        "source": "X", "limites": "X", "origine": "livree", "relecteur": "X", "revu_le": INSTANT.date(),
    }  # fmt: skip
    figures = {
        "a": {"75": 1, "01": 2, "2A": 9, "78": 3},
        "b": {"75": 5, "01": 5, "2A": 1},
        "c": {"75": 4, "01": 4, "2A": 4, "78": 4},
    }
    with ecrire() as tx:
        tx.inserer(
            "base.indicateur",
            [
                {"code": c, "ordre": i, "semblables": c != "tu", **champs}
                for i, c in enumerate((*figures, "tu"))
            ],
        )
        tx.inserer(
            "base.indicateur_valeur",
            [
                {
                    "indicateur": c,
                    "territoire_id": f"departement-{d}",
                    "annee": annee,
                    "valeur": v + (2022 - annee),
                }
                for c, valeurs in figures.items()
                for d, v in valeurs.items()
                for annee in (2020, 2022)
            ]
            + [{"indicateur": "tu", "territoire_id": "departement-75", "annee": 2022, "valeur": 1}],
        )
        journaliser(tx, "test", "charge", "referentiel", "indicateurs")
    mixte = {"mixite": "mixte", "cotes": ["es", "ts"]}
    publier(
        [
            pratique("ici", thematiques=["mobilite--x"], forme="lieu_partage", **mixte),
            pratique("dessus", territoires=["region-11"], thematiques=["sante"], **mixte),
            pratique("la", territoires=["commune-01053"], thematiques=["mobilite", "numerique--y"], forme="vis_ma_vie", **mixte),
            pratique("la-aussi", territoires=["departement-01"], thematiques=["sante", "obs--vieillissement"], **mixte),
            pratique("corse", territoires=["commune-2A004"], thematiques=["numerique"], forme="etude", **mixte),
            pratique("finie", territoires=["commune-01053"], thematiques=["remobilisation"], activite="abandonnee", **mixte),
            pratique("seule", territoires=["commune-01053"], thematiques=["remobilisation"], mixite="non_mixte"),
            pratique("france", territoires=["pays-FR"], thematiques=["accueil"], **mixte),
        ]
    )  # fmt: skip


@pytest.mark.usefixtures("semee")
def test_les_plus_proches_sur_les_derniers_chiffres() -> None:
    with lire() as cur:
        t = lire_tableau(cur, "departement")
        ici = obtenir(cur, "departement-75")
    assert t.codes == ("a", "b", "c"), "an indicator that does not compare territories is left out"
    assert t.valeurs[t.ids.index("departement-75")].tolist() == [1, 5, 4]
    assert math.isnan(t.valeurs[t.ids.index("departement-78")][1])
    lus = chercher(t, ici)
    assert [s.territoire_id for s in lus.proches] == ["departement-01", "departement-2A"], (
        "78 shares two of three"
    )
    assert lus.minimum == 3
    assert lus.facteur is None
    sans = chercher(t, ici, {"b"})
    assert [s.territoire_id for s in sans.proches] == ["departement-01", "departement-78", "departement-2A"]
    assert set(sans.ici) == {"a", "c"}


@pytest.mark.usefixtures("semee")
def test_ce_qu_ils_ont_et_qui_manque_ici() -> None:
    with lire() as cur:
        ici = obtenir(cur, "departement-75")
        lus = manques(cur, ici, ("departement-01", "departement-2A"))
        rien = manques(cur, ici, ())
    assert [(m.code, m.chez, [p.id for p in m.pratiques]) for m in lus.themes] == [
        ("numerique", ("departement-01", "departement-2A"), ["corse", "la"]),
        ("obs--vieillissement", ("departement-01",), ["la-aussi"]),
    ], "mobilite is here, sante comes from above, what ended or is national counts for nobody"
    assert [(m.code, m.chez) for m in lus.formes] == [
        ("etude", ("departement-2A",)),
        ("vis_ma_vie", ("departement-01",)),
    ]
    assert lus.themes[0].pratiques[0].lieu == "Ajaccio"
    assert rien.themes == rien.formes == ()


@pytest.mark.usefixtures("semee")
def test_le_tableau_ne_se_refait_que_si_un_chiffre_change() -> None:
    with lire() as cur:
        avant, version = version_des_chiffres(cur), cur.version()
    publier([pratique("autre")])
    with lire() as cur:
        assert version_des_chiffres(cur) == avant
        assert cur.version() > version
    with ecrire() as tx:
        journaliser(tx, "cli", "importees", "indicateur", "a")
    with lire() as cur:
        assert version_des_chiffres(cur) > avant


@pytest.mark.usefixtures("store_complet")
@pytest.mark.parametrize("identifiant", ["departement-78", "commune-78440", "epci-200059889", "region-11"])
def test_sur_le_vrai_catalogue_chaque_figure_est_celle_du_portrait(identifiant: str) -> None:
    with lire() as cur:
        ici = obtenir(cur, identifiant)
        t = lire_tableau(cur, ici.niveau)
        lus = chercher(t, ici)
        proches = [s.territoire_id for s in lus.proches]
        dites = indicateurs.valeurs(cur, [ici.id, *proches])
        lues = manques(cur, ici, proches)
        alliances = cur.lignes("select * from public.pratique where mixite = 'mixte'")
    assert len(proches) == 8
    for code, valeur in [*lus.ici.items()]:
        assert valeur == (dites[ici.id][code].valeur if code in dites[ici.id] else None)
    for s in lus.proches:
        assert s.territoire_id != ici.id
        assert {c: v for c, v in s.valeurs.items() if v is not None}.items() <= {
            c: v.valeur for c, v in dites[s.territoire_id].items()
        }.items()
    chez: dict[str, set[str]] = {}
    for p in alliances:
        if p["activite"] in FINIES:
            continue
        lieux = {i for i in (ici.id, *proches) if i in p["perimetre"]}
        if set(p["territoires"]) & (set(ici.ancetres) - {"pays-FR"}):
            lieux.add(ici.id)
        for theme in {theme_large(c) for c in p["thematiques"]}:
            chez.setdefault(theme, set()).update(lieux)
    attendus = {theme: ids for theme, ids in chez.items() if ids and ici.id not in ids}
    assert {m.code: set(m.chez) for m in lues.themes} == attendus
