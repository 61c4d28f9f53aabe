"""What an application must say, and how its budget is read."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import siret
from tests.factories_appels import CONTENU as APPEL
from tests.factories_candidatures import CCAS, CONTENU, CUISINE

from observatoire.alliance.model import TEMPS_DE_LIEN
from observatoire.appels import lire_termes
from observatoire.candidatures import (
    ContenuCandidature,
    PosteSaisi,
    RessourceSaisie,
    erreurs,
    lire_budget,
    lire_siren,
    mixite,
)
from observatoire.candidatures.rules import hors_territoire, nettoyer

TERMES = lire_termes(APPEL)


def fautes(contenu: ContenuCandidature, clause: str = "bonification", **seuils: object) -> set[str]:
    termes = replace(TERMES, seuils=replace(TERMES.seuils, **seuils))  # type: ignore[arg-type]
    return set(erreurs(contenu, termes, clause))


def test_une_candidature_complete_n_a_rien_a_corriger() -> None:
    assert fautes(CONTENU) == set()


def test_une_candidature_vide_dit_tout_d_un_coup() -> None:
    dites = erreurs(ContenuCandidature(), TERMES, "aucun")
    assert {
        "titre",
        "resume",
        "besoins",
        "besoins_ensemble",
        "territoires",
        "membres",
        "demande",
        "postes",
    } <= set(dites)
    assert all(phrase.endswith(".") and "'" not in phrase for phrase in dites.values())


@pytest.mark.parametrize(
    ("change", "champ"),
    [
        ({"membres": (CUISINE,)}, "membres"),
        ({"membres": (CUISINE, replace(CCAS, nom="la cuisine des deux rives", numero="552100554"))}, "membres.1.nom"),
        ({"membres": (CUISINE, replace(CCAS, numero="552 100 555"))}, "membres.1.numero"),
        ({"membres": (CUISINE, replace(CCAS, numero="000 000 000"))}, "membres.1.numero"),
        ({"membres": (CUISINE, replace(CCAS, cote="inconnu"))}, "membres.1.cote"),
        ({"membres": (CUISINE, replace(CCAS, role="chef"))}, "membres.1.role"),
        ({"membres": (CUISINE, replace(CCAS, decide=""))}, "membres.1.decide"),
        ({"demande": "des sous"}, "demande"),
        ({"demande": "9 999,99 €"}, "demande"),
        ({"demande": "50 000,01 €"}, "demande"),
        ({"demande": "29 999,99 €"}, "budget"),
        ({"demande": "30 000,01 €"}, "budget"),
        ({"postes": (PosteSaisi(intitule="Tout", montant="35 000", membre="personne"),)}, "postes.0.membre"),
        ({"ressources": (RessourceSaisie(origine="", montant="5 000"),)}, "ressources.0.origine"),
        ({"ressources": (RessourceSaisie(origine="Ville", montant="-5"),)}, "ressources.0.montant"),
        ({"besoins_ensemble": ""}, "besoins_ensemble"),
    ],
)  # fmt: skip
def test_chaque_faute_est_dite_a_sa_place(change: dict[str, object], champ: str) -> None:
    assert champ in fautes(replace(CONTENU, **change))  # type: ignore[arg-type]


def test_un_ecart_est_dit_avec_son_montant() -> None:
    dites = erreurs(replace(CONTENU, demande="29 000"), TERMES, "aucun")
    assert "1\u202f000\u00a0€" in dites["budget"]


def test_un_binome_obligatoire_refuse_un_seul_cote_et_dit_lequel_manque() -> None:
    seul = replace(CONTENU, membres=(CUISINE, replace(CCAS, cote="es")))
    assert fautes(seul) == set()
    dites = erreurs(seul, TERMES, "binome_obligatoire")
    assert "travailleurs sociaux" in dites["alliance"]


def test_une_exigence_non_tenue_ou_inconnue_empeche_le_depot() -> None:
    sans_lien = replace(CONTENU, postes=tuple(replace(p, temps_de_lien=False) for p in CONTENU.postes))
    exigees = frozenset({TEMPS_DE_LIEN})
    assert fautes(CONTENU, exigees=exigees) == set()
    assert fautes(sans_lien, exigees=exigees) == {f"alliance.{TEMPS_DE_LIEN}"}


def test_la_verification_lit_les_parts_et_les_signatures() -> None:
    lue = mixite(CONTENU, TERMES)
    assert lue.verdict == "mixte"
    assert lue.reponse("confirmes").valeur is None
    assert mixite(CONTENU, TERMES, ["aaaa1111", "bbbb2222"]).reponse("confirmes").valeur is True
    assert "42,9\u00a0%" in lue.reponse("budget").phrase


@given(
    st.lists(
        st.tuples(st.integers(1, 10_000_000), st.sampled_from("abc"), st.booleans()), min_size=1, max_size=12
    )
)
def test_le_budget_lu_est_la_somme_de_ses_lignes(lignes: list[tuple[int, str, bool]]) -> None:
    postes = tuple(
        PosteSaisi(intitule="x", montant=f"{c // 100},{c % 100:02d} €", membre=m, temps_de_lien=lien)
        for c, m, lien in lignes
    )
    lu = lire_budget(ContenuCandidature(demande="1", postes=postes))
    assert lu.charges == sum(Decimal(c) for c, _, _ in lignes) / 100
    assert lu.temps_de_lien == sum((Decimal(c) for c, _, lien in lignes if lien), Decimal(0)) / 100
    assert sum(lu.par_membre.values()) == lu.charges
    assert abs(sum(lu.part(m) for m in "abc") - 1) < 1e-9


def test_le_contenu_garde_et_relu_est_le_meme_et_son_empreinte_change_avec_lui() -> None:
    assert ContenuCandidature.from_json(CONTENU.to_json()) == CONTENU
    assert nettoyer(nettoyer(CONTENU)) == nettoyer(CONTENU)
    assert replace(CONTENU, titre="Une cuisine tenue à trois").empreinte != CONTENU.empreinte


@pytest.mark.parametrize(
    ("tape", "lu"), [("552 100 554", "552100554"), ("552 100 554 00013", "552100554"), ("", ""), (" - ", "")]
)
def test_un_siret_donne_son_siren(tape: str, lu: str) -> None:
    if len(tape) > 12:
        tape = next(f"552100554{n:05d}" for n in range(100) if siret.is_valid(f"552100554{n:05d}"))
    assert lire_siren(tape) == lu


def test_un_territoire_doit_toucher_celui_de_l_appel() -> None:
    dessus = {
        "commune-78498": ("departement-78", "region-11"),
        "departement-78": ("region-11",),
        "departement-69": (),
    }
    assert hors_territoire(["commune-78498"], ["departement-78"], dessus) == ()
    assert hors_territoire(["region-11"], ["departement-78"], dessus) == ()
    assert hors_territoire(["departement-69"], ["departement-78"], dessus) == ("departement-69",)
    assert hors_territoire(["departement-69"], [], dessus) == ()
