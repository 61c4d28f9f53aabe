"""The base map: off by default, two ways to ask for it, and no address that would open more than its host."""

import re

import pytest

from observatoire.errors import ErreurObservatoire
from observatoire.settings import Settings, lire_environnement, settings
from observatoire.web import methode
from observatoire.web.fond import fond_de_carte, sur_fond
from observatoire.web.garde import politique

MODELE = "https://tuiles.exemple.fr:8443/plan/{z}/{x}/{y}.png?cle=a"
CREDIT = "© les contributeurs d’OpenStreetMap"


def reglages(fond: str, credit: str = CREDIT) -> Settings:
    return lire_environnement({"OBSERVATOIRE_BASE_MAP": fond, "OBSERVATOIRE_BASE_MAP_CREDIT": credit})


def images(politique: str) -> str:
    trouvee = re.search(r"img-src ([^;]*)", politique)
    assert trouvee is not None
    return trouvee[1]


def test_without_the_setting_maps_and_policy_stay_as_they_are() -> None:
    for sans in (lire_environnement({}), reglages("", CREDIT)):
        assert fond_de_carte(sans) is None
        assert sur_fond({"genre": "points"}, sans) == {"genre": "points"}
        assert images(politique(sans)) == "'self' data: blob:"


def test_plan_ign_brings_its_address_and_its_credit() -> None:
    choisi = reglages("plan-ign", "")
    fond = fond_de_carte(choisi)
    assert fond is not None
    assert fond.credit == "© IGN"
    assert {"{z}", "{x}", "{y}"} == set(re.findall(r"\{\w\}", fond.modele))
    assert "LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&" in fond.modele
    assert "TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}" in fond.modele
    assert images(politique(choisi)) == "'self' data: blob: https://data.geopf.fr"


def test_an_address_of_ones_own_opens_its_host_and_no_other() -> None:
    choisi = reglages(MODELE)
    assert sur_fond({"genre": "points"}, choisi)["tuiles"] == {"modele": MODELE, "credit": CREDIT}
    assert images(politique(choisi)) == "'self' data: blob: https://tuiles.exemple.fr:8443"
    avant, apres = politique(lire_environnement({})), politique(choisi)
    assert apres.replace(" https://tuiles.exemple.fr:8443", "") == avant


@pytest.mark.parametrize(
    "adresse",
    [
        "openfreemap", "https://tuiles.exemple.fr/{z}/{x}.png", "https://tuiles.exemple.fr/{z}/{x}/{y}/{y}.png",
        "https://{s}.exemple.fr/{z}/{x}/{y}.png", "https://{z}.exemple.fr/{x}/{y}.png", "http://tuiles.exemple.fr/{z}/{x}/{y}.png",
        "https://tuiles.exemple.fr;script-src *;/{z}/{x}/{y}.png", "https://* /{z}/{x}/{y}.png", "https:///{z}/{x}/{y}.png",
        "https://moi:mot@tuiles.exemple.fr/{z}/{x}/{y}.png", "https://tuiles.exemple.fr/{z}/{x}/{y}.png\nautre", "//a/{z}/{x}/{y}",
    ],
)  # fmt: skip
def test_an_address_that_is_not_understood_is_refused_at_start(adresse: str) -> None:
    with pytest.raises(
        ErreurObservatoire, match=r"(?s)OBSERVATOIRE_BASE_MAP vaut «.*indiquez plan-ign, ou une adresse"
    ) as refus:
        reglages(adresse)
    assert adresse in str(refus.value)


def test_an_address_without_its_credit_is_refused_at_start() -> None:
    with pytest.raises(ErreurObservatoire, match="OBSERVATOIRE_BASE_MAP_CREDIT manque"):
        reglages(MODELE, "")


@pytest.mark.parametrize("hote", ["127.0.0.1:8080", "localhost"])
def test_without_encryption_on_this_machine_only(hote: str) -> None:
    fond = fond_de_carte(reglages(f"http://{hote}/{{z}}/{{x}}/{{y}}.png"))
    assert fond is not None
    assert fond.origine == f"http://{hote}"


def test_the_notices_say_what_the_browser_asks_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    sans = methode.corps(None)
    assert "fond de carte" not in sans
    monkeypatch.setenv("OBSERVATOIRE_BASE_MAP", "plan-ign")
    settings.cache_clear()
    avec = methode.corps(None)
    assert "<code>https://data.geopf.fr</code>, qui reçoit votre adresse IP" in avec
    assert "aucun contenu chargé d’un autre site, hors le fond de carte." in avec
    assert "Fond des cartes\u00a0: © IGN" in avec
