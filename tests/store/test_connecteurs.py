"""Connectors on both engines: proposed, accepted, kept, undone; nothing of ours is ever overwritten."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.factories_connecteurs import CODE, declarer, service_di, siret, structure_di
from tests.factories_publication import partenaire, pratique, publier, semer_territoires, source, structure
from tests.source_servie import SourceServie, corps, en_json, enorme, renvoi

from observatoire import connecteurs
from observatoire.clock import temps_fige
from observatoire.comptes import OPERATEUR
from observatoire.connecteurs import Actualisation, Proposition
from observatoire.errors import Conflit, ErreurObservatoire, Introuvable, Invalide
from observatoire.publication import structures_data_inclusion
from observatoire.store import Store, ecrire, lire

DEBUT = datetime(2026, 11, 27, 10)


@pytest.fixture
def servie() -> Iterator[SourceServie]:
    ici = SourceServie()
    yield ici
    ici.fermer()


@pytest.fixture
def source_di(
    store_deux_moteurs: Store, servie: SourceServie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> SourceServie:
    """A data·inclusion source of two structures, with its connector."""
    semer_territoires()
    declarer(tmp_path, monkeypatch, adresse=f"{servie.base}/structures")
    donner(servie, structure_di(1), structure_di(2))
    return servie


def donner(servie: SourceServie, *lignes: Any) -> None:
    servie.reponses["/structures"] = en_json(list(lignes))


def actualiser() -> Actualisation:
    return connecteurs.actualiser(OPERATEUR, CODE)


def attendent(genre: str = "nouvelle") -> list[Proposition]:
    with lire() as cur:
        return connecteurs.lister_propositions(cur, OPERATEUR, CODE, genre, au_plus=100)


def structures() -> list[dict[str, Any]]:
    with lire() as cur:
        return cur.lignes("select * from public.structure order by nom")


def une(nom: str) -> dict[str, Any]:
    return next(s for s in structures() if s["nom"] == nom)


def inserer(*lignes: dict[str, Any]) -> None:
    with ecrire() as tx:
        tx.inserer("base.structure", list(lignes))


def changer(identifiant: str, **champs: Any) -> None:
    """Write on a structure as somebody would."""
    with ecrire() as tx:
        for nom, valeur in champs.items():
            tx.executer(f"update base.structure set {nom} = $v where id = $id", v=valeur, id=identifiant)


def test_rien_n_est_ecrit_avant_d_etre_accepte(source_di: SourceServie) -> None:
    faite = actualiser()
    assert (faite.lues, faite.nouvelles, faite.modifiees, faite.inchangees) == (2, 2, 0, 0)
    assert structures() == []
    assert [p.nom for p in attendent()] == ["Structure 1", "Structure 2"]
    lot = connecteurs.accepter(OPERATEUR, CODE)
    assert lot.nombre == 2
    ici = une("Structure 1")
    assert ici["territoires"] == ["commune-01053"]
    assert ici["source_titre"] == "Essai (dora)"
    assert ici["source_url"] == "https://exemple.fr/1"
    assert ici["licence"] == "Licence Ouverte 2.0"
    with lire() as cur:
        origine = cur.lignes("select * from public.structure_origine order by identifiant")
    assert [(o["identifiant"], o["creee"], str(o["maj_le"])) for o in origine] == [
        ("dora--1", True, "2026-03-02"),
        ("dora--2", True, "2026-03-02"),
    ]


def test_actualiser_deux_fois_ne_change_rien(source_di: SourceServie) -> None:
    actualiser()
    avant = attendent()
    actualiser()
    assert attendent() == avant  # the very same proposals, ids included
    connecteurs.accepter(OPERATEUR, CODE)
    faite = actualiser()
    assert (faite.nouvelles, faite.modifiees, faite.inchangees, faite.absentes) == (0, 0, 2, 0)
    assert attendent() == []


def test_une_modification_est_montree_champ_par_champ(source_di: SourceServie) -> None:
    actualiser()
    connecteurs.accepter(OPERATEUR, CODE)
    donner(source_di, structure_di(1, nom="Nouveau nom", site_web="https://site.exemple.fr"), structure_di(2))
    actualiser()
    (p,) = attendent("modifiee")
    assert [(d.champ, d.avant, d.apres, d.garde) for d in p.differences] == [
        ("nom", "Structure 1", "Nouveau nom", False),
        ("site", None, "https://site.exemple.fr", False),
    ]
    assert [s["nom"] for s in structures()] == ["Structure 1", "Structure 2"]
    connecteurs.accepter(OPERATEUR, CODE, [p.id])
    assert une("Nouveau nom")["site"] == "https://site.exemple.fr"
    assert une("Nouveau nom")["nom_norm"] == "nouveau nom"
    assert actualiser().inchangees == 2


def test_ce_qu_une_personne_a_change_reste(source_di: SourceServie) -> None:
    actualiser()
    connecteurs.accepter(OPERATEUR, CODE)
    changer(une("Structure 1")["id"], nom="Le bon nom", nom_norm="le bon nom")
    donner(
        source_di,
        structure_di(1, nom="Autre nom", description="Une description de la source."),
        structure_di(2),
    )
    actualiser()
    (p,) = attendent("modifiee")
    assert {d.champ: d.garde for d in p.differences} == {"nom": True, "description": False}
    connecteurs.accepter(OPERATEUR, CODE)
    assert une("Le bon nom")["description"] == "Une description de la source."
    assert actualiser().modifiees == 0


def test_ce_qui_vient_du_catalogue_n_est_jamais_ecrit(source_di: SourceServie) -> None:
    du_catalogue = structure(
        "emmaus", nom="Emmaüs", nom_norm="emmaus", siret=siret(1), empreinte_source="empreinte"
    )
    inserer(du_catalogue)
    donner(
        source_di, structure_di(1, nom="EMMAUS", siret=siret(1), description="Dit par la source."), structure_di(2)
    )  # fmt: skip
    actualiser()
    rapprochee = attendent()[0]
    assert (rapprochee.structure_id, rapprochee.rapprochement) == ("emmaus", "siret")
    assert all(d.garde for d in rapprochee.differences)
    connecteurs.accepter(OPERATEUR, CODE)
    ici = une("Emmaüs")
    assert (ici["description"], ici["site"], ici["version"], ici["source_titre"]) == (None, None, 1, None)
    assert actualiser().inchangees == 2


def test_une_structure_d_ici_n_est_que_completee(source_di: SourceServie) -> None:
    inserer(structure("ici", nom="Structure 1", nom_norm="structure 1", territoires=["commune-01053"], description="La nôtre."))  # fmt: skip
    donner(source_di, structure_di(1, description="Celle de la source.", siret=siret(1)))
    actualiser()
    (p,) = attendent()
    assert (p.structure_id, p.rapprochement) == ("ici", "nom_commune")
    connecteurs.accepter(OPERATEUR, CODE)
    (ici,) = structures()
    assert (ici["description"], ici["siret"]) == ("La nôtre.", siret(1))


def test_ce_qui_est_ambigu_n_est_rapproche_de_rien(source_di: SourceServie) -> None:
    inserer(
        *(structure(i, nom="Structure 1", nom_norm="structure 1", territoires=["commune-01053"]) for i in "ab"),
        structure("c", nom="Structure 2", nom_norm="structure 2", territoires=["commune-01053"], siret=siret(8)),
    )  # fmt: skip
    donner(source_di, structure_di(1), structure_di(2, siret=siret(9)))
    actualiser()
    assert [p.structure_id for p in attendent()] == [None, None]


def test_deux_noms_d_un_meme_siret_font_une_structure(source_di: SourceServie) -> None:
    memes = {"nom": "La même", "siret": siret(3)}
    donner(source_di, structure_di(1, **memes), structure_di(2, **memes), structure_di(3, nom="Son antenne", siret=siret(3)))  # fmt: skip
    actualiser()
    connecteurs.accepter(OPERATEUR, CODE)
    assert [s["nom"] for s in structures()] == ["La même", "Son antenne"]
    faite = actualiser()
    assert (faite.nouvelles, faite.inchangees) == (0, 3)


def test_l_ordre_des_lignes_ne_change_pas_ce_qui_est_propose(source_di: SourceServie) -> None:
    lignes = [structure_di(i, date_maj=f"2026-01-0{i}") for i in (1, 2, 3)]
    double = structure_di(1, nom="Plus ancienne", date_maj="2025-01-01")
    donner(source_di, *lignes, double)
    actualiser()
    avant = attendent()
    donner(source_di, double, *reversed(lignes))
    actualiser()
    assert attendent() == avant
    assert avant[0].nom == "Structure 1"


def test_une_absence_ne_compte_qu_apres_trente_jours_et_des_lectures_entieres(
    source_di: SourceServie,
) -> None:
    with temps_fige(DEBUT):
        actualiser()
        connecteurs.accepter(OPERATEUR, CODE)
    donner(source_di)  # empty: nothing is told
    with temps_fige(DEBUT + timedelta(days=1)), pytest.raises(ErreurObservatoire, match="aucune structure"):
        actualiser()
    donner(source_di, structure_di(2))
    with temps_fige(DEBUT + timedelta(days=2)):
        assert actualiser().absentes == 1
    with temps_fige(DEBUT + timedelta(days=31)):
        actualiser()
        assert attendent("absente") == []
    with temps_fige(DEBUT + timedelta(days=32)):
        actualiser()
        assert [p.cle for p in attendent("absente")] == ["dora--1"]
        lot = connecteurs.accepter(OPERATEUR, CODE)
        assert [s["nom"] for s in structures()] == ["Structure 2"]
        connecteurs.annuler(OPERATEUR, lot.id)
        assert len(structures()) == 2
    donner(source_di, structure_di(1), structure_di(2))
    with temps_fige(DEBUT + timedelta(days=33)):
        assert actualiser().inchangees == 2
        assert attendent("absente") == []


def test_revenue_apres_un_retrait_elle_est_la_meme(source_di: SourceServie) -> None:
    with temps_fige(DEBUT):
        actualiser()
        connecteurs.accepter(OPERATEUR, CODE)
    ancienne = une("Structure 1")["id"]
    donner(source_di, structure_di(2))
    for jours in (1, 40):
        with temps_fige(DEBUT + timedelta(days=jours)):
            actualiser()
    connecteurs.accepter(OPERATEUR, CODE)
    donner(source_di, structure_di(1, nom="De retour"), structure_di(2))
    actualiser()
    connecteurs.accepter(OPERATEUR, CODE)
    assert une("De retour")["id"] == ancienne


def test_une_structure_qu_une_pratique_nomme_ne_part_pas(source_di: SourceServie) -> None:
    with temps_fige(DEBUT):
        actualiser()
        lot = connecteurs.accepter(OPERATEUR, CODE)
    ici = une("Structure 1")["id"]
    publier([pratique("p")], [partenaire("p", 1, structure_id=ici)], [source("p")])
    donner(source_di, structure_di(2))
    for jours in (1, 40):
        with temps_fige(DEBUT + timedelta(days=jours)):
            actualiser()
    connecteurs.accepter(OPERATEUR, CODE)
    assert une("Structure 1")["id"] == ici
    with pytest.raises(Conflit, match="plus récent"):
        connecteurs.annuler(OPERATEUR, lot.id)


def test_annuler_remet_tout_sauf_ce_qui_a_change_depuis(source_di: SourceServie) -> None:
    actualiser()
    premier = connecteurs.accepter(OPERATEUR, CODE)
    donner(source_di, structure_di(1, nom="Autre", description="Écrite par la source."), structure_di(2))
    actualiser()
    second = connecteurs.accepter(OPERATEUR, CODE)
    ici = une("Autre")["id"]
    changer(ici, description="Écrite ici.")
    with pytest.raises(Conflit, match="plus récent"):
        connecteurs.annuler(OPERATEUR, premier.id)
    assert connecteurs.annuler(OPERATEUR, second.id) == 1
    assert une("Structure 1")["description"] == "Écrite ici."
    assert [p.nom for p in attendent("modifiee")] == ["Autre"]
    assert connecteurs.annuler(OPERATEUR, premier.id) == 2
    assert [s["nom"] for s in structures()] == ["Structure 1"]  # somebody wrote on it: it is ours now
    with pytest.raises(Conflit, match="déjà annulé"):
        connecteurs.annuler(OPERATEUR, premier.id)
    with pytest.raises(Introuvable):
        connecteurs.annuler(OPERATEUR, "rien")
    with lire() as cur:
        assert cur.valeur("select count(*) from base.structure") == 2  # withdrawn, never deleted
        assert cur.valeur("select count(*) from base.structure_externe") == 0


def test_annuler_puis_accepter_de_nouveau(source_di: SourceServie) -> None:
    actualiser()
    avant = attendent()
    connecteurs.annuler(OPERATEUR, connecteurs.accepter(OPERATEUR, CODE).id)
    assert structures() == []
    assert attendent() == avant
    connecteurs.accepter(OPERATEUR, CODE)
    assert len(structures()) == 2


def test_ce_qui_est_refuse_n_est_pas_propose_de_nouveau(source_di: SourceServie) -> None:
    actualiser()
    premiere = attendent()[0]
    assert connecteurs.refuser(OPERATEUR, CODE, [premiere.id]) == 1
    actualiser()
    assert [p.cle for p in attendent()] == ["dora--2"]
    donner(source_di, structure_di(1, nom="Autrement dite"), structure_di(2))
    actualiser()
    assert [p.nom for p in attendent()] == ["Autrement dite", "Structure 2"]
    assert connecteurs.refuser(OPERATEUR, CODE) == 2
    with pytest.raises(Invalide):
        connecteurs.accepter(OPERATEUR, CODE)
    with pytest.raises(Conflit):
        connecteurs.accepter(OPERATEUR, CODE, [premiere.id])


def test_les_notres_seules_sont_donnees_a_data_inclusion(source_di: SourceServie) -> None:
    inserer(structure("ici", nom="Une des nôtres"))
    actualiser()
    connecteurs.accepter(OPERATEUR, CODE)
    with lire() as cur:
        assert [s["nom"] for s in structures_data_inclusion(cur)] == ["Une des nôtres"]


def test_les_services_disent_les_thematiques_et_les_publics(
    source_di: SourceServie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declarer(
        tmp_path, monkeypatch, adresse=f"{source_di.base}/structures", services=f"{source_di.base}/services"
    )
    source_di.reponses["/services"] = en_json([
        service_di(1, 1, thematiques=["logement-hebergement--louer-un-logement"], publics=["familles"]),
        service_di(2, 1, publics=["jeunes"]),
        service_di(3, 2, thematiques=["inventee"]),
    ])  # fmt: skip
    actualiser()
    connecteurs.accepter(OPERATEUR, CODE)
    with lire() as cur:
        (un, deux) = cur.lignes("select * from public.structure_origine order by identifiant")
    assert (un["thematiques"], un["publics"]) == (
        ["logement-hebergement--louer-un-logement"],
        ["familles", "jeunes"],
    )
    assert deux["thematiques"] == []


def test_les_lignes_que_le_schema_refuse_sont_comptees_et_ne_sont_pas_absentes(
    source_di: SourceServie,
) -> None:
    actualiser()
    connecteurs.accepter(OPERATEUR, CODE)
    donner(source_di, structure_di(1, date_maj="1999-01-01"), structure_di(2), {"nom": "Sans identifiant"})
    faite = actualiser()
    assert (faite.ecartees, faite.absentes, faite.inchangees) == (2, 0, 1)
    assert "1 refusées par le schéma data·inclusion" in faite.message
    assert "1 sans identifiant" in faite.message


def test_le_filtre_de_territoire(
    source_di: SourceServie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declarer(tmp_path, monkeypatch, adresse=f"{source_di.base}/structures", territoires=["departement-01"])
    donner(source_di, structure_di(1), structure_di(2, code_insee="75056"), structure_di(3, code_insee=None, commune=None))  # fmt: skip
    faite = actualiser()
    assert (faite.nouvelles, faite.hors) == (1, 2)
    declarer(tmp_path, monkeypatch, adresse=f"{source_di.base}/structures", territoires=["departement-99"])
    with pytest.raises(ErreurObservatoire, match="departement-99"):
        actualiser()


def test_l_api_page_par_page_avec_sa_cle(
    source_di: SourceServie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declarer(tmp_path, monkeypatch, adresse=f"{source_di.base}/structures?size=1", pages="oui", jeton="oui")
    for page in (1, 2):
        suite = "" if page == 1 else f"&page={page}"
        source_di.reponses[f"/structures?size=1{suite}"] = en_json(
            {"items": [structure_di(page)], "total": 2, "page": page, "size": 1, "pages": 2}
        )
    with pytest.raises(ErreurObservatoire, match="OBSERVATOIRE_JETON_ESSAI"):
        actualiser()
    monkeypatch.setenv("OBSERVATOIRE_JETON_ESSAI", "la-cle")
    assert actualiser().nouvelles == 2
    assert source_di.demandes == [
        ("/structures?size=1", "Bearer la-cle"),
        ("/structures?size=1&page=2", "Bearer la-cle"),
    ]
    source_di.reponses["/structures?size=1&page=2"] = en_json(
        {"items": [], "total": 2, "page": 2, "size": 1, "pages": 2}
    )
    with pytest.raises(ErreurObservatoire, match="annonçait 1"):
        actualiser()


@pytest.mark.parametrize(
    ("reponse", "dit"),
    [
        (corps(b"Panne", 500), "erreur (500)"),
        (corps(b"", 401), "refuse l’accès"),
        (corps(b"", 404), "plus rien à cette adresse"),
        (corps(b"<html>"), "JSON correct"),
        (corps(b"{}"), "pas la forme attendue"),
        (corps(b"[" * 100_000), "JSON correct"),
        (corps(b"[]"), "aucune structure lisible"),
        (corps(b"[1, null]"), "aucune structure lisible"),
        (corps(b"x", Content_Encoding="gzip"), "compressé"),
        (enorme(51), "dépasse 50"),
        (renvoi("http://127.0.0.2:9/ailleurs"), "renvoie vers un autre site"),
        (renvoi("https://exemple.invalid/"), "renvoie vers un autre site"),
        (renvoi("/structures"), "renvoie sans fin"),
    ],
)
def test_une_source_qui_va_mal_ne_change_rien_et_le_dit(
    source_di: SourceServie, reponse: Any, dit: str
) -> None:
    actualiser()
    avant = attendent()
    source_di.reponses["/structures"] = reponse
    with pytest.raises(ErreurObservatoire) as erreur:
        actualiser()
    assert dit in str(erreur.value)
    assert attendent() == avant
    with lire() as cur:
        derniere = connecteurs.dernieres_actualisations(cur, OPERATEUR)[CODE]
    assert (derniere.reussie, derniere.message) == (False, str(erreur.value))


def test_une_source_qui_traine_est_laissee(
    source_di: SourceServie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declarer(tmp_path, monkeypatch, adresse=f"{source_di.base}/structures", delai_s=1)
    source_di.reponses["/structures"] = source_di.goutte_a_goutte
    with pytest.raises(ErreurObservatoire, match="pas tout donné en 1"):
        actualiser()


def test_un_renvoi_dans_le_meme_site_est_suivi(source_di: SourceServie) -> None:
    source_di.reponses["/ailleurs"] = source_di.reponses["/structures"]
    source_di.reponses["/structures"] = renvoi("/ailleurs")
    assert actualiser().nouvelles == 2


def test_une_source_absente_et_un_connecteur_eteint(
    source_di: SourceServie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declarer(tmp_path, monkeypatch, adresse="http://127.0.0.1:9/rien")
    with pytest.raises(ErreurObservatoire, match="ne répond pas"):
        actualiser()
    declarer(tmp_path, monkeypatch, adresse=f"{source_di.base}/structures", actif="non")
    with pytest.raises(Conflit, match="pas actif"):
        actualiser()
    with pytest.raises(Introuvable):
        connecteurs.actualiser(OPERATEUR, "inconnu")
    assert source_di.demandes == []


def test_gogocarto_geojson_et_tableur_depuis_un_fichier(
    store_deux_moteurs: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    semer_territoires()
    gogo = {
        "licence": "https://opendatacommons.org/licenses/odbl/summary/",
        "data": [
            {
                "id": "a1", "name": "Un &amp; <b>tiers-lieu</b>", "geo": {"latitude": 48.8566, "longitude": 2.3522},
                "description": "Appelez le 01 23 45 67 89.", "website": "javascript:alert(1)",
            }
        ],
    }  # fmt: skip
    geojson = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature", "id": 7, "geometry": {"type": "Point", "coordinates": [2.3522, 48.8566]},
                "properties": {"titre": "Un lieu", "web": "https://exemple.fr", "sujets": "numerique;inventé"},
            }
        ],
    }  # fmt: skip
    attendus = {
        "gogocarto": ("Un & tiers-lieu", None, f"{CODE}--a1"),
        "geojson": ("Un lieu", "https://exemple.fr", f"{CODE}--7"),
        "tableur": ("Une ligne", "https://exemple.fr", f"{CODE}--12"),
    }
    contenus = {
        "gogocarto": (json.dumps(gogo), None),
        "geojson": (
            json.dumps(geojson),
            {"id": "id", "nom": "titre", "site": "web", "thematiques": "sujets"},
        ),
        "tableur": (
            "N° d’ordre;Nom de la structure;Site;INSEE\n12;Une ligne;https://exemple.fr;75056\n",
            {"id": "N° d’ordre", "nom": "Nom de la structure", "site": "Site", "code_insee": "INSEE"},
        ),
    }
    for format_, (contenu, champs) in contenus.items():
        ici = declarer(
            tmp_path, monkeypatch, format=format_, fichier="donnees.txt", champs=champs,
            constantes={"cote_defaut": "es", "type_structure": "association"},
        )  # fmt: skip
        (ici / "donnees.txt").write_text(contenu, "utf-8")
        actualiser()
        (p,) = attendent()
        assert (p.nom, p.entite.champs["site"], p.cle) == attendus[format_]
        assert p.entite.champs["territoires"] == ["commune-75056"]
        assert p.entite.champs["description"] is None
        assert p.entite.champs["cote_defaut"] == "es"
