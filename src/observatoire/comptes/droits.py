"""Who may do what: one table, role × verb × state × ownership. What is not in it is refused.

The table is the code, the source of docs/reference/droits.md and the oracle of the tests.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from observatoire.comptes.model import (
    ADMINISTRATEUR,
    CONTRIBUTEUR,
    FINANCEUR,
    MODERATEUR,
    ROLES,
    VISITEUR,
    Personne,
)
from observatoire.errors import Refus

AUTEUR, PARTIE, LIEN, MEMBRE, FINANCE, JUGE, AUTRE = (
    "auteur",
    "partie",
    "lien",
    "membre",
    "finance",
    "juge",
    "autre",
)
APPARTENANCES = {
    AUTEUR: "la personne connectée l’a déposée avec son compte",
    PARTIE: "la personne connectée y parle pour l’un des deux côtés",
    LIEN: "la personne tient le lien secret",
    MEMBRE: "la personne tient le lien d’un partenaire",
    FINANCE: "la personne connectée a écrit l’appel",
    JUGE: "la personne connectée a pris la décision contestée",
    AUTRE: "rien de tout cela",
}

ETATS = {
    "contribution": ("brouillon", "a_relire", "a_corriger", "publiee", "refusee", "en_recours", "retiree"),
    "pratique": ("publiee", "reservee", "retiree"),
    "signalement": ("ouvert", "corrigee", "gardee", "retiree"),
    "diagnostic": ("brouillon", "ouvert_a_signature", "signe", "retire"),
    "phrase": ("a_lire", "publiee", "ecartee"),
    "partenariat": ("sans_demande", "invitee", "expiree", "confirmee", "refusee"),
    "invitation": ("envoyee", "confirmee", "refusee", "revoquee", "expiree"),
    "appel": ("brouillon", "publie", "clos", "retire"),
    "relecture": ("demandee", "ouverte", "rendue", "conflit", "retiree"),
    "candidature": (
        "brouillon",
        "deposee",
        "a_completer",
        "en_relecture",
        "a_decider",
        "acceptee",
        "acceptee_sous_reserve",
        "refusee",
        "classee_sans_suite",
        "retiree",
    ),
}
"""States of what a verb acts on."""
LIENS_AVEC = {
    "contribution": (AUTEUR, LIEN, JUGE, AUTRE),
    "partenariat": (AUTEUR, LIEN, AUTRE),
    "invitation": (LIEN, AUTRE),
    "diagnostic": (PARTIE, LIEN, AUTRE),
    "appel": (AUTEUR, AUTRE),
    "relecture": (AUTEUR, FINANCE, AUTRE),
    "candidature": (AUTEUR, LIEN, MEMBRE, FINANCE, AUTRE),
}
"""Kind of record → ties that count; for any other, whoever asks is AUTRE."""


@dataclass(frozen=True, slots=True)
class Objet:
    """What the rights need to know of a record."""

    etat: str | None = None
    compte_id: str | None = None
    """Account that deposited it, if any."""
    par_lien: bool = False
    """The person reached it by its secret link."""
    partie: bool = False
    """The person speaks for a side in it."""
    membre: bool = False
    """The person reached it by a partner's own link."""
    financeur_id: str | None = None
    """Account that wrote the call."""
    juges: frozenset[str] = frozenset()
    """Accounts whose decision is appealed against."""

    def appartenance(self, personne: Personne) -> str:
        """Return the tie between the person and this record."""
        if personne.id is not None and personne.id == self.compte_id:
            return AUTEUR
        if personne.id is not None and self.partie:
            return PARTIE
        if self.par_lien:
            return LIEN
        if self.membre:
            return MEMBRE
        if personne.id is not None and personne.id == self.financeur_id:
            return FINANCE
        return JUGE if personne.id in self.juges else AUTRE


SANS_OBJET = Objet()


@dataclass(frozen=True, slots=True)
class Regle:
    """Allows every role × state × ownership of its three sets."""

    roles: frozenset[str]
    etats: frozenset[str | None]
    appartenances: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verbe:
    """A verb: its infinitive in French, the kind of record it acts on (None: no record), what allows it."""

    infinitif: str
    objet: str | None
    regles: tuple[Regle, ...]

    @property
    def etats(self) -> tuple[str | None, ...]:
        """Every state the record may be in."""
        return ETATS[self.objet] if self.objet else (None,)


TOUS = frozenset(ROLES)
ANIMATION = frozenset({MODERATEUR, ADMINISTRATEUR})
ADMIN = frozenset({ADMINISTRATEUR})
CONTRIBUTION = frozenset({CONTRIBUTEUR, *ANIMATION})
FINANCEMENT = frozenset({FINANCEUR, ADMINISTRATEUR})
PARTIES = frozenset({PARTIE})
INVITES = frozenset({LIEN})
AUTEURS = frozenset({AUTEUR})
DEPOSANTS = frozenset({AUTEUR, LIEN})
SIGNATAIRES = frozenset({AUTEUR, LIEN, MEMBRE})
DU_FINANCEUR = frozenset({FINANCE})
NON_DEPOSANTS = frozenset({JUGE, AUTRE})
TIERS = frozenset({AUTRE})
QUICONQUE = frozenset(APPARTENANCES)


def _regle(
    roles: frozenset[str], *etats: str, appartenances: frozenset[str] = QUICONQUE, sans_objet: bool = False
) -> Regle:
    return Regle(roles, frozenset({None}) if sans_objet else frozenset(etats), appartenances)


def _general(roles: frozenset[str]) -> tuple[Regle, ...]:
    return (_regle(roles, sans_objet=True, appartenances=TIERS),)


_CONTRIBUTION = ETATS["contribution"]
_DEPOSEE = _CONTRIBUTION[1:]
_A_L_AUTEUR = ("brouillon", "a_corriger")
_CANDIDATURE = ETATS["candidature"]
_A_ECRIRE = ("brouillon", "a_completer")
_DIAGNOSTIC = ("brouillon", "ouvert_a_signature", "signe")
_AVANT_PUBLICATION = ("brouillon", "a_relire", "a_corriger", "en_recours")

# A verb may have several rules: it is allowed when one of them covers the case.
# fmt: off
VERBES = {
    "voir_pratique": Verbe("voir cette pratique", "pratique", (
        _regle(TOUS, "publiee"),
        _regle(ANIMATION, "reservee", "retiree"),  # reserved: anonymous, or under embargo
    )),
    "modifier_pratique": Verbe("proposer une modification de cette pratique", "pratique", (
        _regle(TOUS, "publiee"),  # as a contribution, read before it shows
        _regle(ANIMATION, "reservee"),
    )),
    "retirer_pratique": Verbe("retirer cette pratique", "pratique", (
        _regle(ANIMATION, "publiee", "reservee"),
    )),
    "voir_versions": Verbe("lire les versions de cette pratique", "pratique", (
        _regle(ANIMATION, "publiee", "reservee"),
    )),
    "retablir_version": Verbe("rétablir une version de cette pratique", "pratique", (
        _regle(ANIMATION, "publiee", "reservee"),
    )),
    "signaler": Verbe("signaler une erreur sur cette pratique", "pratique", (
        _regle(TOUS, "publiee"),
    )),
    "voir_signalements": Verbe("lire les signalements", None, _general(ANIMATION)),
    "traiter_signalement": Verbe("répondre à ce signalement", "signalement", (
        _regle(ANIMATION, "ouvert"),
    )),
    "proposer": Verbe("proposer une pratique", None, _general(TOUS)),
    "voir_contribution": Verbe("voir cette contribution", "contribution", (
        _regle(TOUS, *_CONTRIBUTION, appartenances=DEPOSANTS),
        _regle(ANIMATION, *_DEPOSEE, appartenances=NON_DEPOSANTS),  # a draft is its author's only
    )),
    "corriger": Verbe("modifier cette contribution", "contribution", (
        _regle(TOUS, *_A_L_AUTEUR, appartenances=DEPOSANTS),
    )),
    "deposer": Verbe("déposer cette contribution", "contribution", (
        _regle(TOUS, *_A_L_AUTEUR, appartenances=DEPOSANTS),
    )),
    "retirer": Verbe("retirer cette contribution", "contribution", (
        _regle(TOUS, *_AVANT_PUBLICATION, appartenances=DEPOSANTS),
        _regle(ANIMATION, "publiee"),  # once published it belongs to the observatory
    )),
    "relire": Verbe("ouvrir la file de modération", None, _general(ANIMATION)),
    "publier": Verbe("publier cette contribution", "contribution", (
        _regle(ANIMATION, "a_relire", appartenances=NON_DEPOSANTS),
        _regle(ANIMATION, "en_recours", appartenances=TIERS),  # never who refused
    )),
    "demander_correction": Verbe("demander une correction", "contribution", (
        _regle(ANIMATION, "a_relire", appartenances=NON_DEPOSANTS),
        _regle(ANIMATION, "en_recours", appartenances=TIERS),  # never who refused
    )),
    "refuser": Verbe("refuser cette contribution", "contribution", (
        _regle(ANIMATION, "a_relire", appartenances=NON_DEPOSANTS),
        _regle(ANIMATION, "en_recours", appartenances=TIERS),  # never who refused
    )),
    "prendre_en_charge": Verbe("prendre en charge cette relecture", "contribution", (
        _regle(ANIMATION, "a_relire", appartenances=NON_DEPOSANTS),
        _regle(ANIMATION, "en_recours", appartenances=TIERS),
    )),
    "donner_avis": Verbe("donner un avis sur cette contribution", "contribution", (
        _regle(ANIMATION, "a_relire", appartenances=NON_DEPOSANTS),
    )),
    "contester": Verbe("faire appel de ce refus", "contribution", (
        _regle(TOUS, "refusee", appartenances=DEPOSANTS),
    )),
    "reprendre_reservee": Verbe("changer ou retirer cette fiche réservée", "contribution", (
        _regle(TOUS, "publiee", appartenances=DEPOSANTS),
    )),
    "recueillir_voix": Verbe("recueillir la voix des personnes", "contribution", (
        _regle(TOUS, "publiee", appartenances=DEPOSANTS),
        _regle(ANIMATION, "publiee"),
    )),
    "suivre_fraicheur": Verbe("dire si cette fiche est à jour", "contribution", (
        _regle(TOUS, "publiee", appartenances=DEPOSANTS),
    )),
    "inviter_partenaire": Verbe("demander à ce partenaire de confirmer", "partenariat", (
        _regle(TOUS, "sans_demande", "invitee", "expiree", appartenances=DEPOSANTS),
        _regle(ANIMATION, *ETATS["partenariat"]),  # one who answered may have changed its mind
    )),
    "revoquer_invitation": Verbe("annuler le lien de ce partenaire", "partenariat", (
        _regle(TOUS, "invitee", appartenances=DEPOSANTS),
        _regle(ANIMATION, "invitee"),
    )),
    "repondre_invitation": Verbe("répondre à cette demande", "invitation", (
        _regle(TOUS, "envoyee", appartenances=INVITES),
    )),
    "lire_phrases": Verbe("lire les phrases des personnes", None, _general(ANIMATION)),
    "decider_phrase": Verbe("décider de cette phrase", "phrase", (
        _regle(ANIMATION, "a_lire"),
    )),
    "fermer_les_depots": Verbe("fermer ou rouvrir les dépôts", None, _general(ANIMATION)),
    "dedoublonner": Verbe("décider si deux fiches sont la même", None, _general(ANIMATION)),
    "lire_courrier": Verbe("lire les messages à envoyer", None, _general(ANIMATION)),
    "garder_vue": Verbe("garder une vue de l’explorateur", None, _general(CONTRIBUTION)),
    "noter_observation": Verbe("noter un effort d’observation", None, _general(ANIMATION)),
    "importer_indicateur": Verbe("importer les valeurs d’un indicateur", None, _general(ADMIN)),
    "accepter_connecteur": Verbe("accepter ce qu’une source extérieure propose", None, _general(ADMIN)),
    "importer_pratiques": Verbe("importer des pratiques", None, _general(CONTRIBUTION)),
    "ouvrir_diagnostic": Verbe("ouvrir un diagnostic partagé", None, _general(CONTRIBUTION)),
    "voir_diagnostic": Verbe("voir ce diagnostic", "diagnostic", (
        _regle(TOUS, "ouvert_a_signature", "signe"),
        _regle(CONTRIBUTION, "brouillon", appartenances=PARTIES | INVITES),
        _regle(ANIMATION, "brouillon", "retire"),
    )),
    "inviter_diagnostic": Verbe("inviter un côté à ce diagnostic", "diagnostic", (
        _regle(CONTRIBUTION, *_DIAGNOSTIC, appartenances=PARTIES),
        _regle(ANIMATION, *_DIAGNOSTIC),
    )),
    "rejoindre_diagnostic": Verbe("parler pour un côté dans ce diagnostic", "diagnostic", (
        _regle(CONTRIBUTION, *_DIAGNOSTIC, appartenances=INVITES),
    )),
    "ecrire_diagnostic": Verbe("écrire dans ce diagnostic", "diagnostic", (
        _regle(CONTRIBUTION, *_DIAGNOSTIC, appartenances=PARTIES),
    )),
    "ouvrir_signature": Verbe("ouvrir ce diagnostic à la signature", "diagnostic", (
        _regle(CONTRIBUTION, "brouillon", appartenances=PARTIES),
    )),
    "actualiser_diagnostic": Verbe("reprendre les chiffres du jour dans ce diagnostic", "diagnostic", (
        _regle(CONTRIBUTION, "ouvert_a_signature", "signe", appartenances=PARTIES),
    )),
    "signer_diagnostic": Verbe("signer ce diagnostic", "diagnostic", (
        _regle(CONTRIBUTION, "ouvert_a_signature", appartenances=PARTIES),
    )),
    "retirer_diagnostic": Verbe("retirer ce diagnostic", "diagnostic", (
        _regle(ANIMATION, *_DIAGNOSTIC),
    )),
    "ecrire_appel": Verbe("écrire un appel à projets", None, _general(FINANCEMENT)),
    "voir_appel": Verbe("voir cet appel", "appel", (
        _regle(TOUS, "publie", "clos"),
        _regle(FINANCEMENT, "brouillon", "retire", appartenances=AUTEURS),  # a draft is its author's only
    )),
    "enregistrer_appel": Verbe("modifier cet appel", "appel", (
        _regle(FINANCEMENT, "brouillon", appartenances=AUTEURS),  # once published, its rules do not change
    )),
    "publier_appel": Verbe("publier cet appel", "appel", (
        _regle(FINANCEMENT, "brouillon", appartenances=AUTEURS),
    )),
    "prolonger_appel": Verbe("prolonger cet appel", "appel", (
        _regle(FINANCEMENT, "publie", appartenances=AUTEURS),
    )),
    "clore_appel": Verbe("clore cet appel", "appel", (
        _regle(FINANCEMENT, "publie", appartenances=AUTEURS),
    )),
    "retirer_appel": Verbe("retirer cet appel", "appel", (
        _regle(FINANCEMENT, "brouillon", "publie", appartenances=AUTEURS),
        _regle(ADMIN, "publie"),
    )),
    "candidater": Verbe("candidater à un appel", None, _general(TOUS)),
    "voir_candidature": Verbe("voir cette candidature", "candidature", (
        _regle(TOUS, *_CANDIDATURE, appartenances=SIGNATAIRES),
        _regle(FINANCEMENT, *_CANDIDATURE[1:], appartenances=DU_FINANCEUR),  # a draft is its partners' only
    )),
    "enregistrer_candidature": Verbe("modifier cette candidature", "candidature", (
        _regle(TOUS, *_A_ECRIRE, appartenances=DEPOSANTS),
    )),
    "inviter_membre": Verbe("inviter un partenaire dans cette candidature", "candidature", (
        _regle(TOUS, *_A_ECRIRE, appartenances=DEPOSANTS),
    )),
    "signer_candidature": Verbe("signer cette candidature", "candidature", (
        _regle(TOUS, *_A_ECRIRE, appartenances=SIGNATAIRES),
    )),
    "deposer_candidature": Verbe("déposer cette candidature", "candidature", (
        _regle(TOUS, *_A_ECRIRE, appartenances=DEPOSANTS),
    )),
    "retirer_candidature": Verbe("retirer cette candidature", "candidature", (
        _regle(TOUS, "brouillon", "deposee", "a_completer", "en_relecture", appartenances=DEPOSANTS),
    )),
    "demander_complement": Verbe("demander un complément à cette candidature", "candidature", (
        _regle(FINANCEMENT, "deposee", appartenances=DU_FINANCEUR),
    )),
    "instruire_appel": Verbe("organiser la lecture de cet appel", "appel", (
        _regle(FINANCEMENT, "publie", "clos", appartenances=AUTEURS),
    )),
    "declarer_conflit": Verbe("dire si vous avez un lien avec cette candidature", "relecture", (
        _regle(TOUS, "demandee", "ouverte", "rendue", appartenances=AUTEURS),
    )),
    "lire_dossier": Verbe("lire cette candidature", "relecture", (
        _regle(TOUS, "ouverte", "rendue", appartenances=AUTEURS),  # never before a conflict is denied, never in conflict
    )),
    "donner_relecture": Verbe("noter cette candidature", "relecture", (
        _regle(TOUS, "ouverte", "rendue", appartenances=AUTEURS),
    )),
    "voir_journal": Verbe("lire le journal", None, _general(ANIMATION)),
    "gerer_comptes": Verbe("gérer les comptes", None, _general(ADMIN)),
    "exporter_prive": Verbe("exporter des données non publiques", None, _general(ADMIN)),
}
# fmt: on
DECISIONS = frozenset({"publier", "demander_correction", "refuser", "prendre_en_charge", "donner_avis"})

_POURQUOI_ETAT: dict[tuple[str | None, str | None], str] = {
    (
        "relecture",
        "demandee",
    ): "Dites d’abord si vous avez un lien avec cette candidature\u00a0: elle s’ouvrira ensuite.",
    (
        "relecture",
        "conflit",
    ): "Vous avez dit un lien avec cette candidature\u00a0: une autre personne la lit.",
    ("relecture", "retiree"): "Cette lecture vous a été retirée\u00a0: adressez-vous à qui instruit l’appel.",
    ("candidature", "brouillon"): "Elle est en préparation\u00a0: attendez son dépôt.",
    ("candidature", "deposee"): "Elle est déposée\u00a0: attendez la réponse du financeur, ou retirez-la.",
    (
        "candidature",
        "a_completer",
    ): "Un complément est demandé\u00a0: attendez qu’elle soit déposée à nouveau.",
    ("candidature", "en_relecture"): "Elle est en lecture\u00a0: attendez la décision, ou retirez-la.",
    ("candidature", "a_decider"): "Sa lecture est finie\u00a0: attendez la décision.",
    ("candidature", "acceptee"): "Elle est acceptée\u00a0: écrivez au financeur pour toute suite.",
    (
        "candidature",
        "acceptee_sous_reserve",
    ): "Elle est acceptée sous réserve\u00a0: écrivez au financeur pour toute suite.",
    (
        "candidature",
        "refusee",
    ): "Elle n’a pas été retenue\u00a0: candidatez à un autre appel ou à la vague suivante.",
    ("candidature", "classee_sans_suite"): "Elle est classée sans suite\u00a0: candidatez à un autre appel.",
    ("candidature", "retiree"): "Elle a été retirée\u00a0: commencez-en une autre.",
    ("contribution", "a_relire"): "La modération la relit : attendez sa réponse.",
    ("contribution", "publiee"): "Elle est publiée : proposez plutôt une modification de la fiche.",
    ("contribution", "refusee"): "Elle a été refusée : lisez la raison, puis proposez une nouvelle pratique.",
    (
        "contribution",
        "en_recours",
    ): "Un recours est en cours\u00a0: une autre personne de la modération va la relire.",
    ("contribution", "retiree"): "Elle a été retirée : proposez une nouvelle pratique.",
    (
        "voir_contribution",
        "brouillon",
    ): "C’est un brouillon : seul son auteur le voit avant de l’avoir déposé.",
    ("retirer", "publiee"): "Elle est publiée : demandez à la modération de la retirer.",
    ("decision", "brouillon"): "C’est un brouillon : attendez que son auteur la dépose.",
    ("decision", "a_corriger"): "Une correction est demandée : attendez que son auteur la dépose à nouveau.",
    ("decision", "publiee"): "Elle est déjà publiée : retirez la fiche ou proposez une modification.",
    ("decision", "refusee"): "Elle a déjà été refusée : son auteur peut proposer une nouvelle pratique.",
    ("contester", "a_relire"): "Elle n’est pas refusée\u00a0: la modération la relit, attendez sa réponse.",
    ("contester", "publiee"): "Elle est publiée\u00a0: il n’y a rien à contester.",
    ("decision", "retiree"): "Elle a été retirée : il n’y a plus rien à décider.",
    (
        "voir_pratique",
        "retiree",
    ): "Cette fiche a été retirée : cherchez une autre pratique dans l’explorateur.",
    (
        "signalement",
        "corrigee",
    ): "La fiche a été corrigée après ce signalement\u00a0: il n’y a plus rien à décider.",
    ("signalement", "gardee"): "La fiche a été gardée telle quelle\u00a0: il n’y a plus rien à décider.",
    ("signalement", "retiree"): "La fiche a été retirée\u00a0: il n’y a plus rien à décider.",
    ("phrase", "publiee"): "Cette phrase est déjà publiée\u00a0: passez à la suivante.",
    ("phrase", "ecartee"): "Cette phrase a déjà été écartée\u00a0: passez à la suivante.",
    (
        "recueillir_voix",
        "a_relire",
    ): "La modération la relit\u00a0: la voix des personnes se recueille une fois la fiche publiée.",
    ("pratique", "reservee"): "Cette fiche n’est pas publique\u00a0: demandez à la modération de la changer.",
    ("partenariat", "sans_demande"): "Aucun lien n’attend sa réponse\u00a0: créez-en un d’abord.",
    ("partenariat", "expiree"): "Son lien n’est plus valable\u00a0: créez-en un autre.",
    (
        "partenariat",
        "confirmee",
    ): "Ce partenaire a déjà confirmé\u00a0: demandez à la modération s’il veut changer sa réponse.",
    (
        "partenariat",
        "refusee",
    ): "Ce partenaire a refusé d’être cité\u00a0: seule la modération peut lui redemander, s’il le souhaite.",
    ("invitation", "confirmee"): "Vous avez déjà confirmé\u00a0: ce lien ne sert qu’une fois.",
    ("invitation", "refusee"): "Vous avez déjà refusé\u00a0: ce lien ne sert qu’une fois.",
    (
        "invitation",
        "revoquee",
    ): "Ce lien a été remplacé ou annulé\u00a0: cherchez le plus récent, ou demandez-en un autre.",
    (
        "invitation",
        "expiree",
    ): "Ce lien n’est plus valable, il dure 60 jours\u00a0: demandez-en un autre à la personne qui vous l’a envoyé.",
    ("pratique", "retiree"): "Cette fiche a été retirée : elle ne change plus.",
    ("appel", "brouillon"): "C’est un brouillon\u00a0: publiez-le d’abord.",
    (
        "appel",
        "publie",
    ): "Il est publié\u00a0: ses règles ne changent plus. Prolongez-le, ou retirez-le et écrivez-en un autre.",
    ("appel", "clos"): "Il est clos\u00a0: écrivez un nouvel appel.",
    ("appel", "retire"): "Il a été retiré\u00a0: écrivez un nouvel appel.",
    ("diagnostic", "brouillon"): "C’est un brouillon\u00a0: ouvrez-le d’abord à la signature.",
    (
        "voir_diagnostic",
        "brouillon",
    ): "C’est un brouillon\u00a0: ceux qui l’écrivent doivent d’abord l’ouvrir à la signature.",
    (
        "diagnostic",
        "ouvert_a_signature",
    ): "Il est déjà ouvert à la signature\u00a0: lisez-le, corrigez-le ou signez-le.",
    (
        "diagnostic",
        "signe",
    ): "Les deux côtés l’ont signé\u00a0: il faudrait d’abord qu’un texte ou un chiffre change.",
    (
        "diagnostic",
        "retire",
    ): "Ce diagnostic a été retiré\u00a0: ouvrez-en un autre depuis la page du territoire.",
}
"""(verb or family of verbs, state) → why not now; the verb's own sentence first."""


def permis(verbe: str, role: str, etat: str | None, appartenance: str) -> bool:
    """Tell whether the table allows this cell."""
    return any(
        role in regle.roles and etat in regle.etats and appartenance in regle.appartenances
        for regle in VERBES[verbe].regles
    )


def cellules() -> Iterator[tuple[str, str, str | None, str]]:
    """Yield every (verb, role, state, ownership) that can occur; a visiteur has no account to own with."""
    for nom, verbe in VERBES.items():
        for role in ROLES:
            for etat in verbe.etats:
                for appartenance in LIENS_AVEC.get(verbe.objet or "", (AUTRE,)):
                    if role != VISITEUR or appartenance not in (AUTEUR, PARTIE, FINANCE, JUGE):
                        yield nom, role, etat, appartenance


def motif_de_refus(verbe: str, personne: Personne, objet: Objet = SANS_OBJET) -> str | None:
    """Return why the person may not do this and what to do instead (a French sentence), or None when allowed.

    An unknown verb is a programming error (KeyError).
    """
    appartenance = objet.appartenance(personne) if VERBES[verbe].objet in LIENS_AVEC else AUTRE
    if permis(verbe, personne.role, objet.etat, appartenance):
        return None
    return _phrase(verbe, personne.role, objet.etat, appartenance)


def exiger(verbe: str, personne: Personne, objet: Objet = SANS_OBJET) -> None:
    """Raise Refus with the sentence of `motif_de_refus` when there is one."""
    if motif := motif_de_refus(verbe, personne, objet):
        raise Refus(motif)


def _phrase(verbe: str, role: str, etat: str | None, appartenance: str) -> str:
    """Name the first obstacle: one's own submission, then the state, then the person."""
    if verbe in DECISIONS and role in ANIMATION and appartenance == JUGE and etat == "en_recours":
        return "Vous avez pris la décision contestée\u00a0: une autre personne de la modération doit lire ce recours."
    if verbe in DECISIONS and role in ANIMATION and appartenance in DEPOSANTS:
        return "Vous avez déposé cette contribution : une autre personne de la modération doit en décider."
    dans_un_autre_etat = any(permis(verbe, role, e, appartenance) for e in VERBES[verbe].etats)
    if dans_un_autre_etat and (phrase := _phrase_etat(verbe, etat)):
        return phrase
    return _phrase_personne(verbe, role)


def _phrase_etat(verbe: str, etat: str | None) -> str | None:
    famille = "decision" if verbe in DECISIONS else VERBES[verbe].objet
    return _POURQUOI_ETAT.get((verbe, etat)) or _POURQUOI_ETAT.get((famille, etat))


_POUR = {
    "invitation": "ouvrez le lien envoyé à votre structure.",
    "partenariat": "ouvrez le lien secret de la contribution ou connectez-vous avec un compte de modération.",
    "appel": "connectez-vous avec le compte de financement qui l’a écrit.",
    "relecture": "connectez-vous avec le compte à qui cette lecture est confiée.",
    "candidature": "ouvrez le lien secret reçu pour elle, ou connectez-vous avec le compte qui l’a commencée.",
}
"""Kind of record → how to come with the tie that its verbs ask for."""


def _phrase_personne(verbe: str, role: str) -> str:
    infinitif, objet = VERBES[verbe].infinitif, VERBES[verbe].objet
    if objet == "contribution" and verbe not in DECISIONS:
        return f"Pour {infinitif}, ouvrez son lien secret ou connectez-vous avec le compte qui l’a déposée."
    if objet in _POUR:
        return f"Pour {infinitif}, {_POUR[objet]}"
    if objet == "diagnostic" and _par_un_cote(verbe):
        return (
            f"Pour {infinitif}, connectez-vous avec un compte qui y parle pour un côté, ou demandez une invitation à ceux qui "
            "l’écrivent."
        )
    if role == VISITEUR:
        return f"Pour {infinitif}, connectez-vous avec un compte {_comptes(verbe)}."
    return (
        f"Votre rôle ({ROLES.get(role, role).lower()}) ne suffit pas pour {infinitif}\u00a0: "
        f"adressez-vous à une personne qui a un compte {_comptes(verbe)}."
    )


def _par_un_cote(verbe: str) -> bool:
    return any(CONTRIBUTEUR in regle.roles for regle in VERBES[verbe].regles)


def _comptes(verbe: str) -> str:
    if any(CONTRIBUTEUR in regle.roles for regle in VERBES[verbe].regles):
        return "de contribution ou de modération"
    if any(FINANCEUR in regle.roles for regle in VERBES[verbe].regles):
        return "de financement"
    admin_seul = all(regle.roles == ADMIN for regle in VERBES[verbe].regles)
    return "d’administration" if admin_seul else "de modération"
