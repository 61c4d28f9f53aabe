"""What endings teach, as escaped HTML: figures, tables, the curve, the lessons. Pure functions on what was read."""

import csv
import io
from collections.abc import Mapping, Sequence

from observatoire.analyses.fins import AGES, Bilan, Groupe, Lecon, Palier, Survie
from observatoire.analyses.fins.rules import ANONYMES_AU_MOINS
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web import fragments
from observatoire.web.formats import INSECABLE, enumeration, nombre, pluriel, pourcentage
from observatoire.web.fragments import echapper

SURVIE_AU_MOINS = 5
"""Alliances to follow before a curve is drawn."""
RIEN = "Rien n’a été raconté"
CAUSES_NOMMEES = 3
"""Causes named on a row of a table."""


def constat(b: Bilan) -> str:
    """Return how many endings are known and how many were told; what nobody told is never said to be zero."""
    if not b.tout.nombre:
        return (
            f'<p class="constat"><strong>{RIEN} d’une fin.</strong> Cela ne veut pas dire que tout dure{INSECABLE}: '
            "personne ne l’a encore dit ici.</p>"
        )
    etats = enumeration(
        f"{nombre(n)} «{INSECABLE}{libelle('activite', code).lower()}{INSECABLE}»"
        for code, n in b.par_activite.items()
    )
    chiffres = fragments.chiffre(
        nombre(b.tout.nombre), "fin connue" if b.tout.nombre == 1 else "fins connues", etats
    )
    if b.tout.racontees:
        part = pourcentage(b.tout.racontees / b.tout.nombre)
        chiffres += fragments.chiffre(
            part, "des fins disent leur cause", f"{nombre(b.tout.racontees)} sur {nombre(b.tout.nombre)}"
        )
    if b.lecons:
        dite = "dit ce qu’elle a appris" if b.lecons == 1 else "disent ce qu’elles ont appris"
        chiffres += fragments.chiffre(nombre(b.lecons), dite, "en mots, sur leur fiche")
    return f'<div class="chiffres">{chiffres}</div>{_reserves(b)}'


def _reserves(b: Bilan) -> str:
    """Return what to know before reading the figures."""
    phrases = []
    if not b.tout.racontees:
        connues = "cette fin" if b.tout.nombre == 1 else f"ces {nombre(b.tout.nombre)} fins"
        phrases.append(
            f"De {connues}, rien n’a été raconté{INSECABLE}: ni cause, ni leçon. Ce n’est pas zéro échec, c’est un silence."
        )
    if b.demo:
        inventees = "est inventée" if b.demo == 1 else "sont inventées"
        phrases.append(f"{nombre(b.demo)} {inventees} pour la démonstration.")
    if b.anonymes:
        phrases.append(
            f"{nombre(b.anonymes)} sont racontées sans nom\u202f: rien d’elles n’est montré, elles comptent seulement."
        )
    return f'<p class="prudence">{echapper(" ".join(phrases))}</p>' if phrases else ""


def causes(b: Bilan) -> str:
    """Return the causes told, the most frequent first, each with a bar and how often it comes first."""
    if not b.tout.causes:
        return f'<p class="constat">{RIEN} des causes.</p>'
    haut = max(b.tout.causes.values())
    lignes = "".join(
        f'<tr><th scope="row">{echapper(libelle("cause_arret", code))}</th>'
        f'<td class="n"><span class="barre" style="inline-size: {100 * n / haut:.0f}%"></span>{nombre(n)}</td>'
        f'<td class="n">{nombre(b.premieres[code]) if code in b.premieres else "–"}</td></tr>'
        for code, n in b.tout.causes.items()
    )
    return _tableau(
        f"Causes citées par {pluriel(b.tout.racontees, 'fin racontée', 'fins racontées')}, trois au plus chacune",
        ("Cause", "Citée", "En premier"),
        lignes,
    )


def groupes(titre: str, colonne: str, lus: Sequence[Groupe], noms: Mapping[str, str]) -> str:
    """Return a table of groups: endings, how many are told, their main causes."""
    lignes = "".join(
        f'<tr><th scope="row">{echapper(noms.get(g.code, g.code))}</th><td class="n">{nombre(g.nombre)}</td><td>{_dit(g)}</td></tr>'
        for g in lus
    )
    return _tableau(titre, (colonne, "Fins", "Causes citées"), lignes)


def _dit(g: Groupe) -> str:
    if not g.racontees:
        return f'<em class="tu">{RIEN.lower()}</em>'
    nommees = [
        f"{libelle('cause_arret', code).lower()} ({nombre(n)})"
        for code, n in list(g.causes.items())[:CAUSES_NOMMEES]
    ]
    sur = (
        f" <small>{nombre(g.racontees)} sur {nombre(g.nombre)} racontées</small>"
        if g.racontees < g.nombre
        else ""
    )
    return f"{echapper(enumeration(nommees))}{sur}"


def noms_des_themes() -> dict[str, str]:
    """Return the names of the coarse themes, and of those that say none."""
    themes = vocabulaire("thematique")
    noms = {c.code: c.libelle for c in themes.categories} | {
        v.code: v.libelle for v in themes if v.code.startswith("obs--")
    }
    return noms | {"": "Sans thème"}


def note_anonymes(*, ecartees: bool, anonymes: int) -> str:
    """Say that anonymous endings are left out of a table, and why."""
    if not (ecartees and anonymes):
        return ""
    return (
        '<p class="prudence">Les fins anonymes n’y sont pas comptées\u00a0: une ligne en compterait moins de '
        f"{ANONYMES_AU_MOINS}, et on pourrait les reconnaître.</p>"
    )


def _tableau(titre: str, colonnes: Sequence[str], lignes: str) -> str:
    entetes = "".join(f'<th scope="col">{echapper(c)}</th>' for c in colonnes)
    return (
        f'<div class="defile fins-defile" role="region" aria-label="{echapper(titre)}" tabindex="0"><table class="fins">'
        f"<caption>{echapper(titre)}</caption><thead><tr>{entetes}</tr></thead><tbody>{lignes}</tbody></table></div>"
    )


def courbe(s: Survie) -> str:
    """Return the survival of alliances: what it rests on, the curve, its table; or that nothing can be said."""
    if s.suivies < SURVIE_AU_MOINS or not s.paliers:
        return f'<p class="constat">{_trop_peu(s)}</p>'
    titre = (
        f"Part des alliances qui durent, d’après {pluriel(s.suivies, 'alliance suivie', 'alliances suivies')}"
    )
    lignes = "".join(
        f'<tr><th scope="row">{pluriel(p.annees, "an")}</th><td class="n">{nombre(p.a_risque)}</td><td class="n">{nombre(p.fins)}</td>'
        f'<td class="n">{pourcentage(p.part)}</td></tr>'
        for p in s.paliers
    )
    demo = f" Dont {nombre(s.demo)} inventées pour la démonstration." if s.demo else ""
    sans = (
        f" {pluriel(s.sans_dates, 'autre alliance n’y est pas', 'autres alliances n’y sont pas')}, faute d’années dites."
        if s.sans_dates
        else ""
    )
    return (
        f"<figure class='survie'>{_dessin(s.paliers, titre)}<figcaption>{echapper(titre)}, selon leur âge (méthode de Kaplan et Meier)."
        f"{echapper(demo + sans)}</figcaption></figure>"
        + _tableau(
            "Les mêmes chiffres",
            ("Âge", "Suivies jusque-là", "Finies cette année-là", "Durent au-delà"),
            lignes,
        )
    )


def _trop_peu(s: Survie) -> str:
    if not s.suivies:
        return f"{RIEN} qui permette de dire combien de temps une alliance dure{INSECABLE}: il faut son année de début, et celle de sa fin ou des nouvelles récentes."
    if not s.paliers:
        return (
            f"{pluriel(s.suivies, 'alliance est suivie', 'alliances sont suivies')}, et aucune fin n’a été racontée avec ses années. "
            "Cela ne veut pas dire qu’elles durent toutes."
        )
    return (
        f"{pluriel(s.suivies, 'seule alliance est suivie', 'alliances seulement sont suivies')} avec ses années{INSECABLE}: "
        f"la courbe se dessine à partir de {SURVIE_AU_MOINS}."
    )


AGES_ECRITS = 8
"""Ages written under the curve, about."""


def _dessin(paliers: Sequence[Palier], titre: str) -> str:
    """Return the curve as steps, one for each year; HTML, for Streamlit takes SVG out."""
    fin = paliers[-1].annees + 1
    parts = [_part(paliers, annees) for annees in range(fin + 1)]
    pas = -(-fin // AGES_ECRITS)
    marches = "".join(
        f'<span style="block-size: {100 * part:.1f}%"><small>{pluriel(annees, "an") if annees % pas == 0 else ""}</small></span>'
        for annees, part in enumerate(parts)
    )
    dit = (
        f"{titre}. Au-delà de {pluriel(paliers[-1].annees, 'an')}, {pourcentage(parts[-1])} durent encore. "
        "Tous les chiffres sont dans le tableau qui suit."
    )
    reperes = "".join(f"<b>{pourcentage(v)}</b>" for v in (1, 0.5, 0))
    return f'<div class="courbe" role="img" aria-label="{echapper(dit)}"><div class="reperes">{reperes}</div><div class="marches">{marches}</div></div>'


def _part(paliers: Sequence[Palier], annees: int) -> float:
    """Return the share that goes on after this age."""
    return next((p.part for p in reversed(paliers) if p.annees <= annees), 1.0)


def lecons(lues: Sequence[Lecon]) -> str:
    """Return what those who lived an ending say of it, each leading to its sheet."""
    if not lues:
        return f'<p class="constat">{RIEN} de ce que ces fins ont appris.</p>'
    return f'<ul class="grille">{"".join(f"<li>{_lecon(x)}</li>" for x in lues)}</ul>'


def _lecon(x: Lecon) -> str:
    dits = (
        ("La condition qui a manqué", x.condition_manquante),
        ("Ce qui a marché quand même", x.acquis),
        ("Ce qu’on referait", x.a_refaire),
    )
    textes = "".join(f"<p><b>{nom}</b><br>{echapper(texte)}</p>" for nom, texte in dits if texte)
    badges = fragments.badge(libelle("activite", x.activite)) + (
        fragments.badge_origine("demo") if x.est_demo else ""
    )
    lien = fragments.lien(fragments.adresse_pratique(x.pratique_id), x.titre)
    return f'<article class="carte"><div class="rangee">{badges}</div><h3>{lien}</h3>{textes}</article>'


def en_csv(b: Bilan, s: Survie) -> str:
    """Return every figure of the page as a French spreadsheet reads it."""
    sortie = io.StringIO()
    ecrire = csv.writer(sortie, delimiter=";", lineterminator="\r\n").writerow
    ecrire(("Tableau", "Ligne", "Mesure", "Valeur"))
    themes = noms_des_themes()
    tableaux = (
        ("Toutes les fins", [b.tout], {"": "Toutes"}),
        ("Par thème", b.par_theme, themes),
        ("Par âge", b.par_age, AGES),
    )
    for titre, lus, noms in tableaux:
        for g in lus:
            ecrire((titre, noms[g.code], "Fins", g.nombre))
            ecrire((titre, noms[g.code], "Fins dont la cause est dite", g.racontees))
            for code, n in g.causes.items():
                ecrire((titre, noms[g.code], f"Cause : {libelle('cause_arret', code)}", n))
    for p in s.paliers if s.suivies >= SURVIE_AU_MOINS else ():
        for mesure, valeur in (
            ("Suivies", p.a_risque),
            ("Finies", p.fins),
            ("Part qui dure", f"{p.part:.4f}".replace(".", ",")),
        ):
            ecrire(("Durée des alliances", f"{p.annees} ans", mesure, valeur))
    return "\ufeff" + sortie.getvalue()
