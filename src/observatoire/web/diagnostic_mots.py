"""A shared diagnosis in words and figures, the same for the page, the light page and the printed document. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from observatoire.analyses.zones import THEMES
from observatoire.diagnostics import BLOCS, BROUILLON, COMMUN, COTES, SIGNE, Chiffres, EtatSignature, Vue
from observatoire.vocabulaires import libelle
from observatoire.web import zones_mots
from observatoire.web.formats import FINE, INSECABLE, date_fr, enumeration, instant_fr, nombre, pluriel
from observatoire.web.portrait import NON_DISPONIBLE

LECTURES = {
    "es": "Lecture des entrepreneurs sociaux",
    "ts": "Lecture du travail social",
    COMMUN: "Texte commun",
}
COTE = {"es": "entrepreneurs sociaux", "ts": "travail social"}
RIEN_ECRIT = "Rien n’est encore écrit."
NOMS_MONTRES = 60
"""Structures named; the count says the rest."""
VOIX = (
    "L’observatoire ne recueille pas encore la voix des personnes accompagnées\u00a0: aucune n’est comptée ici. Chaque côté "
    "peut écrire ce qu’il en a entendu, sans nommer personne."
)


@dataclass(frozen=True, slots=True)
class Tableau:
    """A table: its head, and rows whose first cell is a head with a small note."""

    colonnes: tuple[str, ...]
    rangees: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    """One a row: year and source."""
    nombres: bool = True
    """Cells are figures."""


@dataclass(frozen=True, slots=True)
class Liste:
    """Pratiques under a heading: id, title, precision."""

    titre: str
    pratiques: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class BlocDit:
    """One block of the document."""

    code: str
    titre: str
    phrases: tuple[str, ...] = ()
    tableau: Tableau | None = None
    listes: tuple[Liste, ...] = ()
    textes: tuple[tuple[str, str], ...] = ()
    """(side, text), in order; an empty text is one that nobody wrote."""


def blocs(vue: Vue) -> list[BlocDit]:
    """Return the document, block by block."""
    c, textes = vue.chiffres, vue.diagnostic.textes
    faits: dict[str, dict[str, Any]] = {
        "portrait": {"tableau": _portrait(c)},
        "offre_es": {"phrases": _offre(c, "es")},
        "offre_ts": {"phrases": _offre(c, "ts")},
        "alliances": {"phrases": tuple(_alliances(c)), "listes": tuple(_listes(c))},
        "zones": {"phrases": (zones_mots.PRUDENCE,), "tableau": _zones(c["zones"])},
        "voix": {"phrases": (VOIX,)},
    }
    return [
        BlocDit(
            code,
            bloc.titre,
            **faits.get(code, {}),
            textes=tuple((cote, textes[code, cote].texte) for cote in bloc.cotes),
        )
        for code, bloc in BLOCS.items()
    ]


# --- figures ---


def _portrait(c: Chiffres) -> Tableau:
    reperes = [r["id"] for r in c["reperes"]]
    return Tableau(
        ("Indicateur", c["territoire"], *(r["nom"] for r in c["reperes"])),
        tuple(
            (m["libelle"], _figure(m, m["ici"]), *(_figure(m, m["reperes"][i]) for i in reperes))
            for m in c["portrait"]
        ),
        tuple(_note(m) for m in c["portrait"]),
    )


def _figure(m: Mapping[str, Any], v: Mapping[str, Any] | None) -> str:
    if v is None:
        return NON_DISPONIBLE
    rond = m["unite"] == "%" and v["valeur"] in (0, 100)
    unite = f"{FINE}%" if m["unite"] == "%" else ""
    annee = f" ({v['annee']})" if v["annee"] != m["annee"] else ""
    return f"{nombre(v['valeur'], 0 if rond else m['decimales'])}{unite}{annee}"


def _note(m: Mapping[str, Any]) -> str:
    dite = m["unite"] == "%" or m["unite"].lower() in m["libelle"].lower()
    unite = "" if dite else f"{m['unite']}, "
    annee, source = str(m["annee"]), m["source"]
    return f"{unite}{source}." if source.endswith(annee) else f"{unite}{annee}. {source}."


def _offre(c: Chiffres, cote: str) -> tuple[str, ...]:
    offre = c["offre"][cote]
    n, noms = offre["structures"], offre["noms"]
    if not n:
        return (
            f"Aucune structure de ce côté n’est connue ici, ni plus haut jusqu’à la région. Ce n’est pas une absence{INSECABLE}: "
            "voyez jusqu’où on a cherché, dans les zones blanches.",
        )
    deux = c["offre"]["deux"]
    dont = f", dont {nombre(deux)} des deux côtés" if deux else ""
    montres = noms[:NOMS_MONTRES]
    reste = n - len(montres)
    suite = f", et {pluriel(reste, 'autre')}" if reste > 0 else ""
    liste = f"{', '.join(montres)}{suite}" if suite else enumeration(montres)
    combien = pluriel(n, "structure connue", "structures connues")
    return (f"{combien} de ce côté, ici ou dans une pratique qui couvre le territoire{dont}.", f"{liste}.")


def _alliances(c: Chiffres) -> Iterator[str]:
    p, a = c["pratiques"], c["alliances"]
    yield (
        f"Pratiques racontées{INSECABLE}: {nombre(p['ici'])} pour ce territoire, {nombre(p['dessous'])} pour une partie de lui, "
        f"{nombre(p['dessus'])} pour un territoire plus large qui le contient."
    )
    yield (
        f"Entre les deux côtés, ici ou d’un territoire plus large jusqu’à la région{INSECABLE}: "
        f"{pluriel(a['en_cours'], 'alliance en cours', 'alliances en cours')}, "
        f"{pluriel(a['terminees'], 'terminée')}."
    )
    if a["a_verifier"]:
        yield (
            f"{pluriel(a['a_verifier'], 'pratique nomme', 'pratiques nomment')} les deux côtés sans qu’on sache encore s’ils "
            f"agissent ensemble{INSECABLE}: à vérifier."
        )
    if p["arretees"]:
        yield _arrets(p)
    if p["demo"]:
        yield f"{pluriel(p['demo'], 'pratique de démonstration, inventée, compte', 'pratiques de démonstration, inventées, comptent')} dans ces nombres."


def _arrets(p: Mapping[str, Any]) -> str:
    causes = [
        f"{libelle('cause_arret', code).lower()} ({nombre(n)})" for code, n in p["causes"].items() if code
    ]
    pourquoi = f"{INSECABLE}: {enumeration(causes)}" if causes else ", sans cause racontée"
    arretees = pluriel(p["arretees"], "pratique arrêtée ou transformée", "pratiques arrêtées ou transformées")
    return f"{arretees}{pourquoi}. S’arrêter n’est pas échouer."


def _listes(c: Chiffres) -> Iterator[Liste]:
    for nom, titre in (("liste", "Alliances en cours"), ("finies", "Alliances terminées")):
        if c["alliances"][nom]:
            yield Liste(titre, tuple((p["id"], p["titre"], _precision(p)) for p in c["alliances"][nom]))


def _precision(p: Mapping[str, Any]) -> str:
    activite = libelle("activite", p["activite"]).lower() if p["activite"] else "activité non précisée"
    morceaux = (
        p["lieu"] or "", f"depuis {p['annee']}" if p["annee"] else "", activite, "démonstration" if p["demo"] else "",
    )  # fmt: skip
    return ", ".join(x for x in morceaux if x)


def _zones(zones: Mapping[str, Any]) -> Tableau:
    connus = [t for t in THEMES if t in zones]
    themes = [*connus, *(t for t in zones if t not in connus)]
    return Tableau(
        ("Thème", "Zone", "Structures", "Cherché côté ES", "Cherché côté TS"),
        tuple(
            (
                zones_mots.theme(theme), libelle("zone", z["classe"]), _structures(z),
                libelle("effort", z["effort_es"]), libelle("effort", z["effort_ts"]),
            )
            for theme in themes
            for z in [zones[theme]]
        ),
        ("",) * len(zones),
        nombres=False,
    )  # fmt: skip


def _structures(z: Mapping[str, Any]) -> str:
    comptes = ((z["es"], "ES"), (z["ts"], "TS"), (z["deux"], "des deux côtés"))
    return ", ".join(f"{nombre(n)}{INSECABLE}{mot}" for n, mot in comptes if n) or "aucune connue"


# --- where it stands ---


def est_signe(vue: Vue) -> bool:
    """Tell whether both sides have signed what is shown, and it still is what the observatory knows."""
    return all(s.vaut for s in vue.signatures.values())


def nom_de_l_etat(vue: Vue) -> str:
    """Return the state in words; a signature that fell is not told as standing."""
    etat = vue.diagnostic.etat
    return (
        "Signatures à reprendre" if etat == SIGNE and not est_signe(vue) else libelle("etat_diagnostic", etat)
    )


def date_des_chiffres(vue: Vue) -> str:
    """Return what the figures are of."""
    d = vue.diagnostic
    if d.etat == BROUILLON or d.chiffres_a is None:
        return f"Brouillon{INSECABLE}: les chiffres sont ceux du jour, et seront figés à l’ouverture à la signature."
    return f"Chiffres figés le {instant_fr(d.chiffres_a)}."


def signatures(vue: Vue) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (side, sentence, what changed since) for each side."""
    return [(cote, _signature(cote, vue.signatures[cote]), vue.signatures[cote].changes) for cote in COTES]


def _signature(cote: str, etat: EtatSignature) -> str:
    s = etat.signature
    if s is None:
        return f"Côté {COTE[cote]}{INSECABLE}: pas encore signé."
    qui = f"Côté {COTE[cote]}{INSECABLE}: signé"
    quand = f"le {instant_fr(s.signe_a)}, au nom de {s.au_nom_de}"
    return f"{qui} {quand}." if etat.vaut else f"{qui} sur une version antérieure, {quand}."


def depuis(vue: Vue) -> tuple[str, ...]:
    """Return what changed since the figures were frozen, as far as no fallen signature tells it."""
    dits = {c for s in vue.signatures.values() for c in s.changes}
    return tuple(c for c in vue.changes if c not in dits)


def auteurs(vue: Vue) -> str:
    """Return in whose names it is written."""
    dits = [
        f"{enumeration(noms)} ({COTE[cote]})" for cote, noms in vue.diagnostic.organisations.items() if noms
    ]
    return f"Écrit par {enumeration(dits)}. Ouvert le {date_fr(vue.diagnostic.cree_a)}."


def paragraphes(texte: str) -> Sequence[Sequence[str]]:
    """Return a text as paragraphs of lines."""
    return [bloc.splitlines() for bloc in texte.split("\n\n") if bloc.strip()]
