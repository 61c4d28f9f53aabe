"""Numbers read as people type them, and which structure a partner is: by number, else by a name that only one has."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from observatoire.contributions import rules
from observatoire.contributions.model import Contenu, PartenaireSaisi
from observatoire.contributions.nettoyage import nettoyer
from observatoire.pratiques.rules import larges
from observatoire.structures import erreur_numero, lisible, numero_de
from observatoire.structures.model import Numero
from observatoire.structures.rules import Connue, ambigu, choisir, identifiant

SIRET, SIREN, POSTE = "73282932000074", "732829320", "35600000049837"


@pytest.mark.parametrize(
    ("tape", "genre", "valeur"),
    [
        (SIRET, "siret", SIRET), ("732 829 320 00074", "siret", SIRET), ("n° SIRET\u00a0: 732.829.320-00074", "siret", SIRET),
        ("SIREN 732\u202f829\u202f320", "siren", SIREN), (POSTE, "siret", POSTE), ("35600000000048", "siret", "35600000000048"),
        ("W751212517", "rna", "W751212517"), ("w9r1000001", "rna", "W9R1000001"), ("RNA : W2A 0001234", "rna", "W2A0001234"),
    ],
)  # fmt: skip
def test_un_numero_se_lit_comme_on_le_tape(tape: str, genre: str, valeur: str) -> None:
    assert numero_de(tape) == Numero(genre, valeur)  # type: ignore[arg-type]
    assert erreur_numero(tape) == ""


@pytest.mark.parametrize(
    ("tape", "phrase"),
    [
        ("000000000", "zéros"), ("00000000000000", "zéros"), ("73282932000075", "SIRET n’existe pas"),
        ("732829321", "SIREN n’existe pas"), ("12345", "5\u00a0chiffres"), ("7", "1\u00a0chiffre\u00a0:"), ("W12", "W suivi de neuf"),
        ("W000000000", "zéros"), ("bonjour", "n’est pas reconnu"), ("٧٣٢٨٢٩٣٢٠", "n’est pas reconnu"), ("35600000049838", "n’existe pas"),
    ],
)  # fmt: skip
def test_un_numero_faux_est_dit_en_une_phrase_qui_dit_quoi_faire(tape: str, phrase: str) -> None:
    assert numero_de(tape) is None
    assert phrase in erreur_numero(tape)
    assert "laissez la case vide" in erreur_numero(tape)
    assert re.search(r" [:;!?»]|« ", erreur_numero(tape)) is None


@given(st.text(max_size=40))
def test_tout_texte_est_un_numero_ou_une_phrase_ou_rien(texte: str) -> None:
    lu, phrase = numero_de(texte), erreur_numero(texte)
    assert lu is None or phrase == ""
    if lu:
        assert numero_de(lu.valeur) == lu, "reading again changes nothing"
        assert numero_de(lisible(lu.valeur)) == lu


@given(st.integers(1, 99_999_999), st.integers(0, 13), st.integers(0, 9))
def test_un_chiffre_change_est_vu(base: int, rang: int, autre: int) -> None:
    siren = f"{base:08d}" + luhn.calc_check_digit(f"{base:08d}")
    if siren == "356000000":
        return
    debut = f"{siren}0001"
    siret = debut + luhn.calc_check_digit(debut)
    assert numero_de(siret) == Numero("siret", siret)
    change = siret[:rang] + str(autre) + siret[rang + 1 :]
    assert change == siret or numero_de(change) is None


AILLEURS = Connue(id="marmite", nom_norm="la marmite", siren=SIREN, siret=SIRET)


def test_le_numero_dabord_puis_un_nom_que_rien_ne_contredit() -> None:
    assert choisir("Autre nom", SIRET, [AILLEURS]) == "marmite"
    assert choisir("Autre nom", SIREN, [AILLEURS]) == "marmite"
    assert choisir("La Marmite", None, [AILLEURS]) == "marmite"
    assert choisir("La Marmite", POSTE, [AILLEURS]) is None, "the same name, another number"
    assert choisir("La Marmite", "W751212517", [AILLEURS]) == "marmite"
    deux = [AILLEURS, Connue(id="autre", nom_norm="la marmite")]
    assert choisir("La Marmite", None, deux) is None
    assert ambigu("La Marmite", None, deux)
    assert not ambigu("La Marmite", POSTE, deux)


def test_le_numero_dune_fiche_nest_pas_prete_a_une_autre_du_meme_nom() -> None:
    deposee = Connue(id=identifiant("CCAS", SIRET), nom_norm="ccas", siren=SIREN, siret=SIRET, deposee=True)
    sans = Connue(id=identifiant("CCAS", None), nom_norm="ccas", deposee=True)
    assert choisir("CCAS", None, [deposee]) is None
    assert choisir("CCAS", None, [deposee, sans]) == "nom-ccas"
    assert choisir("ccas", SIRET, [deposee, sans]) == f"siret-{SIRET}"
    assert choisir("CCAS", POSTE, [deposee, sans]) is None


@given(st.text(min_size=1, max_size=200))
def test_un_identifiant_est_propre_et_stable(nom: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{5,100}", identifiant(nom, None))
    assert identifiant(nom, None) == identifiant(nom, "pas un numéro")


def test_le_formulaire_dit_un_numero_faux_ou_repete() -> None:
    lignes = [PartenaireSaisi(nom=f"Structure {n}", cote="es", role="porteur", numero=n) for n in ("12", SIRET, "732 829 320 00074")]  # fmt: skip
    dites = rules.erreurs(Contenu(partenaires=tuple(lignes)))
    assert "2\u00a0chiffres" in dites["partenaires.0.numero"]
    assert "partenaires.1.numero" not in dites
    assert "déjà ce numéro" in dites["partenaires.2.numero"]
    protege = PartenaireSaisi(nom="L’Abri", numero="12", protege="oui")
    assert nettoyer(Contenu(partenaires=(protege,))).partenaires[0].numero == ""


def test_un_lieu_protege_ne_garde_que_les_departements_et_aucune_adresse_dans_les_textes() -> None:
    parents = {
        "commune-1": ("epci-1", "departement-78", "region-11"),
        "epci-2": ("departement-95", "departement-78"),
        "region-11": (),
    }
    assert larges(("commune-1", "epci-2", "region-11"), parents) == ("departement-78", "departement-95", "region-11")  # fmt: skip
    dit = Contenu(
        portee="locale", recit="On se retrouve au 12 bis, rue des Lilas, le mardi.", lieu_protege="oui"
    )
    assert "12 bis, rue des" in rules.erreurs(dit)["recit"]
    assert "adresse" not in rules.erreurs(Contenu(portee="locale", recit=dit.recit)).get("recit", "")
