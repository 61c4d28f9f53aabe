"""What a contribution is: the form as one frozen value, its states, who owns each, and how it moves."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Self

BROUILLON, A_RELIRE, A_CORRIGER = "brouillon", "a_relire", "a_corriger"
PUBLIEE, REFUSEE, EN_RECOURS, RETIREE = "publiee", "refusee", "en_recours", "retiree"

PROPRIETAIRES = {
    BROUILLON: "contributeur",
    A_RELIRE: "moderation",
    A_CORRIGER: "contributeur",
    PUBLIEE: "observatoire",
    REFUSEE: None,
    EN_RECOURS: "moderation",
    RETIREE: None,
}
"""Who must act on each state; None when nobody has to (the author of a refused one may appeal, once)."""
A_DECIDER = (A_RELIRE, EN_RECOURS)
"""States that wait for moderation."""

TRANSITIONS = {
    ("corriger", BROUILLON): BROUILLON,
    ("corriger", A_CORRIGER): A_CORRIGER,
    ("deposer", BROUILLON): A_RELIRE,
    ("deposer", A_CORRIGER): A_RELIRE,
    ("publier", A_RELIRE): PUBLIEE,
    ("demander_correction", A_RELIRE): A_CORRIGER,
    ("refuser", A_RELIRE): REFUSEE,
    ("prendre_en_charge", A_RELIRE): A_RELIRE,
    ("donner_avis", A_RELIRE): A_RELIRE,
    ("prendre_en_charge", EN_RECOURS): EN_RECOURS,
    ("contester", REFUSEE): EN_RECOURS,
    ("publier", EN_RECOURS): PUBLIEE,
    ("demander_correction", EN_RECOURS): A_CORRIGER,
    ("refuser", EN_RECOURS): REFUSEE,
    ("retirer", BROUILLON): RETIREE,
    ("retirer", A_RELIRE): RETIREE,
    ("retirer", A_CORRIGER): RETIREE,
    ("retirer", PUBLIEE): RETIREE,
    ("reprendre_reservee", PUBLIEE): PUBLIEE,
    ("retirer", EN_RECOURS): RETIREE,
}
"""(verb, state) → state reached. What is not here is not possible."""


@dataclass(frozen=True, slots=True)
class Portee:
    """How far a pratique reaches, and which territories say so."""

    libelle: str
    niveaux: tuple[str, ...]
    """Levels of the territories to name; none when the reach says it all."""
    demande: str
    """What to ask for, empty when nothing is."""


PORTEES = {
    "locale": Portee("Locale", ("commune", "epci"), "Communes ou intercommunalités"),
    "departementale": Portee("Départementale", ("departement",), "Départements"),
    "regionale": Portee("Régionale", ("region",), "Régions"),
    "nationale": Portee("Nationale", (), ""),
    "sans_lieu": Portee("Sans lieu précis", (), ""),
}

PAYS = "pays-FR"
TERMINEES = frozenset({"terminee_prevue", "transformee", "abandonnee"})
"""Values of `activite` that ask why it ended."""
EN_PAUSE = "en_pause"
NOMINATIVE, ANONYME, EMBARGO = "nominative", "anonyme", "embargo"
"""What the public will see: the sheet; nothing but counts; the sheet from a date on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartenaireSaisi:
    """One partner as typed; an empty code is not chosen yet."""

    nom: str = ""
    cote: str = ""
    role: str = ""
    apporte: tuple[str, ...] = ()
    numero: str = ""
    """SIRET, SIREN or RNA, as typed; normalised once deposited."""
    protege: str = ""
    """« oui » when its place is protected: its number is then never published, and no known structure is tied to it."""

    @property
    def vide(self) -> bool:
        """Tell whether nothing was typed on this row."""
        return self == PartenaireSaisi()


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceSaisie:
    """One photo or document as told; the file itself is kept by `pieces` under the id named here."""

    fichier: str = ""
    genre: str = ""
    legende: str = ""
    credit: str = ""
    description: str = ""
    accord: str = ""
    """« oui » once those who can be recognised on a photo agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffetSaisi:
    """What one lever changed for one obstacle, as typed; an empty code is not chosen yet."""

    frein: str = ""
    levier: str = ""
    effet: str = ""

    @property
    def vide(self) -> bool:
        """Tell whether nothing was chosen on this row."""
        return self == EffetSaisi()


ADAPTEE, DIFFERENTE = "adaptee", "differente"
"""What a pratique says of one that existed before: it comes from it, or it only looks like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LienSaisi:
    """What is said of a sheet that existed before; only what a pratique comes from is published."""

    pratique: str = ""
    titre: str = ""
    """Its title when it was chosen, to say which it is; the public reads the sheet's own."""
    lien: str = ADAPTEE
    garde: str = ""
    change: str = ""
    abandonne: str = ""
    raison: str = ""
    """Why it is another collaboration, for moderation alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contenu:
    """Everything the form asks. Any part may be missing while it is a draft; `rules.erreurs` says what lacks."""

    titre: str = ""
    resume: str = ""
    recit: str = ""
    resultats: str = ""
    difficultes: str = ""
    forme: str = ""
    objectifs: tuple[str, ...] = ()
    thematiques: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    partenaires: tuple[PartenaireSaisi, ...] = ()
    portee: str = ""
    territoires: tuple[str, ...] = ()
    lieu_protege: str = ""
    """« oui » when where it happens must not be found: nothing finer than a département is published."""
    activite: str = ""
    causes_arret: tuple[str, ...] = ()
    acquis: str = ""
    """What worked all the same, of a pratique that ended or paused."""
    a_refaire: str = ""
    condition_manquante: str = ""
    annee_debut: int | None = None
    annee_fin: int | None = None
    freins: tuple[str, ...] = ()
    leviers: tuple[str, ...] = ()
    effets: tuple[EffetSaisi, ...] = ()
    site: str = ""
    pieces: tuple[PieceSaisie, ...] = ()
    liens: tuple[LienSaisi, ...] = ()
    """What existed before, and what this one owes to it."""
    publication: str = NOMINATIVE
    embargo_jusqu_au: str = ""
    """ISO date; the sheet is shown from that day on."""

    def to_json(self) -> str:
        """Return the text kept in the store; `from_json` gives the same value back."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, texte: str) -> Self:
        """Read a stored text. A field of another version of the form, or of the wrong type, is left out."""
        lu = json.loads(texte)
        valeurs = _bien_types(cls(), lu if isinstance(lu, dict) else {})
        if isinstance(lu, dict):
            for nom, modele in _LIGNES.items():
                valeurs[nom] = _lignes(modele, lu.get(nom))
        return cls(**valeurs)

    @property
    def territoires_declares(self) -> tuple[str, ...]:
        """Territory ids as a pratique declares them: none is "sans lieu", the country is national."""
        if self.portee == "nationale":
            return (PAYS, *(t for t in self.territoires if t != PAYS))
        return () if self.portee == "sans_lieu" else self.territoires

    @property
    def terminee(self) -> bool:
        """Tell whether the activity declared is an ended one."""
        return self.activite in TERMINEES

    @property
    def a_son_bilan(self) -> bool:
        """Tell whether it stopped, for good or for now: what worked and what lacked can then be told."""
        return self.terminee or self.activite == EN_PAUSE

    @property
    def vide(self) -> bool:
        """Tell whether nothing was typed yet."""
        return self == Contenu()


_LIGNES = {"partenaires": PartenaireSaisi, "effets": EffetSaisi, "pieces": PieceSaisie, "liens": LienSaisi}
"""Lists whose items have attributes of their own."""


def _lignes(modele: type[Any], lues: Any) -> tuple[Any, ...]:
    """Return the rows of a list that has attributes of its own."""
    if not isinstance(lues, list):
        return ()
    return tuple(modele(**_bien_types(modele(), ligne)) for ligne in lues if isinstance(ligne, dict))


def _bien_types(modele: Any, lu: dict[str, Any]) -> dict[str, Any]:
    """Return the read values that have the type of the model's own, its tuples being tuples of texts."""
    valeurs: dict[str, Any] = {}
    for champ in fields(modele):
        valeur, attendu = lu.get(champ.name), getattr(modele, champ.name)
        if isinstance(attendu, str) and isinstance(valeur, str):
            valeurs[champ.name] = valeur
        elif (
            isinstance(attendu, tuple)
            and isinstance(valeur, list)
            and all(isinstance(v, str) for v in valeur)
        ):
            valeurs[champ.name] = tuple(valeur)
        elif attendu is None and isinstance(valeur, int) and not isinstance(valeur, bool):
            valeurs[champ.name] = valeur
    return valeurs


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A submission, or an amendment of a published pratique, on its way."""

    id: str
    statut: str
    pratique_id: str | None
    """The pratique it amends, or that it became."""
    contenu: Contenu
    compte_id: str | None
    jeton_expire_a: datetime
    motif: str | None
    moderateur_id: str | None
    version: int
    cree_a: datetime
    maj_a: datetime
    deposee_a: datetime | None
    decidee_a: datetime | None
    courriel: str | None = None
    """Where its author wants the news; never public, erased with the link."""
    suspicion: int | None = None
    """Signs of an automatic sending counted at the deposit; None before."""
    donnee_personnelle: bool | None = None
    """A free text seemed to hold something personal at the deposit; None when that was not looked for."""
    recours: str | None = None
    """The appeal of its author against a refusal; there is one at most."""
    recours_a: datetime | None = None
    juges: tuple[str, ...] = ()
    """Accounts that took the decision appealed against: they do not judge the appeal."""
    prise_par: str | None = None
    """Account that reads it now, so that two people do not; it binds nobody."""
    prise_a: datetime | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A contribution as it stood after one deposit or one decision."""

    version: int
    statut: str
    contenu: Contenu
    motif: str | None
    acteur: str
    a: datetime
