"""The pieces of a pratique's sheet, as escaped HTML: pure functions on what was read."""

from collections.abc import Iterable, Sequence
from datetime import date

from observatoire.clock import a_paris, aujourd_hui
from observatoire.pratiques import Alentours, Evolution, Parole, Partenaire, Pratique, Source, fraicheur_de
from observatoire.retours import Paroles
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web import fragments, inspirations, pieces, portrait, textes, voix
from observatoire.web.alliance import figure_alliance
from observatoire.web.confiance import badge_confiance, dire
from observatoire.web.formats import INSECABLE, date_fr, enumeration, periode
from observatoire.web.fragments import echapper
from observatoire.web.qualite import explication
from observatoire.web.verification import verification

RAPPORT = "le compte rendu de La Grande Rencontre"
_GROUPES = (
    ("es", "Entrepreneurs sociaux"),
    ("les_deux", "Les deux côtés"),
    ("ts", "Travailleurs sociaux"),
    ("", "Autres partenaires"),
)
RESULTATS = "Ce que cela a donné"
CHAMPS = {
    "titre": "titre",
    "resume": "résumé",
    "recit": "récit",
    "resultats": "résultats",
    "difficultes": "ce qui n’a pas marché",
    "forme": "forme",
    "objectifs": "objectifs",
    "thematiques": "thèmes",
    "publics": "publics",
    "partenaires": "partenaires",
    "portee": "lieux",
    "territoires": "lieux",
    "lieu_protege": "lieu protégé",
    "activite": "activité",
    "causes_arret": "causes de l’arrêt",
    "annee_debut": "année de début",
    "annee_fin": "année de fin",
    "acquis": "ce qui a marché quand même",
    "a_refaire": "ce qu’on referait",
    "condition_manquante": "la condition qui a manqué",
    "freins": "freins",
    "leviers": "leviers",
    "effets": "effets des leviers",
    "liens": "ce dont elle s’inspire",
    "site": "site",
    "pieces": "photos et documents",
}
"""How a change names each field of a contribution."""
ETIQUETTES = (
    ("Thèmes", "thematiques", "thematique", "theme"),
    ("Publics", "publics", "public", "public"),
    ("Objectifs", "objectifs", "objectif", "objectif"),
)


def entete(p: Pratique) -> str:
    """Return the title's badges, and the summary."""
    activite = vocabulaire("activite").get(p.activite)
    badges = [
        fragments.pastille(p.mixite),
        badge_confiance(p),
        fragments.badge(activite.libelle) if activite else "",
    ]
    return f'<div class="rangee">{"".join(badges)}</div><p class="chapeau">{echapper(p.resume)}</p>'


def provenance(p: Pratique) -> str:
    """Return one sentence that says what this sheet is worth."""
    if p.confirmee_le:
        return _confirmee(p, p.confirmee_le)
    if p.origine == "rapport":
        complement = (
            "Nous reprenons ce qu’il en dit, sans rien y ajouter."
            if all(s.table_rapport is not None for s in p.sources)
            else "Complété par les pages publiques citées plus bas, non confirmé par ses partenaires."
        )
        return f"Exemple cité dans {RAPPORT} du 13{INSECABLE}décembre 2021. {complement}"
    if p.origine == "documentee":
        date = f" du {date_fr(p.source_le)}" if p.source_le else ""
        return f"Documentée par une source publique{date}, non confirmée par ses partenaires{INSECABLE}: sa situation a pu changer."
    if p.origine == "demo":
        return "Exemple inventé pour essayer l’outil\u00a0: cette pratique n’existe pas."
    return "Racontée par quelqu’un qui y prend part, et relue par la modération."


def _confirmee(p: Pratique, jour: date) -> str:
    """Return who confirmed a sheet, and what to think of it when that was long ago."""
    par = dire(p.confirmations).capitalize() or "Confirmée par ceux qui y prennent part"
    ancienne = fraicheur_de(jour, aujourd_hui()) == "a_reconfirmer"
    suite = " C’était il y a plus de deux ans\u00a0: sa situation a pu changer." if ancienne else ""
    return f"{par}, la dernière fois le {date_fr(jour)}.{suite}"


def recit(p: Pratique) -> list[tuple[str, str]]:
    """Return the parts of the story that are known: (title, text)."""
    return [*faits(p), *bilan(p)]


def faits(p: Pratique) -> list[tuple[str, str]]:
    """Return what was done, when it is told: (title, text)."""
    return [("Ce qui a été fait", p.recit)] if p.recit else []


def bilan(p: Pratique) -> list[tuple[str, str]]:
    """Return what came of it, what did not work included: (title, text)."""
    parties = (
        (RESULTATS, p.resultats),
        ("Ce qui n’a pas marché", p.difficultes),
        ("Ce qui a marché quand même", p.acquis),
        ("Ce qu’on referait", p.a_refaire),
        ("La condition qui a manqué", p.condition_manquante),
    )
    return [(titre, texte) for titre, texte in parties if texte]


def preuve(p: Pratique, titre: str) -> str:
    """Return what the results stand on, to say under them; '' under any other title."""
    valeur = vocabulaire("niveau_preuve").get(p.niveau_preuve)
    if titre != RESULTATS or valeur is None:
        return ""
    return f"Niveau de preuve{INSECABLE}: {valeur.libelle.lower()}. {valeur.description}"


def raconter(parties: Iterable[tuple[str, str]], p: Pratique) -> str:
    """Return parts of the story, each under its title."""
    return "".join(
        f'<h2>{echapper(titre)}</h2><p class="texte">{echapper(texte)}</p>'
        + (f'<p class="preuve">{echapper(note)}</p>' if (note := preuve(p, titre)) else "")
        for titre, texte in parties
    )


def recit_entier(p: Pratique, autour: Alentours, paroles: Paroles) -> list[str]:
    """Return the story in the order a reader enjoys: what, with whom, what held back and helped, how it went, sources."""
    freins = freins_et_leviers(p, autour.paroles)
    manques = non_dit(p)
    parties = (
        raconter(faits(p), p),
        pieces.photos(p.pieces),
        f"<h2>Avec qui</h2>{alliance(p)}" if p.partenaires else "",
        f"<h2>Freins et leviers</h2>{freins}" if freins else "",
        raconter(bilan(p), p),
        voix.partie(paroles),
        inspirations.partie(p, autour),
        documents(p),
        f"<h2>Sources</h2>{sources(p.sources)}",
        f'<p class="non-dit">{echapper(manques)}</p>' if manques else "",
        explication(p),
        f"<h2>Histoire de la fiche</h2>{liste_historique(p, autour.evolutions)}",
    )
    return [partie for partie in parties if partie]


def documents(p: Pratique) -> str:
    """Return the documents joined to a published sheet, under their title; '' when there is none."""
    liste = pieces.documents(p.pieces)
    return f"<h2>Documents</h2>{liste}" if liste else ""


def alliance(p: Pratique, liste: str = "/explorer") -> str:
    """Return the picture of the alliance and its partners, by side, each with its role and what it brings.

    A name leads to what the same structure does elsewhere, in a list of pratiques.
    """
    colonnes = "".join(
        f'<div class="cote {code or "autre"}"><h3>{echapper(titre)}</h3><ul>'
        f"{''.join(_partenaire(m, liste) for m in membres)}</ul></div>"
        for code, titre, membres in par_cote(p)
    )
    return (
        f'<div class="avec-qui">{figure_alliance(p.partenaires, p.mixite)}<div class="cotes">{colonnes}</div></div>'
        f"{verification(p)}"
    )


def par_cote(p: Pratique) -> list[tuple[str, str, list[Partenaire]]]:
    """Return (side, its name, its partners), '' for the partners of neither side; sides without partner left out."""
    connus = {c for c, _ in _GROUPES if c}
    groupes = (
        (code, titre, [m for m in p.partenaires if (m.cote == code if code else m.cote not in connus)])
        for code, titre in _GROUPES
    )
    return [groupe for groupe in groupes if groupe[2]]


def place(m: Partenaire) -> list[str]:
    """Return a partner's role, and its side when its group does not say it; what is not known is left out."""
    role = libelle("role", m.role) if m.role else ""
    cote = libelle("cote", m.cote) if m.cote in ("public", "inconnu") else ""
    return [dit for dit in (role, cote) if dit]


def echanges(m: Partenaire) -> list[tuple[str, str]]:
    """Return what a partner brings and looks for, in words."""
    genres = (("Apporte", m.apporte), ("Cherche", m.cherche))
    return [
        (titre, enumeration(libelle("apport", a).lower() for a in apports))
        for titre, apports in genres
        if apports
    ]


def _partenaire(m: Partenaire, liste: str) -> str:
    lignes = "".join(f"<small>{echapper(dit)}</small>" for dit in place(m))
    dits = "".join(f"<p><em>{titre}</em> {echapper(mots)}</p>" for titre, mots in echanges(m))
    confirmee = fragments.badge("Confirmé", "plein") if m.confirmation == "confirmee" else ""
    nom = (
        fragments.lien(f"{liste}?structure={m.cle_structure}", m.nom) if m.cle_structure else echapper(m.nom)
    )
    return f"<li><b>{nom}</b>{confirmee}{lignes}{dits}</li>"


def _ou(p: Pratique, adresse: portrait.Adresse) -> str:
    """Return the declared territories, each a link to its page."""
    if len(p.lieux) != len(p.territoires):
        return echapper(enumeration(p.lieux)) if p.lieux else textes.SANS_LIEU
    liens = [fragments.lien(adresse(t), nom) for nom, t in zip(p.lieux, p.territoires, strict=True)]
    return enumeration(liens) if liens else textes.SANS_LIEU


def reperes(p: Pratique, liste: str = "/explorer") -> str:
    """Return the facts as a list of terms, linked to a list of pratiques; what is not known is left to `non_dit`."""
    lignes: list[tuple[str, str]] = [
        ("Où", _ou(p, portrait.adresse_page if liste == "/explorer" else portrait.adresse_legere))
    ]
    if p.annee_debut or p.annee_fin:
        lignes.append(("Quand", echapper(periode(p.annee_debut, p.annee_fin)).capitalize()))
    if p.forme:
        lignes.append(("Forme", _filtre(liste, "forme", p.forme, libelle("forme", p.forme))))
    for titre, champ, nom, filtre in ETIQUETTES:
        codes = getattr(p, champ)
        if codes:
            lignes.append((titre, ", ".join(_filtre(liste, filtre, c, libelle(nom, c)) for c in codes)))
    if p.causes_arret:
        lignes.append(("Pourquoi l’arrêt", echapper(causes_dites(p))))
    if p.site and fragments.lien_sur(p.site):
        lignes.append(("Site", fragments.lien(p.site, p.site)))
    if p.mots_libres:
        lignes.append(("Mots de la source", echapper(", ".join(p.mots_libres))))
    return f'<dl class="reperes-fiche">{"".join(f"<dt>{t}</dt><dd>{v}</dd>" for t, v in lignes)}</dl>'


def causes_dites(p: Pratique) -> str:
    """Return why it ended, the main cause first."""
    premiere, *autres = (libelle("cause_arret", c) for c in p.causes_arret)
    return f"{premiere}, puis {enumeration(a.lower() for a in autres)}" if autres else premiere


def _filtre(liste: str, champ: str, code: str, texte: str) -> str:
    return fragments.lien(f"{liste}?{champ}={code}", texte)


def freins_et_leviers(p: Pratique, paroles: Sequence[Parole] = ()) -> str:
    """Return what held back and what helped, each with the report's words on it; '' when neither is known."""
    dites = {(q.vocabulaire, q.code): q for q in paroles}
    colonnes = "".join(
        f"<div><h3>{titre}</h3><ul>{''.join(_frein(nom, c, dites.get((nom, c))) for c in codes)}</ul></div>"
        for titre, nom, codes in freins_par_genre(p)
    )
    effets = "".join(f"<li>{echapper(phrase)}</li>" for phrase in effets_dits(p))
    suite = f'<h3>{EFFETS}</h3><ul class="effets">{effets}</ul>' if effets else ""
    return f'<div class="freins">{colonnes}</div>{suite}' if colonnes or suite else ""


EFFETS = "Ce que chaque levier a changé"


def effets_dits(p: Pratique) -> list[str]:
    """Return what each lever changed for an obstacle, one sentence each."""
    return [
        f"Face à «{INSECABLE}{libelle('frein', e.frein)}{INSECABLE}», «{INSECABLE}{libelle('levier', e.levier)}{INSECABLE}»"
        f"{INSECABLE}: {libelle('effet', e.effet).lower()}."
        for e in p.effets
    ]


def freins_par_genre(p: Pratique) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (title, vocabulary, codes) of the obstacles then of the levers, those that are known."""
    genres = (("Ce qui a freiné", "frein", p.freins), ("Ce qui a aidé", "levier", p.leviers))
    return [genre for genre in genres if genre[2]]


def _frein(nom: str, code: str, parole: Parole | None) -> str:
    valeur = vocabulaire(nom).get(code)
    description = f"<small>{echapper(valeur.description)}</small>" if valeur else ""
    return f"<li><b>{echapper(libelle(nom, code))}</b>{description}{_parole(parole)}</li>"


def _parole(parole: Parole | None) -> str:
    if parole is None:
        return ""
    return (
        f"<details><summary>Ce qu’en dit le compte rendu</summary><blockquote>«{INSECABLE}{echapper(parole.texte)}{INSECABLE}»</blockquote>"
        f"<cite>La Grande Rencontre, {echapper(_tables(parole.tables))}</cite></details>"
    )


def _tables(tables: Sequence[int]) -> str:
    numeros = [str(t) for t in sorted(tables) if t]
    nommees = f"table{'s' if len(numeros) > 1 else ''}{INSECABLE}{enumeration(numeros)}" if numeros else ""
    return enumeration(filter(None, (nommees, "étude et synthèse" if 0 in tables else "")))


def sources(lues: Sequence[Source]) -> str:
    """Return where the facts come from: the report's words quoted, pages with their date and link."""
    return f'<ul class="sources">{"".join(map(_source, lues))}</ul>'


def _source(s: Source) -> str:
    date = f" <small>{date_fr(s.date_le)}</small>" if s.date_le else ""
    citation = (
        f"<blockquote>«{INSECABLE}{echapper(s.citation)}{INSECABLE}»</blockquote>" if s.citation else ""
    )
    return f"<li>{citation}<cite>{fragments.lien(s.url, s.titre)}</cite>{date}</li>"


def non_dit(p: Pratique) -> str:
    """Return, in one sentence, what nobody has said of this pratique; '' when everything is known."""
    manques = [
        mots
        for mots, connu in (
            ("son récit détaillé", p.recit),
            ("ses résultats", p.resultats),
            ("ce qui n’a pas marché", p.difficultes),
            ("son lieu", p.lieux),
            ("son année de début", p.annee_debut),
            ("où elle en est aujourd’hui", p.activite),
            ("avec qui elle est menée", p.partenaires),
            ("ce que chacun apporte", any(x.apporte for x in p.partenaires)),
        )
        if not connu
    ]
    return f"Ce que les sources ne disent pas{INSECABLE}: {enumeration(manques)}." if manques else ""


def historique(p: Pratique, evolutions: Sequence[Evolution]) -> list[str]:
    """Return what happened to a published sheet, the newest first, without anybody's name."""
    dites = [(a_paris(p.publiee_a).date(), f"Publiée le {date_fr(p.publiee_a)}.")]
    for e in evolutions:
        noms = list(dict.fromkeys(CHAMPS[c] for c in e.champs if c in CHAMPS))
        quoi = f"{INSECABLE}: {enumeration(noms)}." if noms else "."
        dites.append((a_paris(e.a).date(), f"Modifiée le {date_fr(e.a)}{quoi}"))
    if p.confirmee_le:
        dites.append(
            (
                p.confirmee_le,
                f"Confirmée par des personnes qui y prennent part, la dernière fois le {date_fr(p.confirmee_le)}.",
            )
        )
    return [phrase for _, phrase in sorted(dites, key=lambda dite: dite[0])][::-1]


def liste_historique(p: Pratique, evolutions: Sequence[Evolution]) -> str:
    """Return the same, as a list."""
    return (
        f'<ul class="histoire">{"".join(f"<li>{echapper(d)}</li>" for d in historique(p, evolutions))}</ul>'
    )
