"""What an application must say to be deposited, how its budget is read, and how it may move. Pure functions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from stdnum import exceptions as fautes
from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret

from observatoire.alliance import Dossier, Membre, Verification, verifier
from observatoire.alliance.model import CONFIRMES
from observatoire.appels import Termes, ecrire_montant, lire_montant
from observatoire.candidatures.model import (
    A_COMPLETER,
    A_DECIDER,
    ACCEPTEE,
    BROUILLON,
    DEPOSEE,
    EN_RELECTURE,
    REFUSEE,
    RETIREE,
    SANS_SUITE,
    SOUS_RESERVE,
    Budget,
    ContenuCandidature,
    MembreSaisi,
    PosteSaisi,
    RessourceSaisie,
)
from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.contributions.rules import Bornes, erreur_texte
from observatoire.territoires.normalisation import normaliser
from observatoire.vocabulaires import vocabulaire

TRANSITIONS = {
    ("enregistrer", BROUILLON): BROUILLON,
    ("enregistrer", A_COMPLETER): A_COMPLETER,
    ("deposer", BROUILLON): DEPOSEE,
    ("deposer", A_COMPLETER): DEPOSEE,
    ("demander_complement", DEPOSEE): A_COMPLETER,
    ("mettre_en_lecture", DEPOSEE): EN_RELECTURE,
    ("clore_lecture", EN_RELECTURE): A_DECIDER,
    ("accepter", A_DECIDER): ACCEPTEE,
    ("accepter_sous_reserve", A_DECIDER): SOUS_RESERVE,
    ("refuser", A_DECIDER): REFUSEE,
    ("classer", A_COMPLETER): SANS_SUITE,
    ("retirer", BROUILLON): RETIREE,
    ("retirer", DEPOSEE): RETIREE,
    ("retirer", A_COMPLETER): RETIREE,
    ("retirer", EN_RELECTURE): RETIREE,
}
"""(verb, state) → state reached. What is not here is not possible."""

BORNES = {"titre": Bornes(8, 140), "resume": Bornes(80, 3_000), "besoins": Bornes(40, 2_000)}
LIGNES = frozenset({"resume", "besoins"})
NOMS = {"titre": "Le titre", "resume": "Ce que vous voulez faire", "besoins": "Les besoins"}
BORNES_NOM, BORNES_APPORT, BORNES_INTITULE = Bornes(2, 140), Bornes(10, 400), Bornes(3, 120)
MEMBRES_AU_PLUS, POSTES_AU_PLUS, RESSOURCES_AU_PLUS, TERRITOIRES_AU_PLUS = 8, 40, 12, 10
OUI_NON: dict[str, bool | None] = {"oui": True, "non": False, "": None}
BINOME = "binome_obligatoire"


def nettoyer(contenu: ContenuCandidature) -> ContenuCandidature:
    """Return the content as it is kept: blanks collapsed, empty rows of the budget left out."""
    textes: dict[str, Any] = {n: nettoyer_texte(getattr(contenu, n), lignes=n in LIGNES) for n in BORNES}
    membres = tuple(
        replace(
            m,
            nom=nettoyer_texte(m.nom),
            numero=m.numero.strip(),
            apport=nettoyer_texte(m.apport, lignes=True),
        )
        for m in contenu.membres
    )
    postes = tuple(
        replace(p, intitule=nettoyer_texte(p.intitule), montant=p.montant.strip())
        for p in contenu.postes
        if not p.vide
    )
    ressources = tuple(
        replace(r, origine=nettoyer_texte(r.origine), montant=r.montant.strip())
        for r in contenu.ressources
        if not r.vide
    )
    return replace(
        contenu,
        **textes,
        membres=membres,
        postes=postes,
        ressources=ressources,
        demande=contenu.demande.strip(),
        territoires=tuple(dict.fromkeys(contenu.territoires)),
    )


def lire_siren(numero: str) -> str:
    """Return the SIREN of a SIREN or SIRET as typed, empty when none is. Raises ValueError (French sentence)."""
    nu = "".join(c for c in numero if c.isalnum())
    if not nu:
        return ""
    try:
        lu = str(stdnum_siret.validate(nu)[:9] if len(nu) > 9 else stdnum_siren.validate(nu))
    except fautes.ValidationError:
        raise ValueError(
            "Ce numéro n’est pas un SIREN (9 chiffres) ni un SIRET (14 chiffres)\u00a0: vérifiez-le, ou laissez vide."
        ) from None
    if not lu.strip("0"):
        raise ValueError("Ce numéro ne contient que des zéros\u00a0: corrigez-le, ou laissez vide.")
    return lu


def erreurs(contenu: ContenuCandidature, termes: Termes, clause: str) -> dict[str, str]:
    """Return what prevents the deposit but the signatures, all at once: field → what is wrong and what to do."""
    c = nettoyer(contenu)
    dites = dict(_erreurs_textes(c))
    dites |= dict(_erreurs_membres(c.membres))
    dites |= dict(_erreurs_budget(c, termes))
    if not dites:
        dites |= dict(_erreurs_alliance(c, termes, clause))
    return dites


def _erreurs_textes(c: ContenuCandidature) -> Iterator[tuple[str, str]]:
    for nom, bornes in BORNES.items():
        if phrase := erreur_texte(NOMS[nom], getattr(c, nom), bornes, lignes=nom in LIGNES):
            yield nom, phrase
    if c.besoins_ensemble not in ("oui", "non"):
        yield "besoins_ensemble", "Dites si les besoins ont été définis ensemble."
    if not 1 <= len(c.territoires) <= TERRITOIRES_AU_PLUS:
        yield "territoires", f"Donnez un territoire au moins, {TERRITOIRES_AU_PLUS} au plus."


def _erreurs_membres(membres: tuple[MembreSaisi, ...]) -> Iterator[tuple[str, str]]:
    if not 2 <= len(membres) <= MEMBRES_AU_PLUS:
        yield (
            "membres",
            f"Candidatez à deux au moins, {MEMBRES_AU_PLUS} au plus\u00a0: ajoutez un partenaire.",
        )
    vus: set[str] = set()
    for rang, m in enumerate(membres):
        champ = f"membres.{rang}"
        if phrase := erreur_texte("Le nom", m.nom, BORNES_NOM):
            yield f"{champ}.nom", phrase
        if phrase := erreur_texte("Ce que ce partenaire fait", m.apport, BORNES_APPORT, lignes=True):
            yield f"{champ}.apport", phrase
        if m.cote not in vocabulaire("cote").codes or m.cote == "inconnu":
            yield f"{champ}.cote", "Choisissez le côté de ce partenaire."
        if m.role not in vocabulaire("role").codes:
            yield f"{champ}.role", "Choisissez le rôle de ce partenaire."
        if m.decide not in ("oui", "non"):
            yield f"{champ}.decide", "Dites s’il siège là où l’on décide."
        try:
            qui = lire_siren(m.numero) or normaliser(m.nom)
        except ValueError as faute:
            yield f"{champ}.numero", str(faute)
            continue
        if qui and qui in vus:
            yield f"{champ}.nom", "Cette structure est déjà dans la candidature\u00a0: retirez une des deux."
        vus.add(qui)


def lire_budget(contenu: ContenuCandidature) -> Budget:
    """Return the budget of a content whose amounts can be read. Raises ValueError (French sentence)."""
    par_membre: dict[str, Decimal] = {}
    lien = charges = Decimal(0)
    for p in contenu.postes:
        if p.vide:
            continue
        montant = lire_montant(p.montant)
        charges += montant
        par_membre[p.membre] = par_membre.get(p.membre, Decimal(0)) + montant
        lien += montant if p.temps_de_lien else 0
    ailleurs = sum((lire_montant(r.montant) for r in contenu.ressources if not r.vide), Decimal(0))
    return Budget(charges, lire_montant(contenu.demande), ailleurs, par_membre, lien)


def _erreurs_budget(c: ContenuCandidature, termes: Termes) -> Iterator[tuple[str, str]]:
    fautes_lignes = dict(_erreurs_lignes(c))
    yield from fautes_lignes.items()
    if fautes_lignes:
        return
    lu = lire_budget(c)
    if termes.plancher_eur is not None and lu.demande < termes.plancher_eur:
        yield (
            "demande",
            f"Cet appel finance à partir de {ecrire_montant(termes.plancher_eur)}\u00a0: demandez au moins cela.",
        )
    if termes.plafond_eur is not None and lu.demande > termes.plafond_eur:
        yield (
            "demande",
            f"Cet appel finance au plus {ecrire_montant(termes.plafond_eur)} par candidature\u00a0: demandez moins.",
        )
    if lu.demande > termes.enveloppe_eur:
        yield (
            "demande",
            f"L’enveloppe de l’appel est de {ecrire_montant(termes.enveloppe_eur)}\u00a0: demandez moins.",
        )
    if lu.ecart < 0:
        yield (
            "budget",
            f"Il manque {ecrire_montant(-lu.ecart)} de ressources\u00a0: les dépenses font {ecrire_montant(lu.charges)}.",
        )
    if lu.ecart > 0:
        yield (
            "budget",
            f"Les ressources dépassent les dépenses de {ecrire_montant(lu.ecart)}\u00a0: ajoutez une dépense ou demandez moins.",
        )


def _erreurs_lignes(c: ContenuCandidature) -> Iterator[tuple[str, str]]:
    yield from _montant("demande", c.demande)
    if not 1 <= len(c.postes) <= POSTES_AU_PLUS:
        yield "postes", f"Donnez une dépense au moins, {POSTES_AU_PLUS} au plus."
    if len(c.ressources) > RESSOURCES_AU_PLUS:
        yield "ressources", f"Gardez {RESSOURCES_AU_PLUS} ressources au plus\u00a0: regroupez-les."
    cles = {m.cle for m in c.membres}
    for rang, p in enumerate(c.postes):
        yield from _poste(f"postes.{rang}", p, cles)
    for rang, r in enumerate(c.ressources):
        yield from _ressource(f"ressources.{rang}", r)


def _poste(champ: str, p: PosteSaisi, cles: set[str]) -> Iterator[tuple[str, str]]:
    if phrase := erreur_texte("L’intitulé", p.intitule, BORNES_INTITULE):
        yield f"{champ}.intitule", phrase
    if p.membre not in cles:
        yield f"{champ}.membre", "Dites quel partenaire reçoit cette somme."
    yield from _montant(f"{champ}.montant", p.montant)


def _ressource(champ: str, r: RessourceSaisie) -> Iterator[tuple[str, str]]:
    if phrase := erreur_texte("L’origine", r.origine, BORNES_INTITULE):
        yield f"{champ}.origine", phrase
    yield from _montant(f"{champ}.montant", r.montant)


def _montant(champ: str, texte: str) -> Iterator[tuple[str, str]]:
    try:
        if lire_montant(texte) <= 0:
            yield champ, "Ce montant doit être plus grand que zéro."
    except ValueError as faute:
        yield (
            champ,
            str(faute)
            if texte.strip()
            else "Le montant manque\u00a0: écrivez-le comme 12\u00a0500,50\u00a0€.",
        )


def _erreurs_alliance(c: ContenuCandidature, termes: Termes, clause: str) -> Iterator[tuple[str, str]]:
    """Say what the call requires and the application does not hold; signatures are asked for apart."""
    lue = verifier(dossier_de(c, tous_signent=True), termes.seuils)
    if clause == BINOME and lue.verdict == "non_mixte":
        non = next(r for r in lue.reponses if r.valeur is False)
        yield "alliance", f"Cet appel demande un binôme ES/TS. {non.phrase}"
    for r in lue.reponses:
        if r.exigee and r.question != CONFIRMES and r.valeur is not True:
            yield f"alliance.{r.question}", f"Cet appel l’exige. {r.phrase}"


def dossier_de(
    contenu: ContenuCandidature, signataires: Iterable[str] = (), *, tous_signent: bool = False
) -> Dossier:
    """Return an application as the mixity check reads it; `signataires`: keys of who signed what is written."""
    signes = set(signataires)
    try:
        budget: Budget | None = lire_budget(contenu)
    except ValueError:
        budget = None
    return Dossier(
        membres=tuple(_membre(m, budget, confirme=tous_signent or m.cle in signes) for m in contenu.membres),
        besoins_ensemble=OUI_NON.get(contenu.besoins_ensemble),
        temps_de_lien=None if budget is None else budget.temps_de_lien > 0,
    )


def _membre(m: MembreSaisi, budget: Budget | None, *, confirme: bool) -> Membre:
    try:
        siren = lire_siren(m.numero) or None
    except ValueError:
        siren = None
    return Membre(
        nom=m.nom,
        cote=m.cote or "inconnu",
        role=m.role or None,
        siren=siren,
        part_budget=budget.part(m.cle) if budget and budget.charges else None,
        decide=OUI_NON.get(m.decide),
        a_l_initiative=OUI_NON.get(m.initiative),
        credite=OUI_NON.get(m.credite),
        confirme=True if confirme else None,
    )


def mixite(contenu: ContenuCandidature, termes: Termes, signataires: Iterable[str] = ()) -> Verification:
    """Return the seven answers on an application, under the thresholds of its call."""
    return verifier(dossier_de(contenu, signataires), termes.seuils)


def hors_territoire(
    demandes: Iterable[str], ouverts: Iterable[str], ancetres: Mapping[str, Iterable[str]]
) -> tuple[str, ...]:
    """Return the territories that a call does not cover: neither one of its own, nor inside one, nor above one."""
    cibles = set(ouverts)
    if not cibles:
        return ()
    dessus = {a for c in cibles for a in ancetres.get(c, ())}
    return tuple(
        t for t in demandes if not (t in cibles or t in dessus or cibles.intersection(ancetres.get(t, ())))
    )
