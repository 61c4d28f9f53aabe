"""What the matrix counts, counted again one pratique at a time, on the real catalogue and on an invented one."""

from collections import defaultdict
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from tests.factories_publication import partenaire, peupler, pratique, publier, semer_territoires, structure

from observatoire.analyses.zones import (
    CLASSES,
    THEMES,
    TOUS,
    Case,
    Matrice,
    Presence,
    classer,
    lire_detail,
    lire_matrice,
)
from observatoire.demo import charger_demo
from observatoire.errors import Introuvable
from observatoire.journal import journaliser
from observatoire.store import Cursor, Store, ecrire, lire

TERRITOIRES = (
    "pays-FR", "region-11", "region-84", "region-94", "departement-69", "departement-75", "epci-200046977",
    "commune-69123", "commune-75056",
)  # fmt: skip
AGIR = {"porteur", "co_porteur", "partenaire_operationnel", "prescripteur", "hebergeur", None}
FINIES = {"terminee_prevue", "transformee", "abandonnee"}


# --- the oracle: no SQL beyond reading the lists ---


class Oracle:
    """Every list of the store, and the counts of a cell made from them."""

    def __init__(self, cur: Cursor, *, avec_demo: bool = True) -> None:
        self.territoires = {t["id"]: t for t in cur.lignes("select id, ancetres from public.territoire")}
        self.pratiques = [
            p for p in cur.lignes("select * from public.pratique") if avec_demo or not p["est_demo"]
        ]
        self.structures = [
            s for s in cur.lignes("select * from public.structure") if avec_demo or not s["est_demo"]
        ]
        self.partenaires: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for a in cur.lignes("select * from public.partenariat"):
            if a["role"] in AGIR and a["cote"] in ("es", "ts", "les_deux"):
                self.partenaires[a["pratique_id"]].append(a)

    def place(self, declares: list[str], cellule: str) -> str | None:
        """Return how declared territories stand to a cell: 'dedans', 'couvre', or None."""
        for declare in declares:
            if cellule == declare or cellule in self.territoires[declare]["ancetres"]:
                return "dedans"
        au_dessus = set(self.territoires[cellule]["ancetres"]) - {"pays-FR"}
        return "couvre" if au_dessus & set(declares) else None

    def presence(self, cellule: str, theme: str) -> Presence:
        """Count a cell."""
        ici = [
            (p, lieu)
            for p in self.pratiques
            if sur(p["thematiques"], theme) and (lieu := self.place(p["territoires"], cellule))
        ]
        cotes: dict[str, set[str]] = defaultdict(set)
        for p, _ in ici:
            for a in self.partenaires[p["id"]]:
                cotes[a["structure_id"] or a["nom"].lower()] |= des_deux(a["cote"])
        for s in self.structures:
            if self.place(s["territoires"], cellule):
                for cote in self.cotes_de(s, theme):
                    cotes[s["id"]] |= des_deux(cote)
        mixtes = [p for p, _ in ici if p["mixite"] == "mixte"]
        return Presence(
            es=sum(c == {"es"} for c in cotes.values()),
            ts=sum(c == {"ts"} for c in cotes.values()),
            deux=sum(c == {"es", "ts"} for c in cotes.values()),
            pratiques=len(ici),
            couvrantes=sum(lieu == "couvre" for _, lieu in ici),
            alliances=sum(p["activite"] not in FINIES for p in mixtes),
            terminees=sum(p["activite"] in FINIES for p in mixtes),
            a_verifier=sum(
                p["mixite"] == "a_verifier"
                and p["activite"] not in FINIES
                and {"es", "ts"} <= set(p["cotes"])
                for p, _ in ici
            ),
            demo=sum(p["est_demo"] for p, _ in ici),
        )

    def cotes_de(self, s: dict[str, Any], theme: str) -> list[str]:
        """Return the sides on which a declared structure acts for a theme: its own for all of them together."""
        if theme == TOUS:
            return [s["cote_defaut"]] if s["cote_defaut"] in ("es", "ts", "les_deux") else []
        return [
            a["cote"]
            for p in self.pratiques
            if sur(p["thematiques"], theme)
            for a in self.partenaires[p["id"]]
            if a["structure_id"] == s["id"]
        ]


def sur(thematiques: list[str], theme: str) -> bool:
    return theme == TOUS or any(t == theme or t.startswith(f"{theme}--") for t in thematiques)


def des_deux(cote: str) -> set[str]:
    return {"es", "ts"} if cote == "les_deux" else {cote}


def verifier(m: Matrice, oracle: Oracle) -> list[Case]:
    """Compare every cell, and return them."""
    assert set(m.cases) == {(t.id, theme) for t in m.territoires for theme in (TOUS, *THEMES)}
    for (territoire, theme), case in m.cases.items():
        attendue = oracle.presence(territoire, theme)
        assert case.presence == attendue, (territoire, theme)
        assert case.classe == classer(attendue, case.es.niveau, case.ts.niveau)
        assert case.classe in CLASSES
    return list(m.par_theme())


@pytest.mark.usefixtures("store_catalogue")
def test_the_real_catalogue_is_counted_as_its_lists_say() -> None:
    vues: set[str] = set()
    with lire() as cur:
        oracle = Oracle(cur)
        for territoire in TERRITOIRES:
            vues |= {case.classe for case in verifier(lire_matrice(cur, territoire), oracle)}
    assert vues >= {"non_observe", "un_seul_cote", "gisement", "alliance"}


@pytest.mark.usefixtures("store_catalogue")
def test_an_invented_catalogue_is_counted_as_its_lists_say_with_and_without_it() -> None:
    charger_demo(2_000, 7, lambda _: None)
    with lire() as cur:
        avec, sans = Oracle(cur), Oracle(cur, avec_demo=False)
        for territoire in ("region-93", "departement-31"):
            m = lire_matrice(cur, territoire)
            verifier(m, avec)
            assert m.demo > 0
            verifier(lire_matrice(cur, territoire, avec_demo=False), sans)
            assert lire_matrice(cur, territoire, avec_demo=False).demo == 0


@pytest.mark.usefixtures("store_catalogue")
def test_a_cell_opens_what_its_counts_rest_on() -> None:
    with lire() as cur:
        oracle = Oracle(cur)
    for territoire in ("region-11", "departement-69", "commune-75056"):
        with lire() as cur:
            m = lire_matrice(cur, territoire)
        for theme in (TOUS, *THEMES):
            with lire() as cur:
                d = lire_detail(cur, territoire, theme)
            assert d.case == m.case(territoire, theme)
            p = d.case.presence
            assert len(d.pratiques) == p.pratiques
            assert len(d.alliances) == p.alliances
            assert len(d.finies) == p.terminees
            assert sum(x.couvre for x in d.pratiques) == p.couvrantes
            assert sum(s.es and not s.ts for s in d.structures) == p.es
            assert sum(s.ts and not s.es for s in d.structures) == p.ts
            assert sum(s.es and s.ts for s in d.structures) == p.deux
            attendues = {
                x["id"] for x in oracle.pratiques
                if sur(x["thematiques"], theme) and oracle.place(x["territoires"], territoire)
            }  # fmt: skip
            assert {x.id for x in d.pratiques} == attendues


# --- small cases, on both engines ---

LOGEMENT = "logement-hebergement"


def noter(territoire: str, cote: str, effort: int, *, theme: str = TOUS, dessous: bool = False) -> None:
    with ecrire() as tx:
        tx.inserer(
            "base.observation",
            [
                {
                    "territoire_id": territoire, "theme": theme, "cote": cote, "effort": effort, "vaut_dessous": dessous,
                    "source": "Annuaire", "observe_le": date(2026, 1, 5), "auteur": "cli", "maj_a": date(2026, 1, 5),
                }
            ],
        )  # fmt: skip
        journaliser(tx, "test", "notee", "observation", territoire)


@pytest.fixture
def semee(store_deux_moteurs: Store) -> Store:
    semer_territoires()
    return store_deux_moteurs


def classe(territoire: str, theme: str = LOGEMENT, **choix: bool) -> str:
    with lire() as cur:
        return lire_matrice(cur, territoire, **choix).case(territoire, theme).classe


def loger(identifiant: str, *cotes: str, **champs: Any) -> None:
    """Publish a pratique about housing with a partner of each side."""
    publier(
        [pratique(identifiant, **{"thematiques": [LOGEMENT]} | champs)],
        [partenaire(identifiant, i, nom=f"{identifiant}-{i}", cote=c) for i, c in enumerate(cotes, 1)],
    )


@pytest.mark.usefixtures("semee")
def test_a_cell_climbs_from_unseen_to_alliance_as_things_become_known() -> None:
    assert classe("departement-75") == "non_observe"
    noter("departement-75", "es", 2)
    assert classe("departement-75") == "non_observe"
    noter("departement-75", "ts", 1)
    assert classe("departement-75") == "vide"
    assert classe("commune-75056") == "non_observe"
    loger("une", "es")
    assert classe("departement-75") == "un_seul_cote"
    loger("deux", "ts")
    assert classe("departement-75") == "gisement"
    loger("finie", "es", "ts", mixite="mixte", activite="abandonnee")
    assert classe("departement-75") == "gisement"
    loger("alliance", "es", "ts", mixite="mixte")
    assert classe("departement-75") == "alliance"
    assert classe("departement-75", "mobilite") == "vide"


@pytest.mark.usefixtures("semee")
def test_a_wider_pratique_covers_what_it_holds_but_a_national_one_no_place() -> None:
    loger("regionale", "es", "ts", territoires=["region-11"], mixite="mixte")
    loger("nationale", "es", "ts", territoires=["pays-FR"], mixite="mixte")
    with lire() as cur:
        m = lire_matrice(cur, "departement-75")
        france = lire_matrice(cur, "pays-FR")
    for t in ("departement-75", "epci-200054781"):
        p = m.case(t, LOGEMENT).presence
        assert (p.pratiques, p.couvrantes, p.alliances) == (1, 1, 1)
    assert france.case("pays-FR", LOGEMENT).presence.alliances == 2
    assert france.case("region-84", LOGEMENT).classe == "non_observe"
    assert [t.id for t in france.enfants] == ["region-84", "region-94", "region-11"]


@pytest.mark.usefixtures("semee")
def test_a_structure_is_counted_once_on_every_side_it_acts_on_and_a_funder_never() -> None:
    publier(
        [pratique("a", thematiques=[f"{LOGEMENT}--etre-accompagne-en-cas-de-difficultes", LOGEMENT]), pratique("b", thematiques=[LOGEMENT])],
        [
            partenaire("a", 1, nom="Toit", cote="es"), partenaire("b", 1, nom="TOIT", cote="ts"),
            partenaire("a", 2, nom="Fonds", cote="es", role="financeur"), partenaire("b", 2, nom="Refus", cote="es", confirmation="refusee"),
            partenaire("b", 3, nom="Mairie", cote="public"), partenaire("b", 4, nom="Prescription", cote="ts", role="prescripteur"),
        ],
    )  # fmt: skip
    with lire() as cur:
        d = lire_detail(cur, "commune-75056", LOGEMENT)
    p = d.case.presence
    assert (p.es, p.ts, p.deux, p.pratiques) == (0, 1, 1, 2)
    assert [(s.nom.lower(), s.es, s.ts) for s in d.structures] == [
        ("prescription", False, True),
        ("toit", True, True),
    ]
    assert d.case.classe == "gisement"


@pytest.mark.usefixtures("semee")
def test_a_structure_declared_here_that_acts_elsewhere_is_present_for_its_themes() -> None:
    with ecrire() as tx:
        tx.inserer(
            "base.structure",
            [structure("toit", nom="Toit", territoires=["commune-01053"]), structure("seule", nom="Seule", cote_defaut="ts", territoires=["region-84"])],
        )  # fmt: skip
    publier(
        [pratique("a", thematiques=[LOGEMENT], territoires=["commune-2A004"])],
        [partenaire("a", 1, nom="Toit", structure_id="toit", cote="es")],
    )
    with lire() as cur:
        ain = lire_matrice(cur, "departement-01")
    assert ain.case("departement-01", LOGEMENT).presence == Presence(es=1)
    assert ain.case("departement-01", TOUS).presence == Presence(ts=1)
    assert ain.case("departement-01", "mobilite").presence == Presence()
    assert classe("departement-2A") == "un_seul_cote"


@pytest.mark.usefixtures("semee")
def test_the_invented_the_withdrawn_and_the_anonymous_are_counted_as_the_explorer_does() -> None:
    loger("inventee", "es", "ts", mixite="mixte", est_demo=True)
    loger("retiree", "es", "ts", mixite="mixte", statut="retiree")
    loger("anonyme", "es", "ts", mixite="mixte", publication="anonyme")
    with lire() as cur:
        p = lire_matrice(cur, "commune-75056").case("commune-75056", LOGEMENT).presence
    assert (p.alliances, p.demo) == (1, 1)
    assert classe("commune-75056", avec_demo=False) == "non_observe"


@pytest.mark.usefixtures("semee")
def test_an_effort_holds_below_only_when_it_says_so() -> None:
    for cote in ("es", "ts"):
        noter("region-84", cote, 2)
        noter("region-11", cote, 2, dessous=True)
    assert classe("region-84") == "vide"
    assert classe("departement-01") == "non_observe"
    assert classe("commune-75056") == "vide"


@pytest.mark.usefixtures("store_deux_moteurs")
def test_every_figure_is_a_number_on_both_engines_and_an_unknown_territory_is_refused() -> None:
    peupler()
    with lire() as cur:
        m = lire_matrice(cur, "region-84")
        with pytest.raises(Introuvable):
            lire_matrice(cur, "region-99")
        verifier(m, Oracle(cur))
    for case in m.cases.values():
        assert all(type(getattr(case.presence, f.name)) is int for f in fields(Presence))
