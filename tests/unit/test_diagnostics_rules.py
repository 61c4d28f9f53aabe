"""The content hash: blind to the order of keys, awake to any change; each change has its sentence."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.diagnostics.model import BLOCS, COMMUN, COTES, TEXTES, Signature, Texte
from observatoire.diagnostics.rules import (
    canonique,
    contenu,
    differences,
    empreinte,
    etats,
    faute,
    nettoyer,
    peut_ecrire,
)
from observatoire.vocabulaires import vocabulaire

CHIFFRES: dict[str, Any] = {
    "territoire": "Paris (75)", "reperes": [{"id": "region-11", "nom": "Île-de-France"}],
    "portrait": [
        {"code": "a", "libelle": "Densité", "unite": "%", "decimales": 1, "annee": 2022, "source": "Insee", "ici": {"valeur": 1.25, "annee": 2022}, "reperes": {"region-11": None}},
        {"code": "b", "libelle": "Revenu", "unite": "€", "decimales": 0, "annee": 2022, "source": "DGCL", "ici": None, "reperes": {"region-11": {"valeur": 2, "annee": 2022}}},
    ],
    "pratiques": {"ici": 1, "dessous": 2, "dessus": 3, "mixtes": 1, "arretees": 0, "demo": 0, "causes": {}},
    "offre": {"es": {"structures": 1, "noms": ["A"]}, "ts": {"structures": 2, "noms": ["B", "C"]}, "deux": 0},
    "alliances": {
        "en_cours": 1, "terminees": 0, "a_verifier": 0, "finies": [],
        "liste": [{"id": "p", "titre": "Un jardin", "activite": "active", "annee": 2019, "lieu": "Paris", "couvre": False, "demo": False}],
    },
    "zones": {"mobilite": {"classe": "gisement", "es": 1, "ts": 1, "deux": 0, "alliances": 0, "effort_es": "aucun", "effort_ts": "aucun"}},
}  # fmt: skip
"""A whole record of figures, in the shape of chiffres.composer."""
CONTENU = {"chiffres": CHIFFRES, "textes": {"besoins.es": "Du temps."}}


def feuilles(valeur: Any, chemin: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value that can change."""
    if isinstance(valeur, dict):
        return [f for k, v in valeur.items() for f in feuilles(v, (*chemin, k))]
    if isinstance(valeur, list):
        return [f for i, v in enumerate(valeur) for f in feuilles(v, (*chemin, i))]
    return [chemin]


def change(contenu_: dict[str, Any], chemin: tuple[Any, ...]) -> dict[str, Any]:
    copie = json.loads(json.dumps(contenu_))
    ou = copie
    for pas in chemin[:-1]:
        ou = ou[pas]
    avant, dernier = ou[chemin[-1]], chemin[-1]
    if dernier == "classe":
        ou[dernier] = "alliance"
    elif avant is None:
        ou[dernier] = {"valeur": 5, "annee": 2023}
    else:
        ou[dernier] = (
            not avant if isinstance(avant, bool) else avant + (1 if isinstance(avant, (int, float)) else "x")
        )
    return copie


def melange(valeur: Any) -> Any:
    if isinstance(valeur, dict):
        return {k: melange(valeur[k]) for k in reversed(list(valeur))}
    return [melange(v) for v in valeur] if isinstance(valeur, list) else valeur


@pytest.mark.parametrize("chemin", feuilles(CONTENU), ids=lambda c: ".".join(map(str, c)))
def test_chaque_valeur_qui_change_se_voit_et_se_dit(chemin: tuple[Any, ...]) -> None:
    autre = change(CONTENU, chemin)
    assert empreinte(autre) != empreinte(CONTENU)
    dites = differences(CONTENU, autre)
    assert dites
    assert all(d[0].isupper() and d.endswith(".") and " :" not in d and "'" not in d for d in dites)


def test_le_meme_contenu_a_la_meme_empreinte() -> None:
    assert empreinte(melange(CONTENU)) == empreinte(CONTENU)
    assert differences(melange(CONTENU), CONTENU) == ()
    assert json.loads(canonique(CONTENU)) == CONTENU


@given(st.dictionaries(st.sampled_from(TEXTES), st.text(max_size=8)))
def test_un_texte_vide_est_comme_s_il_n_y_etait_pas(ecrits: dict[tuple[str, str], str]) -> None:
    tous = {cle: Texte(ecrits.get(cle, "")) for cle in TEXTES}
    pleins = {cle: Texte(t) for cle, t in ecrits.items() if t}
    assert empreinte(contenu(CHIFFRES, tous)) == empreinte(contenu(CHIFFRES, pleins))


def test_une_signature_vaut_tombe_et_se_retrouve() -> None:
    from observatoire.clock import maintenant

    signee = Signature("es", "La Fabrique", empreinte(CONTENU), CONTENU, maintenant())
    autre = change(CONTENU, ("chiffres", "pratiques", "ici"))
    assert etats({"es": signee}, CONTENU, CONTENU)["es"].vaut
    assert not etats({"es": signee}, CONTENU, CONTENU)["ts"].vaut
    for montre, jour in ((CONTENU, autre), (autre, CONTENU), (autre, autre)):
        tombee = etats({"es": signee}, montre, jour)["es"]
        assert not tombee.vaut
        assert tombee.changes == ("Pratiques déclarées pour ce territoire\u00a0: 1\u00a0→\u00a02.",)


@pytest.mark.parametrize("cle", TEXTES)
def test_chaque_cote_ecrit_le_sien_et_le_commun(cle: tuple[str, str]) -> None:
    assert {c for c in COTES if peut_ecrire(c, cle)} == ({"es", "ts"} if cle[1] == COMMUN else {cle[1]})
    assert not peut_ecrire(None, cle)
    assert not peut_ecrire("commun", cle)


def test_les_blocs_et_les_themes_ont_leurs_mots() -> None:
    assert [b for b in BLOCS if COMMUN in BLOCS[b].cotes] == ["besoins", "desaccords", "priorites"]
    assert all(b.invite.endswith(".") for b in BLOCS.values())
    assert vocabulaire("zone").get(CHIFFRES["zones"]["mobilite"]["classe"])


def test_un_texte_public_ne_dit_rien_d_une_personne() -> None:
    assert faute("voix", "Tout va bien.") == ""
    assert "numéro de téléphone" in faute("voix", "Le 06 12 34 56 78")
    assert "trop long" in faute("voix", "x" * 3001)
    assert nettoyer(" a \r\n\r\n\r\n b ") == "a\n\nb"
