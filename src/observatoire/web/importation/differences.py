"""What accepting one structure of a source would change, as a table: field, here, in the source. Escaped HTML."""

from collections.abc import Mapping

from observatoire.connecteurs import CHAMPS, Difference, Proposition, mots
from observatoire.web.formats import INSECABLE
from observatoire.web.fragments import badge, echapper


def tableau(p: Proposition, noms: Mapping[str, str]) -> str:
    """Return the differences of one proposal, and by what it was recognised; `noms` are those of territories."""
    connue = mots.rapprochement(p)
    dit = f"<p>{badge(connue)}</p>" if connue else ""
    if not p.differences:
        return f"{dit}<p>{echapper(_sans_difference(p))}</p>"
    a_deux = p.genre == "nouvelle" and not p.structure_id
    tetes = ("Champ", "Dans la source") if a_deux else ("Champ", "Ici", "Dans la source")
    lignes = "".join(_ligne(d, noms, a_deux=a_deux) for d in p.differences)
    return (
        f'{dit}<div class="defile large differences" role="region" aria-label="{echapper(f"Ce qui change pour {p.nom}")}" tabindex="0">'
        f'<table class="tableau"><thead><tr>{"".join(f"<th scope=col>{t}</th>" for t in tetes)}</tr></thead>'
        f"<tbody>{lignes}</tbody></table></div>"
    )


def _sans_difference(p: Proposition) -> str:
    if p.genre == "absente":
        return (
            f"La source ne la donne plus depuis 30{INSECABLE}jours{INSECABLE}: l’accepter la retire d’ici, sauf si une pratique "
            "la nomme, si quelqu’un l’a changée ou si une autre source la donne."
        )
    return "Elle dit la même chose qu’ici\u00a0: l’accepter retient seulement que c’est la même."


def _ligne(d: Difference, noms: Mapping[str, str], *, a_deux: bool) -> str:
    """Return a row; what is new has nothing here to be compared with."""
    garde = f" {badge('gardé tel qu’il est ici')}" if d.garde else ""
    ici = "" if a_deux else f"<td>{echapper(mots.valeur(d.champ, d.avant, noms))}</td>"
    return (
        f'<tr><th scope="row">{echapper(CHAMPS[d.champ])}{garde}</th>{ici}'
        f"<td>{echapper(mots.valeur(d.champ, d.apres, noms))}</td></tr>"
    )
