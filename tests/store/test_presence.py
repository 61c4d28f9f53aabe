"""What is known of a territory, recounted in Python from the published pratiques; the same on both engines."""

from collections import Counter

import pytest
from tests.factories_publication import TERRITOIRES, partenaire, peupler, pratique, publier, structure

from observatoire.analyses.presence import compter, presence
from observatoire.store import Store, ecrire, lire
from observatoire.territoires import lister, obtenir

ARRETEES = ("terminee_prevue", "transformee", "abandonnee")


def recompter(territoire: str, ancetres: tuple[str, ...]) -> dict[str, object]:
    """Return the figures of a territory by another path: every published row, one by one."""
    with lire() as cur:
        toutes = cur.lignes("select * from public.pratique")
        partenaires = cur.lignes("select * from public.partenariat")
    ici = [p for p in toutes if territoire in p["territoires"]]
    dessous = [p for p in toutes if territoire in p["perimetre"] and p not in ici]
    dessus = [p for p in toutes if set(p["territoires"]) & set(ancetres) and territoire not in p["perimetre"]]
    sur_place = ici + dessous
    arretees = [p for p in sur_place if p["activite"] in ARRETEES]
    ids = {p["id"] for p in sur_place}
    noms = {(a["nom"], a["cote"]) for a in partenaires if a["pratique_id"] in ids}
    larges = [{t if t.startswith("obs--") else t.split("--")[0] for t in p["thematiques"]} for p in sur_place]
    return {
        "comptes": {"ici": len(ici), "dessous": len(dessous), "dessus": len(dessus)},
        "mixtes": sum(p["mixite"] == "mixte" for p in sur_place),
        "demo": sum(p["est_demo"] for p in sur_place),
        "par_dessus": dict(Counter(t for p in dessus for t in p["territoires"] if t in ancetres)),
        "cote": dict(Counter(c for p in sur_place for c in p["cotes"])),
        "theme": dict(Counter(t for p in larges for t in p)),
        "activite": dict(Counter(p["activite"] for p in sur_place if p["activite"])),
        "arretees": len(arretees),
        "causes": dict(Counter(c for p in arretees for c in p["causes_arret"] or [""])),
        "par_cote": dict(Counter(cote for _, cote in noms)),
    }


def lue(territoire: str) -> dict[str, object]:
    with lire() as cur:
        p = presence(cur, obtenir(cur, territoire))
    return {
        "comptes": p.comptes, "mixtes": p.mixtes, "demo": p.demo, "par_dessus": p.par_dessus, **p.facettes,
        "arretees": p.arretees, "causes": p.causes, "par_cote": p.partenaires.par_cote,
    }  # fmt: skip


def test_les_chiffres_sur_les_deux_moteurs(store_deux_moteurs: Store) -> None:
    peupler()
    publier(
        [
            pratique("fin-1", activite="abandonnee", causes_arret=["perte_du_lieu", "public_absent"], annee_fin=2020, thematiques=["obs--sans-abrisme", "famille--garde-denfants", "famille"]),
            pratique("fin-2", activite="transformee", annee_fin=2024, mixite="mixte", cotes=["es", "ts"], territoires=["departement-75", "commune-01053"]),
            pratique("fin-3", activite="terminee_prevue", territoires=["region-11"]),
        ],
        [partenaire("fin-1", 1, nom="Le Lien"), partenaire("fin-2", 1, nom="Le Lien"), partenaire("fin-2", 2, nom="Le Lien", cote="ts")],
    )  # fmt: skip
    with ecrire() as tx:
        tx.inserer("base.structure", [structure("s1", nom="Zoé", nom_norm="zoe", territoires=["commune-75056"]), structure("s2", nom="Aé", nom_norm="ae", territoires=["region-11", "commune-75056"])])  # fmt: skip
    for identifiant, *_ in TERRITOIRES:
        with lire() as cur:
            ancetres = obtenir(cur, identifiant).ancetres
        assert lue(identifiant) == recompter(identifiant, ancetres), identifiant
    with lire() as cur:
        paris = presence(cur, obtenir(cur, "departement-75"))
        assert [a.pratique_id for a in paris.arrets] == ["fin-2", "fin-1"], "the newest end first"
        assert paris.arrets[1].causes == ("perte_du_lieu", "public_absent")
        assert [s.nom for s in paris.structures] == ["Aé", "Zoé"]
        assert [r.id for r in paris.listes["ici"]] == ["fin-2", "departement"], "alliances first"
        assert paris.partenaires.principaux[0] == ("Le Lien", "es", 2)
        assert compter(cur, obtenir(cur, "departement-75")) == paris.comptes
        assert presence(cur, obtenir(cur, "commune-29019")).nombre_structures == 0
        assert len(presence(cur, obtenir(cur, "pays-FR"), au_plus=2).listes["dessous"]) == 2


@pytest.mark.usefixtures("store_catalogue")
def test_les_chiffres_du_catalogue() -> None:
    with lire() as cur:
        choisis = [
            *lister(cur, "region"),
            *lister(cur, "departement")[::7],
            obtenir(cur, "commune-78440"),
            obtenir(cur, "pays-FR"),
        ]
    for territoire in choisis:
        assert lue(territoire.id) == recompter(territoire.id, territoire.ancetres), territoire.id
