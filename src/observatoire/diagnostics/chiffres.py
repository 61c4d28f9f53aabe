"""The figures of a diagnosis: the very readings of the territory's page, put together as JSON."""

from collections.abc import Mapping

from observatoire import indicateurs
from observatoire.analyses.presence import Presence, presence
from observatoire.analyses.zones import TOUS, Case, Detail, PratiqueVue, lire_cases, lire_detail
from observatoire.diagnostics.model import Chiffres
from observatoire.indicateurs import Indicateur, Portrait, Valeur
from observatoire.store import Cursor
from observatoire.territoires import Territoire, trouver_tous

DECIMALES = 6
"""Kept of a figure: more is noise of the arithmetic."""


def lire_chiffres(cur: Cursor, ici: Territoire) -> Chiffres:
    """Return all the figures of a territory's diagnosis, as they are now."""
    portrait = indicateurs.portrait(cur, ici)
    noms = {i: t.nom for i, t in trouver_tous(cur, portrait.reperes).items()}
    cases = lire_cases(cur, [ici])
    detail = lire_detail(cur, ici.id, TOUS, case=cases[ici.id, TOUS])
    return composer(ici, portrait, noms, presence(cur, ici), detail, cases)


def composer(  # noqa: PLR0917 - the readings, in the order of the document
    ici: Territoire,
    portrait: Portrait,
    noms: Mapping[str, str],
    lue: Presence,
    detail: Detail,
    cases: Mapping[tuple[str, str], Case],
) -> Chiffres:
    """Return the figures as JSON: `noms` names what contains the territory."""
    dedans = detail.case.presence
    return {
        "territoire": ici.libelle,
        "reperes": [{"id": i, "nom": noms.get(i, i)} for i in portrait.reperes],
        "portrait": [
            _indicateur(m.indicateur) | {"ici": _valeur(m.ici), "reperes": {i: _valeur(v) for i, v in m.reperes.items()}}
            for m in portrait.mesures
        ],
        "pratiques": {
            **lue.comptes, "mixtes": lue.mixtes, "arretees": lue.arretees, "demo": lue.demo, "causes": dict(lue.causes),
        },
        "offre": {
            cote: {
                "structures": dedans.du_cote(cote),
                "noms": [s.nom for s in detail.structures if getattr(s, cote)],
            }
            for cote in ("es", "ts")
        } | {"deux": dedans.deux},
        "alliances": {
            "en_cours": dedans.alliances, "terminees": dedans.terminees, "a_verifier": dedans.a_verifier,
            "liste": [_pratique(p) for p in detail.alliances], "finies": [_pratique(p) for p in detail.finies],
        },
        "zones": {theme: _zone(c) for (_, theme), c in cases.items() if theme != TOUS},
    }  # fmt: skip


def _indicateur(i: Indicateur) -> dict[str, object]:
    return {
        "code": i.code, "libelle": i.libelle, "unite": i.unite, "decimales": i.decimales, "annee": i.annee, "source": i.source,
    }  # fmt: skip


def _valeur(v: Valeur | None) -> dict[str, float | int] | None:
    return None if v is None else {"valeur": round(v.valeur, DECIMALES), "annee": v.annee}


def _pratique(p: PratiqueVue) -> dict[str, object]:
    return {
        "id": p.id, "titre": p.titre, "activite": p.activite, "annee": p.annee_debut, "lieu": p.lieu, "couvre": p.couvre,
        "demo": p.est_demo,
    }  # fmt: skip


def _zone(c: Case) -> dict[str, object]:
    p = c.presence
    return {
        "classe": c.classe, "es": p.es, "ts": p.ts, "deux": p.deux, "alliances": p.alliances,
        "effort_es": c.es.code, "effort_ts": c.ts.code,
    }  # fmt: skip
