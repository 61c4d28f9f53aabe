"""Read who reads for which college, and where the reading of a deposit stands."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from observatoire.colleges import rules, sql
from observatoire.colleges.model import Avis, Lecteur, Lecture
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.contributions.model import Contribution
from observatoire.store import Cursor


def lecteur(cur: Cursor, compte_id: str | None) -> Lecteur | None:
    """Return what an account reads for, None when it reads for no college."""
    ligne = cur.ligne(sql.LECTEUR, compte_id=compte_id) if compte_id else None
    return Lecteur(**ligne) if ligne else None


def lister_lecteurs(cur: Cursor, personne: Personne) -> list[dict[str, Any]]:
    """Return the readers with their names. Raises Refus."""
    exiger("gerer_comptes", personne)
    return cur.lignes(sql.LECTEURS)


def avis_sur(cur: Cursor, lue: Contribution) -> tuple[Avis, ...]:
    """Return every opinion on the deposit as it stands; what a person may see of it is `lire`'s to say."""
    return tuple(Avis(**ligne) for ligne in cur.lignes(sql.AVIS, id=lue.id, version=lue.version))


def lire(cur: Cursor, personne: Personne, lue: Contribution) -> Lecture:
    """Return where the reading of a deposit stands for this person. Raises Refus (not of moderation)."""
    exiger("relire", personne)
    donnes = avis_sur(cur, lue)
    return Lecture(
        avis=rules.visibles(donnes, personne.id),
        donnes=tuple(a.college for a in donnes),
        suite=rules.suite(donnes),
        obstacle=rules.obstacle(lecteur(cur, personne.id), donnes, _noms(lue)),
    )


def _noms(lue: Contribution) -> list[str]:
    return [p.nom for p in lue.contenu.partenaires]


def attendus(cur: Cursor, personne: Personne, ids: Iterable[str]) -> dict[str, str]:
    """Return what each deposit waits for (id → one of `rules.SUITES`). Raises Refus."""
    exiger("relire", personne)
    groupes: defaultdict[str, list[Avis]] = defaultdict(list)
    voulus = list(ids)
    for ligne in cur.lignes(sql.AVIS_DE_PLUSIEURS, ids=voulus) if voulus else ():
        groupes[ligne.pop("contribution_id")].append(Avis(**ligne))
    return {i: rules.suite(groupes[i]) for i in voulus}
