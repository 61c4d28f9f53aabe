"""Which alliance clause a funder can ask for, from what is known of the place and the theme. Pure functions.

A clause that nobody there can meet keeps everybody out; one that asks for nothing changes nothing. The rule reads, in each
cell territory × theme, how many pairs of distinct structures (one on each side) could be made, and how many alliances are
there already. Over several cells it keeps what holds in all of them. More structures, more alliances or more money never
give a weaker clause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from observatoire.analyses.zones.model import Case

DONNEES_INSUFFISANTES = "donnees_insuffisantes"
AUCUN, RENCONTRE, BONIFICATION = "aucun", "financer_la_rencontre", "bonification"
VOLET, BINOME = "volet_reserve", "binome_obligatoire"
CLAUSES: Mapping[str, str] = {
    AUCUN: "Aucune clause",
    RENCONTRE: "Financer d’abord la rencontre",
    BONIFICATION: "Bonifier les candidatures à deux",
    VOLET: "Réserver un volet aux binômes",
    BINOME: "Exiger un binôme",
}
"""From what asks least to what asks most."""
EXPLICATIONS: Mapping[str, str] = {
    AUCUN: "Sans les deux côtés sur place, une clause écarterait tout le monde\u00a0: ouvrez l’appel à tous, et dites que les alliances sont bienvenues.",
    RENCONTRE: "Les deux côtés sont là, peu nombreux, et rien ne les relie\u00a0: payez d’abord le temps de se connaître (réunions, immersions, diagnostic partagé).",
    BONIFICATION: "Donnez des points de plus aux candidatures portées par un ES et un TS, sans écarter les autres.",
    VOLET: "Réservez une part de l’enveloppe aux candidatures portées par un ES et un TS\u00a0; le reste est ouvert à tous.",
    BINOME: "Des binômes existent et d’autres peuvent se former\u00a0: demandez qu’un ES et un TS portent ensemble chaque candidature.",
    DONNEES_INSUFFISANTES: "L’observatoire ne sait pas encore qui est là\u00a0: notez un effort d’observation sur ce territoire, ou demandez une rencontre plutôt qu’une obligation.",
}
PEU, ASSEZ = 3, 5
"""Pairs from which a few can answer, from which a competition is fair."""
ALLIANCES_RODEES = 3
MONTANT_BINOME, MONTANT_VOLET = Decimal(30_000), Decimal(10_000)
"""Euros under which an obligation, a reserved share, asks for more than it gives."""
JURISTE = (
    "Dans un marché public, une obligation de candidater à deux fermerait la concurrence\u00a0: l’observatoire propose une "
    "bonification ou un lot. Faites-les relire par un juriste\u00a0: un critère doit rester lié à l’objet du marché, et un lot "
    "réservé n’est possible que dans les cas prévus par le code de la commande publique."
)


@dataclass(frozen=True, slots=True)
class Faits:
    """What is known of one cell; a side is None when nobody is known there and nobody looked."""

    es: int | None
    ts: int | None
    deux: int
    """Structures of both sides, counted in both `es` and `ts`."""
    alliances: int

    @property
    def paires(self) -> int | None:
        """Pairs of distinct structures that could be made at once, None when a side is not known."""
        if self.es is None or self.ts is None:
            return None
        return min(self.es, self.ts, (self.es + self.ts - self.deux) // 2)


@dataclass(frozen=True, slots=True)
class Recommandation:
    """What to ask for, and the rule that fired, in words."""

    clause: str
    """A key of CLAUSES, or DONNEES_INSUFFISANTES."""
    regle: str
    """« 3 paires possibles, 1 alliance »: what was read and the threshold it met."""
    abaissee: str = ""
    """Why something weaker than what the place allows; '' when it was not lowered."""
    juriste: str = ""


def faits_de(case: Case) -> Faits:
    """Return what a cell of the white zones says of both sides."""
    connus = {
        cote: case.presence.du_cote(cote) if case.presence.du_cote(cote) or case.effort(cote).niveau else None
        for cote in ("es", "ts")
    }
    return Faits(connus["es"], connus["ts"], case.presence.deux, case.presence.alliances)


def recommander(
    cases: Sequence[Faits], montant_eur: Decimal | None, *, marche_public: bool = False
) -> Recommandation:
    """Return the strongest clause that can be met in every cell, lowered by the amount and by public procurement.

    `montant_eur` is what one application may receive at most; None is not known, and lowers nothing.
    """
    lues = [_une_case(f) for f in cases] or [_une_case(Faits(None, None, 0, 0))]
    clause, regle = min(lues, key=lambda lue: _force(lue[0]))
    if clause == DONNEES_INSUFFISANTES:
        return Recommandation(clause, regle, juriste=JURISTE if marche_public else "")
    plafond, motif = _plafond(montant_eur, marche_public=marche_public)
    if _force(clause) > _force(plafond):
        return Recommandation(plafond, regle, motif, JURISTE if marche_public else "")
    return Recommandation(clause, regle, juriste=JURISTE if marche_public else "")


def _une_case(f: Faits) -> tuple[str, str]:
    """Return the clause that a cell allows, and the sentence of the rule that fired."""
    paires = f.paires
    if paires is None:
        inconnus = [
            n for n, v in (("entrepreneurs sociaux", f.es), ("travailleurs sociaux", f.ts)) if v is None
        ]
        return DONNEES_INSUFFISANTES, f"Personne n’a cherché les {' ni les '.join(inconnus)} ici."
    dits = f"{_pluriel(paires, 'paire')} possible{'s' if paires > 1 else ''}, {_pluriel(f.alliances, 'alliance')} en cours"
    if paires == 0:
        return AUCUN, f"{dits}\u00a0: aucun binôme ne peut se former."
    if paires >= ASSEZ and f.alliances >= ALLIANCES_RODEES:
        return BINOME, f"{dits}\u00a0: au moins {ASSEZ} paires et {ALLIANCES_RODEES} alliances."
    if paires >= PEU and f.alliances:
        return VOLET, f"{dits}\u00a0: au moins {PEU} paires et une alliance."
    if paires >= PEU or f.alliances:
        return BONIFICATION, f"{dits}\u00a0: au moins {PEU} paires, ou une alliance."
    return RENCONTRE, f"{dits}\u00a0: moins de {PEU} paires, et aucune alliance."


def _plafond(montant_eur: Decimal | None, *, marche_public: bool) -> tuple[str, str]:
    """Return the strongest clause that the amount and the law allow, and why."""
    if montant_eur is not None and montant_eur < MONTANT_VOLET:
        return (
            BONIFICATION,
            f"Sous {_milliers(MONTANT_VOLET)} par candidature, une obligation demanderait plus qu’elle ne donne.",
        )
    if marche_public:
        return VOLET, "Dans un marché public, l’observatoire ne propose jamais d’obligation."
    if montant_eur is not None and montant_eur < MONTANT_BINOME:
        return (
            VOLET,
            f"Sous {_milliers(MONTANT_BINOME)} par candidature, une obligation demanderait plus qu’elle ne donne.",
        )
    return BINOME, ""


def _force(clause: str) -> int:
    """Return how much a clause asks; what is not known asks least of all."""
    return -1 if clause == DONNEES_INSUFFISANTES else list(CLAUSES).index(clause)


def _pluriel(n: int, mot: str) -> str:
    return f"{n}\u00a0{mot}{'s' if n > 1 else ''}"


def _milliers(montant: Decimal) -> str:
    return f"{int(montant):,}".replace(",", "\u202f") + "\u00a0€"
