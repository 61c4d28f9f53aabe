"""The pieces of a pratique's sheet, as escaped HTML: pure functions on what was read."""

from collections.abc import Iterable, Sequence

from observatoire.pratiques import Partenaire, Pratique, Proche, Source
from observatoire.territoires import NIVEAUX
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web import fragments, textes
from observatoire.web.alliance import figure_alliance
from observatoire.web.formats import INSECABLE, date_fr, enumeration, periode
from observatoire.web.fragments import echapper

RAPPORT = "le compte rendu de La Grande Rencontre"
_GROUPES = (
    ("es", "Entrepreneurs sociaux"),
    ("les_deux", "Les deux côtés"),
    ("ts", "Travailleurs sociaux"),
    ("", "Autres partenaires"),
)
_ETIQUETTES = (
    ("Thèmes", "thematiques", "thematique", "theme"),
    ("Publics", "publics", "public", "public"),
    ("Objectifs", "objectifs", "objectif", "objectif"),
)


def entete(p: Pratique) -> str:
    """Return the title's badges, and the summary."""
    activite = vocabulaire("activite").get(p.activite)
    badges = [
        fragments.pastille(p.mixite),
        fragments.badge_origine(p.origine, confirmee=p.confirmee_le is not None),
        fragments.badge(activite.libelle) if activite else "",
    ]
    return f'<div class="rangee">{"".join(badges)}</div><p class="chapeau">{echapper(p.resume)}</p>'


def provenance(p: Pratique) -> str:
    """Return one sentence that says what this sheet is worth."""
    if p.confirmee_le:
        return f"Confirmée par ceux qui y prennent part le {date_fr(p.confirmee_le)}."
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


def recit(p: Pratique) -> list[tuple[str, str]]:
    """Return the parts of the story that are known: (title, text)."""
    parties = (
        ("Ce qui a été fait", p.recit),
        ("Ce que cela a donné", p.resultats),
        ("Ce qui n’a pas marché", p.difficultes),
    )
    return [(titre, texte) for titre, texte in parties if texte]


def alliance(p: Pratique) -> str:
    """Return the picture of the alliance and its partners, by side, each with its role and what it brings."""
    colonnes = "".join(
        f'<div class="cote {code or "autre"}"><h3>{echapper(titre)}</h3><ul>{"".join(map(_partenaire, membres))}</ul></div>'
        for code, titre in _GROUPES
        if (membres := _du_groupe(p.partenaires, code))
    )
    return f'<div class="avec-qui">{figure_alliance(p.partenaires, p.mixite)}<div class="cotes">{colonnes}</div></div>'


def _du_groupe(partenaires: Sequence[Partenaire], code: str) -> list[Partenaire]:
    connus = {c for c, _ in _GROUPES if c}
    return [p for p in partenaires if (p.cote == code if code else p.cote not in connus)]


def _partenaire(p: Partenaire) -> str:
    role = f"<small>{echapper(libelle('role', p.role))}</small>" if p.role else ""
    cote = f"<small>{echapper(libelle('cote', p.cote))}</small>" if p.cote in ("public", "inconnu") else ""
    echanges = "".join(
        f"<p><em>{titre}</em> {echapper(enumeration(libelle('apport', a).lower() for a in apports))}</p>"
        for titre, apports in (("Apporte", p.apporte), ("Cherche", p.cherche))
        if apports
    )
    confirmee = fragments.badge("Confirmé", "plein") if p.confirmation == "confirmee" else ""
    return f"<li><b>{echapper(p.nom)}</b>{confirmee}{role}{cote}{echanges}</li>"


def reperes(p: Pratique, liste: str = "/explorer") -> str:
    """Return the facts as a list of terms, linked to a list of pratiques; what is not known is left to `non_dit`."""
    lignes: list[tuple[str, str]] = [("Où", echapper(enumeration(p.lieux)) if p.lieux else textes.SANS_LIEU)]
    if p.annee_debut or p.annee_fin:
        lignes.append(("Quand", echapper(periode(p.annee_debut, p.annee_fin)).capitalize()))
    if p.forme:
        lignes.append(("Forme", _filtre(liste, "forme", p.forme, libelle("forme", p.forme))))
    for titre, champ, nom, filtre in _ETIQUETTES:
        codes = getattr(p, champ)
        if codes:
            lignes.append((titre, ", ".join(_filtre(liste, filtre, c, libelle(nom, c)) for c in codes)))
    if p.causes_arret:
        lignes.append(
            ("Pourquoi l’arrêt", echapper(enumeration(libelle("cause_arret", c) for c in p.causes_arret)))
        )
    if p.site and fragments.lien_sur(p.site):
        lignes.append(("Site", fragments.lien(p.site, p.site)))
    if p.mots_libres:
        lignes.append(("Mots de la source", echapper(", ".join(p.mots_libres))))
    return f'<dl class="reperes-fiche">{"".join(f"<dt>{t}</dt><dd>{v}</dd>" for t, v in lignes)}</dl>'


def _filtre(liste: str, champ: str, code: str, texte: str) -> str:
    return fragments.lien(f"{liste}?{champ}={code}", texte)


def freins_et_leviers(p: Pratique) -> str:
    """Return what held back and what helped, '' when neither is known."""
    colonnes = "".join(
        f"<div><h3>{titre}</h3><ul>{''.join(f'<li>{echapper(libelle(nom, c))}</li>' for c in codes)}</ul></div>"
        for titre, nom, codes in (
            ("Ce qui a freiné", "frein", p.freins),
            ("Ce qui a aidé", "levier", p.leviers),
        )
        if codes
    )
    return f'<div class="freins">{colonnes}</div>' if colonnes else ""


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


def citer(p: Pratique, base: str) -> str:
    """Return the reference to copy."""
    return (
        f"«{INSECABLE}{p.titre}{INSECABLE}», Observatoire des bonnes pratiques ES/TS, version {p.version} "
        f"du {date_fr(p.maj_a)}, {base}/fiche/{p.id} ({p.licence})."
    )


def proches(lus: Iterable[Proche]) -> str:
    """Return the cards of the pratiques that look like this one, each with the reason."""
    cartes = []
    for proche in lus:
        r = proche.resume
        carte = fragments.carte_pratique(
            r.id,
            r.titre,
            r.resume,
            lieu=r.lieu,
            mixite=r.mixite,
            origine=r.origine,
            confirmee=bool(r.confirmee_le),
        )
        cartes.append(
            f'{carte}<p class="raison">En commun{INSECABLE}: {echapper(_en_commun(proche.communs))}</p>'
        )
    return fragments.grille(cartes)


def _en_commun(codes: Sequence[str]) -> str:
    mots = []
    for code in codes:
        niveau = code.partition("-")[0]
        noms = [v.get(code) for v in map(vocabulaire, ("thematique", "public", "objectif", "forme"))]
        valeur = next((v for v in noms if v), None)
        if valeur:
            mots.append(_dans_une_phrase(valeur.court))
        elif niveau in NIVEAUX:
            mots.append(
                f"{'la même' if niveau in ('commune', 'epci') else 'le même'} {NIVEAUX[niveau].lower()}"
            )
    return enumeration(list(dict.fromkeys(mots))[:4]) + ("…" if len(mots) > 4 else "")


def _dans_une_phrase(mots: str) -> str:
    """Return words without their capital, acronyms left alone."""
    return mots if mots[1:2].isupper() else mots[:1].lower() + mots[1:]
