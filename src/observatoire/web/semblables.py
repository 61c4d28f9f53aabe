"""Look-alikes as escaped HTML: pure functions on what was read."""

from collections.abc import Mapping, Sequence

from observatoire.analyses.semblables import Manque, PratiqueLiee, Semblable, Semblables
from observatoire.indicateurs import Indicateur
from observatoire.territoires import Territoire
from observatoire.vocabulaires import libelle
from observatoire.web.formats import FINE, INSECABLE, enumeration, nombre
from observatoire.web.fragments import adresse_pratique, badge, echapper, lien
from observatoire.web.portrait import NON_DISPONIBLE, adresse_page

PRUDENCE = (
    "Se ressembler sur ces chiffres n’est pas avoir la même histoire. L’écart se compte en écarts habituels entre territoires "
    f"de ce niveau{INSECABLE}: 0 veut dire pareil, 1 un écart courant, 3 un très grand écart."
)
NIVEAUX = {
    "commune": "communes",
    "epci": "intercommunalités",
    "departement": "départements",
    "region": "régions",
}
"""Level → its plural."""
_FEMININS = ("commune", "epci", "region")
_FACTEURS = {
    2: "de la moitié au double",
    3: "du tiers au triple",
    5: "du cinquième au quintuple",
    10: "du dixième au décuple",
}
CHEZ_MONTRES = 3

Noms = Mapping[str, str]


def dire(ici: Territoire, lus: Semblables) -> str:
    """Return how many were compared, and on what."""
    if not lus.ici:
        return f"Aucune variable n’est gardée{INSECABLE}: choisissez-en une au moins pour comparer."
    if not lus.proches:
        return _personne(ici)
    compares = "comparées" if ici.niveau in _FEMININS else "comparés"
    taille = f" ayant {_FACTEURS[lus.facteur]} de sa population" if lus.facteur else ""
    variables = f"{len(lus.ici)}{INSECABLE}variables" if len(lus.ici) > 1 else f"1{INSECABLE}variable"
    return f"{nombre(lus.candidats)}{INSECABLE}{NIVEAUX[ici.niveau]}{taille}, {compares} sur {variables}."


def _personne(ici: Territoire) -> str:
    if ici.niveau == "pays":
        return "Aucun autre pays n’est décrit ici."
    return (
        f"Trop peu de chiffres sont connus ici pour dire à quoi ce territoire ressemble{INSECABLE}: gardez d’autres variables, "
        "ou voyez ce qui manque dans son portrait."
    )


def tableau(ici: Territoire, lus: Semblables, variables: Sequence[Indicateur], noms: Noms) -> str:
    """Return the look-alikes, nearest first, each variable with its figure and how far it is from here."""
    titres = "".join(
        f'<th scope="col" class="valeur">{echapper(v.libelle)}<small>{_unite(v)}{v.annee}</small></th>'
        for v in variables
    )
    propres = "".join(f'<td class="valeur">{echapper(_figure(lus.ici[v.code], v))}</td>' for v in variables)
    corps = "".join(_ligne(s, variables, noms) for s in lus.proches)
    nom = echapper(f"Territoires qui ressemblent à {ici.libelle}")
    return (
        f'<div class="defile large cote-a-cote" role="region" aria-label="{nom}" tabindex="0"><table class="tableau comparaison semblables">'
        f'<caption class="hors-ecran">{nom}, du plus proche au plus éloigné</caption>'
        f'<thead><tr><th scope="col">Territoire</th><th scope="col" class="valeur">Distance</th>{titres}</tr></thead>'
        f'<tbody><tr class="ici"><th scope="row">{echapper(ici.libelle)}</th><td class="valeur"></td>{propres}</tr>{corps}</tbody>'
        "</table></div>"
    )


def _unite(v: Indicateur) -> str:
    return "" if v.unite == "%" else f"{echapper(v.unite)}, "


def _figure(valeur: float | None, v: Indicateur) -> str:
    if valeur is None:
        return NON_DISPONIBLE
    return f"{nombre(valeur, v.decimales)}{FINE}%" if v.unite == "%" else nombre(valeur, v.decimales)


def _ligne(s: Semblable, variables: Sequence[Indicateur], noms: Noms) -> str:
    nom = lien(adresse_page(s.territoire_id), noms.get(s.territoire_id, s.territoire_id))
    sur = "" if s.partagees == len(variables) else f"<small>sur {s.partagees}{INSECABLE}variables</small>"
    cases = "".join(_case(s, v) for v in variables)
    return f'<tr><th scope="row">{nom}</th><td class="valeur distance">{nombre(s.distance, 2)}{sur}</td>{cases}</tr>'


def _case(s: Semblable, v: Indicateur) -> str:
    ecart = s.ecarts[v.code]
    dit = "" if ecart is None else f"<small>écart {signe(ecart)}</small>"
    return f'<td class="valeur">{echapper(_figure(s.valeurs[v.code], v))}{dit}</td>'


def signe(ecart: float) -> str:
    """Return « +0,4 », « −1,2 », « 0 »."""
    rond = round(ecart, 1)
    return "0" if not rond else f"{'+' if rond > 0 else ''}{nombre(rond, 1)}"


def manques(titre: str, vocabulaire: str, lus: Sequence[Manque], noms: Noms) -> str:
    """Return the themes or forms that look-alikes have an alliance of, with examples to read; '' without any."""
    if not lus:
        return ""
    lignes = "".join(_manque(m, vocabulaire, noms) for m in lus)
    return f'<h3>{echapper(titre)}</h3><ul class="manques" data-sur-place>{lignes}</ul>'


def _manque(m: Manque, vocabulaire: str, noms: Noms) -> str:
    dits = [noms.get(i, i) for i in m.chez]
    reste = len(dits) - CHEZ_MONTRES
    chez = enumeration(dits) if reste < 2 else f"{', '.join(dits[:CHEZ_MONTRES])} et {reste} autres"
    exemples = "".join(map(_exemple, m.pratiques))
    return (
        f"<li><p><b>{echapper(libelle(vocabulaire, m.code))}</b> <small>{echapper(chez)}</small></p>"
        f"<ul>{exemples}</ul></li>"
    )


def _exemple(p: PratiqueLiee) -> str:
    demo = f" {badge('Démonstration', 'demo')}" if p.est_demo else ""
    lieu = f" <small>{echapper(p.lieu)}</small>" if p.lieu else ""
    return f"<li>{lien(adresse_pratique(p.id), p.titre)}{demo}{lieu}</li>"
