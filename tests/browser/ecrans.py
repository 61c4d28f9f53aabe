"""Every screen of the observatory, with the states worth looking at: for accessibility, network and captures."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, Page
from tests.browser.navigateur import aller, attendre, nouveau_contexte
from tests.browser.observatoire_servi import COURRIEL, MOT_DE_PASSE, Observatoire
from tests.factories_pieces import pdf, photo


@dataclass(frozen=True, slots=True)
class Ecran:
    """A screen: its address (names of `Observatoire.noms` in braces), what to do there, whose session it needs."""

    nom: str
    adresse: str
    geste: Callable[[Page], None] | None = None
    moderation: bool = False
    attendue: str = ""
    """Part of what the browser writes in its console because the answer is, rightly, an error."""

    def ouvrir(self, page: Page, servi: Observatoire) -> None:
        """Open it and wait for the whole of it."""
        aller(page, servi.base + self.adresse.format(**servi.noms))
        if self.geste:
            self.geste(page)
            attendre(page)


def _deposer_vide(page: Page) -> None:
    page.get_by_role("button", name="Déposer", exact=True).click()
    page.get_by_text("Rien n’est encore déposé").wait_for()


def _ouvrir_la_fin(page: Page) -> None:
    for carte in ("Ce que cette fin enseigne (", "Freins et leviers ("):
        page.get_by_text(carte).click()
    page.get_by_label("La condition qui a manqué").wait_for()
    page.get_by_label("Ce que cela a changé").first.wait_for()
    page.get_by_text("Sous embargo", exact=True).click()
    page.get_by_text("Visible à partir du").wait_for()


def _joindre_une_photo(page: Page) -> None:
    page.get_by_text("Photos, documents, page à lire").click()
    fichiers = [
        {"name": "cuisine.jpg", "mimeType": "image/jpeg", "buffer": photo((640, 480))},
        {"name": "bilan.pdf", "mimeType": "application/pdf", "buffer": pdf()},
        {"name": "notes.jpg", "mimeType": "image/jpeg", "buffer": b"pas une photo"},
    ]
    page.locator("input[type=file]").set_input_files(fichiers)
    page.get_by_text("n’est pas joint").wait_for()


def _demander_correction(page: Page) -> None:
    page.get_by_text("Demander une correction", exact=True).first.click()
    page.get_by_role("textbox", name="Raison, lue par l’auteur").wait_for()


def _choisir_pour_refuser(page: Page) -> None:
    cases = page.get_by_text("Choisir «", exact=False)
    cases.first.click()
    page.get_by_text("Les refuser", exact=True).first.click()
    page.get_by_role("textbox", name="Raison, lue par chaque auteur").wait_for()


def _ouvrir_themes(page: Page) -> None:
    page.get_by_role("button", name="Thème").click()
    page.get_by_role("checkbox").first.wait_for()


def _ouvrir_la_note(page: Page) -> None:
    page.get_by_text("Dire jusqu’où un côté a été cherché ici").click()
    page.get_by_role("textbox", name="Comment on a cherché").wait_for()


def _deposer_des_efforts(page: Page) -> None:
    texte = (
        "territoire;cote;effort;date;source\n"
        "departement-78;les deux;2;31/03/2026;Annuaire de l’ESS\n69123;ts;9;hier;Réunion\n7800;es;1;;\n"
    )
    fichier = {"name": "efforts.csv", "mimeType": "text/csv", "buffer": texte.encode()}
    page.locator("input[type=file]").set_input_files([fichier])
    page.get_by_text("Rien n’est encore enregistré").wait_for()


def _ouvrir_periode(page: Page) -> None:
    page.get_by_role("button", name="Période", exact=True).click()
    page.get_by_role("navigation", name="Nombre de pratiques par année").wait_for()


def _ouvrir_les_vues(page: Page) -> None:
    page.get_by_role("button", name="Vues", exact=True).click()
    page.get_by_role("textbox", name="Nom de la vue affichée").wait_for()


def _ouvrir_plus(page: Page) -> None:
    page.get_by_role("button", name="Plus de filtres").click()
    page.get_by_text("Frein rencontré").click()
    page.get_by_role("checkbox").first.wait_for()


def _connexion_refusee(page: Page) -> None:
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_text("Le courriel manque").wait_for()


def _ouvrir_une_parole(page: Page) -> None:
    page.get_by_text("Ce qu’en dit le compte rendu").first.click()
    page.get_by_text("La Grande Rencontre, table").first.wait_for()


def _signaler_mal(page: Page) -> None:
    page.get_by_label("Précisez en une phrase").fill("Une phrase à garder.")
    page.get_by_role("button", name="Envoyer le signalement").click()
    page.get_by_text("Choisissez ce qui ne va pas").wait_for()


def _repondre_a_moitie(page: Page) -> None:
    page.get_by_role("radio", name="Un peu").first.check()
    page.get_by_label("Vous voulez ajouter une phrase").fill("Appelez-moi au 06 12 34 56 78.")
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_role("alert").wait_for()


def _ouvrir_le_recueil(page: Page) -> None:
    page.get_by_text("Recueillir la voix des personnes").click()
    page.get_by_role("link", name="Imprimer l’affiche").wait_for()


def _creer_un_lien(page: Page) -> None:
    page.get_by_role("button", name="Créer").last.click()
    page.get_by_text("à copier maintenant").wait_for()


def _confirmer_sans_role(page: Page) -> None:
    page.get_by_label("Votre rôle").evaluate("e => { e.add(new Option('À choisir', '')); e.value = '' }")
    page.get_by_role("button", name="Oui, nous y prenons part").click()
    page.get_by_text("Choisissez votre rôle").wait_for()


ECRANS = (
    Ecran("accueil", "/"),
    Ecran("explorer", "/explorer"),
    Ecran("explorer-filtre", "/explorer?q=alimentation&territoire=region-11", _ouvrir_themes),
    Ecran("explorer-aplats", "/explorer?carte=departement"),
    Ecran("explorer-epci", "/explorer?carte=epci&territoire=departement-78"),
    Ecran("explorer-communes", "/explorer?carte=commune&territoire=departement-78&mesure=par_habitant"),
    Ecran("explorer-part", "/explorer?carte=region&mesure=part_mixte"),
    Ecran("explorer-periode", "/explorer?periode=2015-2020&periode=inconnue", _ouvrir_periode),
    Ecran(
        "explorer-plus",
        "/explorer?territoire=commune-78440&rayon=50&tri=distance&frein=stereotypes",
        _ouvrir_plus,
    ),
    Ecran("explorer-vues", "/explorer?mixite=mixte", _ouvrir_les_vues, moderation=True),
    Ecran("explorer-tableau", "/explorer?vue=tableau"),
    Ecran("explorer-graphiques", "/explorer?vue=graphiques"),
    Ecran("explorer-vide", "/explorer?q=zzzyx&territoire=commune-78440"),
    Ecran("pratique", "/pratique?id={fiche}"),
    Ecran("pratique-contribuee", "/pratique?id={publiee}"),
    Ecran("pratique-leviers", "/pratique?id=diagnostics-partages", _ouvrir_une_parole),
    Ecran("pratique-absente", "/pratique?id=inconnue"),
    Ecran("signaler", "/fiche/{fiche}/signaler"),
    Ecran("signaler-erreurs", "/fiche/{fiche}/signaler", _signaler_mal, attendue="422"),
    Ecran("signaler-merci", "/fiche/{fiche}/signaler?envoye=1"),
    Ecran("voix", "/r/{code}"),
    Ecran("voix-erreurs", "/r/{code}", _repondre_a_moitie, attendue="422"),
    Ecran("voix-merci", "/r/{code}?merci=1"),
    Ecran("voix-cote", "{lien_ts}"),
    Ecran("voix-moderation", "/moderation?vue=voix", moderation=True),
    Ecran("voix-recueil", "/pratique?id={publiee}", _ouvrir_le_recueil, moderation=True),
    Ecran("voix-fiche", "/fiche/{publiee}"),
    Ecran("moderation-signalements", "/moderation?vue=signalements", moderation=True),
    Ecran("zones", "/territoire?code=region-76&onglet=zones"),
    Ecran(
        "zones-case",
        "/territoire?code=departement-38&onglet=zones&cellule=departement-38&theme=trouver-un-emploi",
    ),
    Ecran("zones-note", "/territoire?code=commune-69123&onglet=zones", _ouvrir_la_note, moderation=True),
    Ecran("zones-legeres", "/territoires/departement-38"),
    Ecran("territoire", "/territoire?code=commune-78440"),
    Ecran("territoire-pratiques", "/territoire?code=departement-78&onglet=pratiques"),
    Ecran("territoire-sans-pratique", "/territoire?code=29155&onglet=pratiques"),
    Ecran("territoire-ambigu", "/territoire?code=75"),
    Ecran("territoire-semblables", "/territoire?code=departement-35&onglet=semblables&sans=densite"),
    Ecran("territoire-comparer", "/territoire?code=departement-78&onglet=comparer&avec=92&avec=region-94"),
    Ecran("territoire-diagnostic", "/territoire?code=departement-53&onglet=diagnostic"),
    Ecran(
        "territoire-diagnostic-absent", "/territoire?code=departement-78&onglet=diagnostic", moderation=True
    ),
    Ecran("pistes", "/pistes"),
    Ecran("appels", "/appels"),
    Ecran("appel", "/appels/{appel}"),
    Ecran("candidater", "/appels?candidater={appel}"),
    Ecran("candidature", "/appels?jeton={jeton_candidature}"),
    Ecran("candidature-membre", "/appels?jeton={jeton_membre}"),
    Ecran("candidature-deposee", "/appels?jeton={jeton_candidature_deposee}"),
    Ecran("instruction", "/instruction", moderation=True),
    Ecran("proposer", "/proposer"),
    Ecran("proposer-erreurs", "/proposer", _deposer_vide),
    Ecran("proposer-brouillon", "/proposer?brouillon={jeton_brouillon}"),
    Ecran("proposer-fin", "/proposer?brouillon={jeton_fin}", _ouvrir_la_fin),
    Ecran("fins", "/fins"),
    Ecran("fiche-fin", "/pratique?id={finie}"),
    Ecran("proposer-photos", "/proposer", _joindre_une_photo),
    Ecran("proposer-modification", "/proposer?pratique={fiche}"),
    Ecran("suivi", "/suivi"),
    Ecran("suivi-a-relire", "/suivi?jeton={jeton_a_relire}"),
    Ecran("suivi-a-corriger", "/suivi?jeton={jeton_a_corriger}"),
    Ecran("suivi-publiee", "/suivi?jeton={jeton_publiee}"),
    Ecran("suivi-partenaires", "/suivi?jeton={jeton_trois}", _creer_un_lien),
    Ecran("confirmer", "/confirmer/{jeton_confirmer}"),
    Ecran("confirmer-erreur", "/confirmer/{jeton_confirmer}", _confirmer_sans_role, attendue="422"),
    Ecran("nouvelles", "/nouvelles/{jeton_nouvelles}"),
    Ecran("suivi-perdu", "/suivi?jeton=perdu"),
    Ecran("moderation-fermee", "/moderation"),
    Ecran("moderation", "/moderation", moderation=True),
    Ecran("moderation-courrier", "/moderation?vue=courrier", moderation=True),
    Ecran("doublons", "/doublons", moderation=True),
    Ecran("moderation-lot", "/moderation", _choisir_pour_refuser, moderation=True),
    Ecran("moderation-recours", "/moderation?contribution={contestee}", moderation=True),
    Ecran("suivi-refusee", "/suivi?jeton={jeton_refusee}"),
    Ecran("moderation-decidees", "/moderation?vue=decidees", moderation=True),
    Ecran(
        "moderation-une",
        "/moderation?contribution={a_relire}",
        _demander_correction,
        moderation=True,
    ),
    Ecran("importer", "/importer", moderation=True),
    Ecran("importer-apercu", "/importer", _deposer_des_efforts, moderation=True),
    Ecran("donnees", "/donnees"),
    Ecran("methode", "/methode"),
    Ecran("connexion", "/connexion"),
    Ecran("connexion-refusee", "/connexion", _connexion_refusee, attendue="status of 422"),
    Ecran("compte", "/connexion", moderation=True),
    Ecran("legere-fiche", "/fiche/{fiche}"),
    Ecran("legere-liste", "/fiches"),
    Ecran("legere-territoire", "/territoires/commune-78440"),
    Ecran("legere-territoires", "/territoires"),
    Ecran("legere-diagnostic", "/diagnostics/{diagnostic}"),
    # axe itself tries to write a style there, that the page's policy rightly refuses.
    Ecran(
        "embarquee",
        "/embed/carte?territoire=departement-78&carte=commune&mesure=par_habitant",
        attendue="Applying inline style",
    ),
    Ecran("introuvable", "/inconnue", attendue="status of 404"),
)


def se_connecter(page: Page, base: str, suite: str = "/moderation", courriel: str = COURRIEL) -> None:
    """Sign in by the form, and arrive at `suite`."""
    aller(page, f"{base}/connexion?suite={suite}")
    page.get_by_label("Courriel").fill(courriel)
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url(f"{base}{suite}")
    attendre(page)


def session_moderateur(navigateur: Browser, base: str) -> dict:
    """Return the browser state (cookies) of the signed-in moderator, for other contexts."""
    contexte = nouveau_contexte(navigateur)
    se_connecter(contexte.new_page(), base)
    etat = contexte.storage_state()
    contexte.close()
    return etat
