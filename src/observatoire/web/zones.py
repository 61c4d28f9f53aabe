"""The white zones as escaped HTML: legend, matrix, sentences, what a cell rests on. Pure functions on what was read.

Shared by the page of a territory and its light page: they differ by the address that a cell leads to.
"""

from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlencode

from observatoire.analyses.zones import (
    ALLIANCE,
    COTES,
    GISEMENT,
    THEMES,
    TOUS,
    UN_SEUL_COTE,
    Case,
    Detail,
    Matrice,
    PratiqueVue,
    StructureVue,
)
from observatoire.pratiques import Recherche
from observatoire.territoires import Territoire
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web import zones_mots as mots
from observatoire.web.formats import INSECABLE, enumeration, nombre, pluriel
from observatoire.web.fragments import adresse_pratique, badge, echapper, lien
from observatoire.web.zones_mots import Noms

Adresse = Callable[[Case], str]
"""Cell → address that opens what it rests on."""
CONNUES = (ALLIANCE, GISEMENT, UN_SEUL_COTE)
"""Classes of the cells where somebody is known."""
NOMS_MONTRES = 8
"""Structures named before the fold."""
PHRASES_LEGERES = 12
"""Sentences that the light page holds."""
COLONNES_EN_LARGEUR = 14
"""Children whose names stand across their columns; beyond, they are written upwards."""
_ZONES = vocabulaire("zone").valeurs
_MOTS = {v.code: v.court for v in _ZONES}


def adresse_onglet(territoire_id: str) -> str:
    """Return the address of the white zones in the page of a territory."""
    return f"/territoire?{urlencode({'code': territoire_id, 'onglet': 'zones'})}"


def adresse_page(territoire_id: str, case: Case) -> str:
    """Return the address of the page of a territory, open on a cell of its matrix."""
    params = {"code": territoire_id, "onglet": "zones", "cellule": case.territoire_id, "theme": case.theme}
    return f"/territoire?{urlencode({nom: v for nom, v in params.items() if v})}"


def _forme(case: Case) -> str:
    """Return the shape of a cell: its class's, or that of the side that is alone there."""
    p = case.presence
    if case.classe != UN_SEUL_COTE or p.deux:
        return case.classe
    return "es" if p.es else "ts"


def etiquette(case: Case, adresse: str = "") -> str:
    """Return the class of a cell, told by shape, word and pattern; a link when it has an address."""
    classe, mot = f"zone z-{_forme(case)}", _MOTS[case.classe]
    if not adresse:
        return f'<span class="{classe}">{echapper(mot)}</span>'
    return f'<a class="{classe}" href="{echapper(adresse)}" target="_self">{echapper(mot)}</a>'


def legende(m: Matrice) -> str:
    """Return the classes in words, each with how many themes of the territory are in it."""
    siennes = [c.classe for c in m.par_theme() if c.territoire_id == m.territoire.id]
    lignes = "".join(
        f'<div class="entree"><dt><span class="zone z-{v.code}">{echapper(v.court)}</span> '
        f"<b>{pluriel(siennes.count(v.code), 'thème')}</b></dt><dd>{echapper(v.description)}</dd></div>"
        for v in reversed(_ZONES)
    )
    return f'<dl class="legende-zones">{lignes}</dl>'


def matrice(m: Matrice, adresse: Adresse) -> str:
    """Return the matrix: a row for each theme, a column for the territory then one for each of its children."""
    titres = "".join(_titre(t, ici=t == m.territoire) for t in m.territoires)
    corps = "".join(_rangee(m, theme, adresse) for theme in (*THEMES, TOUS))
    nom = echapper(f"Zones blanches, {m.territoire.libelle}")
    etroite = " etroite" if len(m.enfants) > COLONNES_EN_LARGEUR else ""
    return (
        f'<div class="defile zones-defile" role="region" aria-label="{nom}" tabindex="0" data-sur-place>'
        f'<table class="zones{etroite}"><caption class="hors-ecran">{nom}{INSECABLE}: une ligne par thème, une colonne par '
        "territoire. Chaque case mène à ce qui la fonde.</caption>"
        f"<thead><tr><td></td>{titres}</tr></thead><tbody>{corps}</tbody></table></div>"
    )


def _titre(t: Territoire, *, ici: bool) -> str:
    abrege = mots.abreger(t.libelle)
    nom = echapper(abrege)
    if abrege != t.libelle:
        nom = f'<abbr title="{echapper(t.libelle)}">{nom}</abbr>'
    return f'<th scope="col"{" class=ici" if ici else ""}><span>{nom}</span></th>'


def _rangee(m: Matrice, theme: str, adresse: Adresse) -> str:
    cases = "".join(_cellule(m.case(t.id, theme), adresse, ici=t == m.territoire) for t in m.territoires)
    classe = ' class="tous"' if theme == TOUS else ""
    return f'<tr{classe}><th scope="row">{echapper(mots.theme(theme))}</th>{cases}</tr>'


def _cellule(case: Case, adresse: Adresse, *, ici: bool) -> str:
    """Return a cell, as short as can be: there are hundreds; its row and its column name it."""
    comptes = mots.court(case)
    dits = f' title="{comptes}"' if comptes else ""
    lus = f'<span class="hors-ecran">{INSECABLE}: {comptes}</span>' if comptes else ""
    return (
        f'<td{" class=ici" if ici else ""}><a class="zone z-{_forme(case)}" href="{echapper(adresse(case))}"{dits}>'
        f"{_MOTS[case.classe]}{lus}</a></td>"
    )


def gisements(m: Matrice, adresse: Adresse) -> tuple[list[str], list[str]]:
    """Return a list item for each *gisement*: the territory's, then its children's, the strongest first."""
    noms = {t.id: t.libelle for t in m.territoires}
    tries = sorted((c for c in m.par_theme() if c.classe == GISEMENT), key=_force)
    lignes = [(c.territoire_id, _gisement(c, noms[c.territoire_id], adresse)) for c in tries]
    ici = m.territoire.id
    return [x for t, x in lignes if t == ici], [x for t, x in lignes if t != ici]


def _force(case: Case) -> tuple[int, int, str, str]:
    """Sort by what the smaller side could bring, then by what both would."""
    p = case.presence
    return (-min(p.du_cote("es"), p.du_cote("ts")), -p.structures, case.theme, case.territoire_id)


def _gisement(case: Case, territoire: str, adresse: Adresse) -> str:
    titre = lien(adresse(case), f"{mots.theme(case.theme)}, {territoire}")
    return (
        '<li><span class="signe-zone z-gisement" aria-hidden="true"></span>'
        f"<p><b>{titre}</b>{INSECABLE}: {echapper(mots.phrase(case))}</p></li>"
    )


def liste(lignes: Iterable[str]) -> str:
    """Return the sentences of the *gisements*."""
    return f'<ul class="gisements" data-sur-place>{"".join(lignes)}</ul>'


def section_legere(m: Matrice) -> str:
    """Return everything as plain HTML for the light page of a territory, under its heading: cells lead to the list."""

    def adresse(case: Case) -> str:
        return adresse_explorateur(case, "/fiches")

    ici, dessous = gisements(m, adresse)
    donnees = f"/api/v1/zones?territoire={m.territoire.id}{'&demo=1' if m.demo else ''}"
    demo = f'<p class="message attention">{echapper(mots.demo(m))}</p>' if m.demo else ""
    relier = f"<h3>À relier</h3>{liste([*ici, *dessous][:PHRASES_LEGERES])}" if ici or dessous else ""
    return (
        f"<p><b>{echapper(mots.resume(m))}</b></p><p>{echapper(mots.PRUDENCE)}</p>{demo}{legende(m)}{matrice(m, adresse)}"
        f'{relier}<p class="renvoi">{lien(adresse_onglet(m.territoire.id), "Ce qui fonde chaque case, et la carte")}, '
        f"{lien(donnees, 'les mêmes zones en JSON')}</p>"
    )


# --- what a cell rests on ---


def question(case: Case, **autres: tuple[str, ...]) -> Recherche:
    """Return what to ask the explorer to list the pratiques of a cell located in its territory."""
    return Recherche(
        territoire=case.territoire_id,
        theme=(case.theme,) if case.theme else (),
        **autres,  # type: ignore[arg-type]
    )


def adresse_explorateur(case: Case, chemin: str = "/explorer", **autres: tuple[str, ...]) -> str:
    """Return the address of that question."""
    return f"{chemin}?{urlencode(question(case, **autres).to_params(), doseq=True)}"


def detail(d: Detail, noms: Noms) -> str:
    """Return everything that a cell rests on; `noms` names the territories where efforts were noted."""
    return "".join(
        (
            f'<p><span class="zone z-{_forme(d.case)}">{echapper(libelle("zone", d.case.classe))}</span></p>',
            f'<p class="phrase-zone">{echapper(mots.phrase(d.case))}</p>',
            _partie("Alliances en cours", _pratiques(d.alliances)),
            _partie("Alliances terminées", _pratiques(d.finies)),
            *(_partie(titre, _structures(d.structures, cote)) for cote, titre in _COTES.items()),
            _partie("Autres pratiques", _autres(d)),
            _partie("Jusqu’où on a cherché", _efforts(d, noms)),
        )
    )


_COTES = {"es": "Entrepreneurs sociaux", "ts": "Travail social"}


def _partie(titre: str, contenu: str) -> str:
    return f'<section class="partie-zone"><h3>{titre}</h3>{contenu}</section>' if contenu else ""


def _pratiques(lues: Sequence[PratiqueVue]) -> str:
    return f'<ul class="appuis">{"".join(map(_pratique, lues))}</ul>' if lues else ""


def _pratique(p: PratiqueVue) -> str:
    precisions = [
        p.lieu or "",
        "déclarée pour tout ce territoire" if p.couvre else "",
        libelle("activite", p.activite).lower() if p.activite else "activité non précisée",
    ]
    demo = f" {badge('Démonstration', 'demo')}" if p.est_demo else ""
    suite = ", ".join(x for x in precisions if x)
    return f"<li>{lien(adresse_pratique(p.id), p.titre)}{demo} <small>{echapper(suite)}</small></li>"


def _structures(lues: Sequence[StructureVue], cote: str) -> str:
    noms = [s.nom + (" (des deux côtés)" if s.es and s.ts else "") for s in lues if getattr(s, cote)]
    if not noms:
        return ""
    debut = f"<p>{echapper(enumeration(noms[:NOMS_MONTRES]))}</p>"
    if len(noms) <= NOMS_MONTRES:
        return debut
    reste = "".join(f"<li>{echapper(n)}</li>" for n in noms[NOMS_MONTRES:])
    return (
        f"<p>{echapper(', '.join(noms[:NOMS_MONTRES]))}…</p>"
        f"<details><summary>Et {nombre(len(noms) - NOMS_MONTRES)} autres</summary><ul>{reste}</ul></details>"
    )


def _autres(d: Detail) -> str:
    """Return the pratiques that are no alliance, those that cover from above first, and the way to the explorer."""
    p = d.case.presence
    reste = [x for x in d.pratiques if x.mixite != "mixte"]
    couvrent = [x for x in reste if x.couvre]
    ici = p.pratiques - p.couvrantes
    liens = []
    if ici:
        liens.append(
            lien(
                adresse_explorateur(d.case), f"Voir dans l’explorateur ({pluriel(ici, 'pratique')} sur place)"
            )
        )
    if p.alliances + p.terminees:
        liens.append(lien(adresse_explorateur(d.case, mixite=("mixte",)), "Les mixtes seulement"))
    renvoi = f'<p class="renvoi">{", ".join(liens)}</p>' if liens else ""
    return _pratiques([*couvrent, *(x for x in reste if not x.couvre)][:NOMS_MONTRES]) + renvoi


def _efforts(d: Detail, noms: Noms) -> str:
    lignes = "".join(
        f"<li>{echapper(mots.effort(cote, d.case.effort(cote), noms, d.territoire.id))}</li>"
        for cote in COTES
    )
    return f'<ul class="efforts">{lignes}</ul>'


def repartition(m: Matrice, theme: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the class of each child of a matrix for a theme, and what each says on the map."""
    cases = {t.id: m.case(t.id, theme) for t in m.enfants}
    classes = {i: case.classe for i, case in cases.items()}
    return classes, {i: _dire(case) for i, case in cases.items()}


def _dire(case: Case) -> str:
    comptes = mots.court(case)
    return libelle("zone", case.classe) + (f"{INSECABLE}: {comptes}" if comptes else "")


def theme_a_montrer(m: Matrice) -> str:
    """Return the theme whose map says the most: where there is most to join up, then where most is known."""
    classes = {theme: list(repartition(m, theme)[0].values()) for theme in THEMES}
    return max(THEMES, key=lambda t: (classes[t].count(GISEMENT), sum(c in CONNUES for c in classes[t])))


def titre_de_carte(m: Matrice, theme: str) -> str:
    """Return what the map shows, for who does not see it."""
    return f"Carte des zones blanches, {mots.theme(theme)}, {m.territoire.libelle}. Le tableau dit la même chose."
