"""A shared diagnosis as escaped HTML: pure functions on what was read. Shared by the page and the light page."""

from collections.abc import Callable
from urllib.parse import quote

from observatoire.diagnostics import COMMUN, Vue
from observatoire.vocabulaires import vocabulaire
from observatoire.web import diagnostic_mots as mots
from observatoire.web.diagnostic_mots import BlocDit, Liste, Tableau
from observatoire.web.formats import INSECABLE
from observatoire.web.fragments import adresse_pratique, badge, echapper, forme, lien

Adresse = Callable[[str], str]
"""Id of a pratique → address of its sheet."""
_ZONES = {v.libelle: v.code for v in vocabulaire("zone").valeurs}
MONTRES = 6
"""Changes told before the fold."""


def adresse_document(identifiant: str) -> str:
    """Return the address of the document, readable without JavaScript."""
    return f"/diagnostics/{quote(identifiant, safe='')}"


def etat(vue: Vue) -> str:
    """Return where the document stands: its state, who wrote it, each side's signature."""
    signatures = "".join(_signature(*s, signee=vue.signatures[s[0]].vaut) for s in mots.signatures(vue))
    return (
        '<div class="etat-diagnostic">'
        f'<p class="rangee">{badge(mots.nom_de_l_etat(vue), "plein" if mots.est_signe(vue) else "")}'
        f" <span>{echapper(mots.date_des_chiffres(vue))}</span></p><p>{echapper(mots.auteurs(vue))}</p>"
        f'<ul class="signatures">{signatures}</ul>'
        f'<p class="empreinte">Empreinte du contenu (SHA-256){INSECABLE}: <code>{vue.empreinte}</code></p></div>'
    )


def _signature(cote: str, phrase: str, changes: tuple[str, ...], *, signee: bool) -> str:
    classe = "signee" if signee else "tombee" if changes else "attendue"
    depuis = f"<p>Ce qui a changé depuis{INSECABLE}:</p>{liste_de_changements(changes)}" if changes else ""
    return f'<li class="signature {cote} {classe}">{forme(cote)}<div><p><b>{echapper(phrase)}</b></p>{depuis}</div></li>'


def liste_de_changements(changes: tuple[str, ...]) -> str:
    """Return what changed, the first ones before a fold."""
    lignes = [f"<li>{echapper(c)}</li>" for c in changes]
    reste = "".join(lignes[MONTRES:])
    suite = (
        f"<details><summary>Et {len(lignes) - MONTRES} autres</summary><ul>{reste}</ul></details>"
        if reste
        else ""
    )
    return f'<ul class="changements">{"".join(lignes[:MONTRES])}</ul>{suite}'


def faits(bloc: BlocDit, adresse: Adresse = adresse_pratique) -> str:
    """Return what a block states, before what each side reads in it."""
    phrases = "".join(f"<p>{echapper(p)}</p>" for p in bloc.phrases)
    tableau = _tableau(bloc.titre, bloc.tableau) if bloc.tableau and bloc.tableau.rangees else ""
    return f'<div class="faits">{phrases}{tableau}{"".join(_liste(x, adresse) for x in bloc.listes)}</div>'


def _tableau(titre: str, t: Tableau) -> str:
    nom = echapper(titre)
    classe = ' class="valeur"' if t.nombres else ""
    tetes = "".join(
        f'<th scope="col"{classe if rang else ""}>{echapper(c)}</th>' for rang, c in enumerate(t.colonnes)
    )
    corps = "".join(_rangee(r, note, classe) for r, note in zip(t.rangees, t.notes, strict=True))
    return (
        f'<div class="defile large cote-a-cote" role="region" aria-label="{nom}" tabindex="0"><table class="tableau comparaison du-diagnostic">'
        f'<caption class="hors-ecran">{nom}</caption><thead><tr>{tetes}</tr></thead><tbody>{corps}</tbody></table></div>'
    )


def _rangee(rangee: tuple[str, ...], note: str, classe: str) -> str:
    petite = f"<small>{echapper(note)}</small>" if note else ""
    cases = "".join(f"<td{classe}>{_case(c)}</td>" for c in rangee[1:])
    return f'<tr><th scope="row">{echapper(rangee[0])}{petite}</th>{cases}</tr>'


def _case(texte: str) -> str:
    zone = _ZONES.get(texte)
    return f'<span class="zone z-{zone}">{echapper(texte)}</span>' if zone else echapper(texte)


def _liste(liste: Liste, adresse: Adresse) -> str:
    lignes = "".join(
        f"<li>{lien(adresse(i), titre)} <small>{echapper(precision)}</small></li>"
        for i, titre, precision in liste.pratiques
    )
    return f'<h3>{echapper(liste.titre)}</h3><ul class="appuis-diagnostic">{lignes}</ul>'


def lecture(cote: str, texte: str) -> str:
    """Return what one side wrote, or that it wrote nothing."""
    ecrit = "".join(f"<p>{'<br>'.join(echapper(ligne) for ligne in p)}</p>" for p in mots.paragraphes(texte))
    signe = "" if cote == COMMUN else forme(cote)
    rien = f'<p class="rien-ecrit">{mots.RIEN_ECRIT}</p>'
    return f'<section class="lecture-cote {cote}"><h3>{signe}{echapper(mots.LECTURES[cote])}</h3>{ecrit or rien}</section>'


def document(vue: Vue, adresse: Adresse = adresse_pratique, niveau: int = 2) -> str:
    """Return the whole document to read: each block, its figures, both readings side by side."""
    return "".join(
        f'<section class="bloc-diagnostic"><h{niveau}>{echapper(b.titre)}</h{niveau}>{faits(b, adresse)}{lectures(b)}</section>'
        for b in mots.blocs(vue)
    )


def lectures(bloc: BlocDit) -> str:
    """Return the texts of a block."""
    return f'<div class="lectures">{"".join(lecture(c, t) for c, t in bloc.textes)}</div>'


def depuis(vue: Vue) -> str:
    """Return what the observatory knows today that the frozen figures do not say; '' when signatures tell it."""
    changes = mots.depuis(vue)
    if not changes:
        return ""
    return (
        f'<div class="message attention" role="status"><p><b>Depuis, des chiffres ont changé{INSECABLE}:</b></p>'
        f"{liste_de_changements(changes)}</div>"
    )
