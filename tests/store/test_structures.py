"""Partners become structures when a sheet is published, and what sheets alone made known is seen while one is public."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings as proprietes
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.factories_confirmations import lien_de
from tests.factories_contributions import CONTENU, MODERATRICE, publiee, quelques_territoires

from observatoire import confirmations, contributions, doublons
from observatoire import store as magasin
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME, Personne
from observatoire.contributions import Contenu, PartenaireSaisi
from observatoire.contributions.embargo import lever_les_embargos
from observatoire.contributions.versions import contenu_actuel, retablir
from observatoire.ops.verification import verifier
from observatoire.store import Store, ecrire, lire, open_store
from observatoire.structures import Proposition, proposer

SIRET, POSTE, RNA = "73282932000074", "35600000049837", "W9R1000001"
ADMIN = Personne("compte-admin", "Sacha Administre", "administrateur")
MARMITE, TILLEULS = CONTENU.partenaires


@pytest.fixture
def base(store_deux_moteurs: Store) -> Store:
    quelques_territoires()
    return store_deux_moteurs


def avec(*partenaires: PartenaireSaisi, **champs: object) -> Contenu:
    return replace(CONTENU, partenaires=partenaires, **champs)


def numerotee(numero: str = SIRET, **champs: str) -> PartenaireSaisi:
    return replace(MARMITE, numero=numero, **champs)


def publier(contenu: Contenu) -> str:
    return str(publiee(contenu)[0].pratique_id)


def amender(identifiant: str, contenu: Contenu) -> None:
    c, jeton = contributions.commencer_brouillon(MODERATRICE, contenu, pratique_id=identifiant)
    c = contributions.deposer(MODERATRICE, c.id, c.version, contenu, jeton=jeton)
    contributions.publier(ADMIN, c.id, c.version)


def visibles() -> dict[str, str]:
    with lire() as cur:
        return {s["id"]: s["nom"] for s in cur.lignes("select id, nom from public.structure")}


def rattaches(identifiant: str) -> list[str | None]:
    with lire() as cur:
        lues = cur.lignes("select structure_id from public.partenariat where pratique_id = $id order by rang", id=identifiant)  # fmt: skip
    return [ligne["structure_id"] for ligne in lues]


def sain() -> None:
    with lire() as cur:
        assert [c for c in verifier(cur) if c.ecarts] == []


def une_du_catalogue(identifiant: str = "marmite", **champs: object) -> None:
    instant = datetime(2026, 1, 1)
    with ecrire() as tx:
        ligne = {
            "id": identifiant, "nom": "La Marmite solidaire", "nom_norm": "la marmite solidaire", "territoires": ["commune-78440"],
            "tables_rapport": [], "licence": "LO", "est_demo": False, "empreinte_source": "x", "version": 1, "cree_a": instant, "maj_a": instant,
        }  # fmt: skip
        tx.inserer("base.structure", [ligne | champs])


def test_une_structure_absente_est_creee_avec_son_numero_et_retrouvee_ensuite(base: Store) -> None:
    premiere = publier(avec(numerotee(), replace(TILLEULS, numero=RNA)))
    assert rattaches(premiere) == [f"siret-{SIRET}", f"rna-{RNA}"]
    seconde = publier(avec(numerotee(nom="Marmite (La)"), TILLEULS, titre="Des vélos réparés ensemble"))
    assert rattaches(seconde) == [f"siret-{SIRET}", "nom-centre-social-des-tilleuls"], "a number is not lent"
    assert visibles()[f"siret-{SIRET}"] == "La Marmite solidaire", "as the first sheet names it"
    with lire() as cur:
        (lue,) = cur.lignes(
            "select siren, siret, rna from public.structure where id = $id", id=f"siret-{SIRET}"
        )
        assert (lue["siren"], lue["siret"], lue["rna"]) == (SIRET[:9], SIRET, None)
        assert contributions.contenu_de_pratique(cur, ANONYME, premiere).partenaires[0].numero == SIRET
    sain()


def test_ce_qui_vient_du_catalogue_est_reconnu_et_jamais_ecrit(base: Store) -> None:
    une_du_catalogue(siret=POSTE, siren=POSTE[:9])
    with lire() as cur:
        avant = cur.lignes("select * from base.structure where id = 'marmite'")
    par_numero = publier(avec(numerotee(POSTE, nom="Un tout autre nom"), TILLEULS))
    par_nom = publier(avec(MARMITE, titre="Des vélos réparés ensemble"))
    autre = publier(avec(numerotee(SIRET), titre="Un jardin à trois"))
    assert [rattaches(p)[0] for p in (par_numero, par_nom, autre)] == ["marmite", "marmite", f"siret-{SIRET}"]
    with lire() as cur:
        assert cur.lignes("select * from base.structure where id = 'marmite'") == avant
    sain()


def test_deux_du_meme_nom_sans_numero_personne_nest_devine(base: Store) -> None:
    une_du_catalogue()
    une_du_catalogue("marmite-2")
    assert rattaches(publier(avec(MARMITE))) == [None]
    sain()


@pytest.mark.parametrize("publication", ["anonyme", "embargo"])
def test_une_fiche_reservee_ne_cree_rien_et_ne_montre_rien(base: Store, publication: str) -> None:
    with temps_fige(datetime(2026, 11, 27, 12)):
        jour = "2027-03-01" if publication == "embargo" else ""
        identifiant = publier(avec(numerotee(), publication=publication, embargo_jusqu_au=jour))
        assert visibles() == {}
    with lire() as cur:
        assert cur.valeur("select count(*) from base.structure") == 0
    if publication == "embargo":
        with temps_fige(datetime(2027, 3, 1, 12)):
            assert lever_les_embargos() == (identifiant,)
        assert visibles() == {f"siret-{SIRET}": "La Marmite solidaire"}
    sain()


def test_elle_disparait_avec_la_derniere_fiche_publique_et_revient_avec_elle(base: Store) -> None:
    ici = publier(avec(numerotee()))
    ailleurs = publier(avec(numerotee(nom="Marmite & Cie"), titre="Des vélos réparés ensemble"))
    amender(ici, avec(numerotee(), publication="anonyme"))
    assert visibles() == {f"siret-{SIRET}": "Marmite & Cie"}, "nothing is left of what the hidden sheet said"
    with ecrire() as tx:
        contributions.retirer_pratique(tx, MODERATRICE, ailleurs)
    assert visibles() == {}
    sain()
    with lire() as cur:
        actuelle = contenu_actuel(cur, MODERATRICE, ici)[0]
    retablir(MODERATRICE, ici, 1, actuelle, "Elle peut de nouveau se lire.")
    assert visibles() == {f"siret-{SIRET}": "La Marmite solidaire"}
    sain()


def test_un_partenaire_qui_refuse_nest_ni_montre_ni_recree_meme_sous_un_autre_nom(base: Store) -> None:
    ici = publier(avec(numerotee(), TILLEULS))
    confirmations.refuser(lien_de(MARMITE.nom, ici))
    assert f"siret-{SIRET}" not in visibles()
    amender(ici, avec(numerotee(nom="Une autre enseigne"), TILLEULS))
    assert rattaches(ici) == ["nom-centre-social-des-tilleuls"]
    assert f"siret-{SIRET}" not in visibles()
    sain()


def test_deux_fiches_reunies_puis_separees(base: Store) -> None:
    garde = publier(avec(TILLEULS))
    ecarte = publier(avec(numerotee(), titre="Des vélos réparés ensemble"))
    doublons.fusionner(MODERATRICE, garde, ecarte, "C’est la même collaboration.")
    assert set(visibles()) == {"nom-centre-social-des-tilleuls"}
    doublons.annuler_la_fusion(MODERATRICE, ecarte)
    assert f"siret-{SIRET}" in visibles()
    sain()


def test_changer_ou_oter_un_numero_change_la_structure(base: Store) -> None:
    ici = publier(avec(numerotee()))
    amender(ici, avec(numerotee(POSTE)))
    assert set(visibles()) == {f"siret-{POSTE}"}
    amender(ici, avec(MARMITE))
    assert set(visibles()) == {"nom-la-marmite-solidaire"}
    sain()


def test_le_verificateur_voit_une_structure_montree_a_tort(base: Store) -> None:
    publier(avec(numerotee()))
    with ecrire() as tx:
        tx.executer("update base.structure set nommee = false")
    with lire() as cur:
        assert [c.ecarts for c in verifier(cur) if c.ecarts] == [1]
    with ecrire() as tx:
        tx.executer("update base.structure set nommee = true, nom = 'Un nom que personne ne dit'")
    with lire() as cur:
        assert [c.ecarts for c in verifier(cur) if c.ecarts] == [1]


def test_on_la_propose_par_un_mot_de_son_nom_ou_par_son_numero_et_jamais_cachee(base: Store) -> None:
    une_du_catalogue(siret=SIRET, siren=SIRET[:9])
    ici = publier(avec(replace(TILLEULS, numero=RNA)))
    with lire() as cur:
        assert proposer(cur, "marm") == [Proposition("La Marmite solidaire", "Les Mureaux", SIRET)]
        assert proposer(cur, "732 829 320 00074") == proposer(cur, "marmite soli")
        assert [p.numero for p in proposer(cur, "TILLEULS")] == [RNA]
        assert proposer(cur, "ma") == proposer(cur, "%%%%") == proposer(cur, "zzzz") == []
    with ecrire() as tx:
        contributions.retirer_pratique(tx, MODERATRICE, ici)
    with lire() as cur:
        assert proposer(cur, "tilleuls") == proposer(cur, RNA) == []


def test_un_lieu_protege_na_ni_numero_ni_structure_ni_commune_ni_point(base: Store) -> None:
    une_du_catalogue(siret=SIRET, siren=SIRET[:9])
    ici = publier(avec(numerotee(protege="oui"), TILLEULS, lieu_protege="oui"))
    with lire() as cur:
        (p,) = cur.lignes(
            "select territoires, perimetre, lon, lat from public.pratique where id = $id", id=ici
        )
        assert (p["territoires"], p["lon"], p["lat"]) == (["departement-78"], None, None)
        assert not [t for t in p["perimetre"] if t.startswith(("commune", "epci"))]
        contenu = contributions.contenu_de_pratique(cur, ANONYME, ici)
    assert rattaches(ici)[0] is None
    assert (contenu.territoires, contenu.lieu_protege, contenu.partenaires[0].protege) == (("departement-78",), "oui", "oui")  # fmt: skip
    sain()
    amender(ici, replace(contenu, portee="locale", territoires=("commune-78440",)))
    with lire() as cur:
        assert cur.valeur("select territoires from public.pratique where id = $id", id=ici) == [
            "departement-78"
        ]
    sain()


NUMEROS = st.sampled_from(["", SIRET, POSTE, RNA])
NOMS = st.sampled_from(["La Marmite solidaire", "Marmite", "Centre social des Tilleuls"])


class Vie(RuleBasedStateMachine):
    """Sheets published, changed, hidden, withdrawn, refused in any order: the store stays right after each."""

    modele: Path
    """An empty migrated store to start from."""

    @initialize()
    def commencer(self) -> None:
        magasin.installer(None)
        self.dossier = TemporaryDirectory()
        fichier = Path(self.dossier.name) / "observatoire.duckdb"
        shutil.copyfile(self.modele, fichier)
        self.store = open_store(fichier)
        magasin.installer(self.store)
        quelques_territoires()
        self.fiches: list[str] = []

    @rule(nom=NOMS, numero=NUMEROS, publication=st.sampled_from(["nominative", "anonyme"]))
    def publier(self, nom: str, numero: str, publication: str) -> None:
        titre = f"Une cuisine numéro {len(self.fiches)}"
        partenaire = replace(MARMITE, nom=nom, numero=numero)
        self.fiches.append(publier(avec(partenaire, titre=titre, publication=publication)))

    @rule(
        rang=st.integers(0, 5),
        nom=NOMS,
        numero=NUMEROS,
        publication=st.sampled_from(["nominative", "anonyme"]),
    )
    def changer(self, rang: int, nom: str, numero: str, publication: str) -> None:
        if publiees := self._publiees():
            ici = publiees[rang % len(publiees)]
            amender(ici, avec(replace(MARMITE, nom=nom, numero=numero), titre=f"Une cuisine changée {rang}", publication=publication))  # fmt: skip

    @rule(rang=st.integers(0, 5))
    def retirer(self, rang: int) -> None:
        if publiees := self._publiees():
            with ecrire() as tx:
                contributions.retirer_pratique(tx, MODERATRICE, publiees[rang % len(publiees)])

    def _publiees(self) -> list[str]:
        with lire() as cur:
            return [
                p["id"]
                for p in cur.lignes("select id from base.pratique where statut = 'publiee' order by id")
            ]

    @invariant()
    def saine(self) -> None:
        if getattr(self, "store", None):
            sain()

    def teardown(self) -> None:
        magasin.installer(None)
        if getattr(self, "store", None):
            self.store.fermer()
            self.dossier.cleanup()


def test_dans_quelque_ordre_que_ce_soit_le_magasin_reste_juste(modele_vide: Path) -> None:
    vie = type("VieSurUnModele", (Vie,), {"modele": modele_vide})
    run_state_machine_as_test(vie, settings=proprietes(max_examples=8, stateful_step_count=8, deadline=None))
