"""The table of pages. It feeds the menu, the shell's titles, the 404, the light pages' header and the tests."""

from dataclasses import dataclass

from observatoire.comptes.model import (
    ADMINISTRATEUR,
    ANONYME,
    CONTRIBUTEUR,
    MODERATEUR,
    ROLES_DE_COMPTE,
    Personne,
)

NOM = "Observatoire des bonnes pratiques ES/TS"
NOM_COURT = "Observatoire ES/TS"
DEVISE = "Les alliances locales entre entrepreneurs sociaux et travailleurs sociaux"


@dataclass(frozen=True, slots=True)
class Entree:
    """One page: `adresse` is what people type, `fichier` is in pages/."""

    slug: str
    titre: str
    espace: str
    description: str
    """What the page gives, for search engines and for people who hover; 50 to 160 characters."""
    roles: frozenset[str] = frozenset()
    """Roles that may open it; empty means everyone."""
    au_menu: bool = True
    par_defaut: bool = False

    @property
    def adresse(self) -> str:
        """Return the path of the page."""
        return "/" if self.par_defaut else f"/{self.slug}"

    @property
    def fichier(self) -> str:
        """Return the script, relative to app.py."""
        return f"pages/{self.slug}.py"

    @property
    def titre_complet(self) -> str:
        """Return the title of the browser's tab."""
        return NOM if self.par_defaut else f"{self.titre} · {NOM_COURT}"

    def ouverte_a(self, personne: Personne) -> bool:
        """Tell whether a person may open the page."""
        return not self.roles or personne.role in self.roles


ANIMATION = frozenset({MODERATEUR, ADMINISTRATEUR})
CONTRIBUTION = frozenset({CONTRIBUTEUR, *ANIMATION})

ENTREES = (
    Entree(
        "accueil",
        "Accueil",
        "Découvrir",
        "La carte de France des alliances locales entre entrepreneurs sociaux et travailleurs sociaux, et comment y prendre part.",
        par_defaut=True,
    ),
    Entree(
        "explorer",
        "Explorer",
        "Découvrir",
        "Chercher une pratique sur la carte ou dans la liste, par territoire, thème, public ou mot, et exporter le résultat.",
    ),
    Entree(
        "pratique",
        "Fiche pratique",
        "Découvrir",
        "Une pratique racontée : ce qui a été fait, avec qui, où, pour qui, ce qui a aidé, ce qui a freiné, et les sources.",
        au_menu=False,
    ),
    Entree(
        "territoire",
        "Territoires",
        "Découvrir",
        "Une commune, une intercommunalité, un département ou une région\u00a0: ses chiffres, les pratiques qui s’y mènent ou le couvrent.",
    ),
    Entree(
        "pistes",
        "Pistes",
        "Découvrir",
        "Les pistes d’action issues des ateliers de la Grande Rencontre du 13 décembre 2021, par famille, et ce qui les réalise.",
    ),
    Entree(
        "fins",
        "Fins et leçons",
        "Découvrir",
        "Ce que les fins enseignent\u00a0: pourquoi des collaborations s’arrêtent, combien de temps durent les alliances, et ce qu’on referait.",
    ),
    Entree(
        "proposer",
        "Proposer",
        "Contribuer",
        "Raconter en cinq minutes une pratique menée ensemble par des entrepreneurs sociaux et des travailleurs sociaux.",
    ),
    Entree(
        "suivi",
        "Suivre",
        "Contribuer",
        "Suivre et corriger sa proposition grâce au lien secret remis au moment de l’envoi, sans créer de compte.",
    ),
    Entree(
        "moderation",
        "Modération",
        "Animer",
        "Relire les propositions reçues, demander une correction, publier ou refuser en donnant la raison.",
        roles=ANIMATION,
    ),
    Entree(
        "doublons",
        "Doublons",
        "Animer",
        "Regarder côte à côte deux fiches qui racontent peut-être la même collaboration, les distinguer ou les réunir.",
        roles=ANIMATION,
    ),
    Entree(
        "importer",
        "Importer",
        "Animer",
        "Ajouter d’un tableur des pratiques, des efforts d’observation ou les valeurs d’un indicateur, après avoir vu ligne par ligne ce que cela fera.",
        roles=CONTRIBUTION,
    ),
    Entree(
        "appels",
        "Appels",
        "Financer",
        "Les appels à projets qui soutiennent des alliances entre entrepreneurs sociaux et travailleurs sociaux, ouverts, à venir et passés.",
    ),
    Entree(
        "instruction",
        "Instruction",
        "Financer",
        "Lire les candidatures confiées, dire un conflit d’intérêts, noter, voir tout l’appel et ses désaccords.",
        roles=frozenset(ROLES_DE_COMPTE),
    ),
    Entree(
        "donnees",
        "Données",
        "Comprendre",
        "Télécharger les données ouvertes de l’observatoire, lire leur dictionnaire, les interroger par l’interface de programmation.",
    ),
    Entree(
        "methode",
        "Méthode",
        "Comprendre",
        "D’où viennent les pratiques, ce que ces données ne disent pas, accessibilité, vie privée et mentions légales.",
    ),
)

PAR_SLUG = {e.slug: e for e in ENTREES}
PAR_ADRESSE = {e.adresse: e for e in ENTREES}
ESPACES = tuple(dict.fromkeys(e.espace for e in ENTREES))


def entrees_du_menu(personne: Personne = ANONYME) -> list[Entree]:
    """List the pages of the menu that a person may open, in order."""
    return [e for e in ENTREES if e.au_menu and e.ouverte_a(personne)]
