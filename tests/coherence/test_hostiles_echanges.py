"""The same hostile strings in what is exchanged around a sheet: reports, voices, confirmations, imported cells, calls.

Each goes in by its real action or its real form, and every output that may show it is read with a parser.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
import streamlit
from icalendar import Calendar
from openpyxl import Workbook, load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.coherence.test_reserves import adresses
from tests.factories_appels import CONTENU as APPEL
from tests.factories_appels import JANVIER, publie
from tests.factories_comptes import un_compte
from tests.factories_confirmations import MARMITE, fiche_de_trois, lien_de
from tests.factories_contributions import MODERATRICE, publiee, quelques_territoires
from tests.factories_importation import JUSTE, ligne
from tests.factories_importation import NOMS as COLONNES
from tests.factories_importation import en_csv as en_tableau
from tests.factories_retours import AVRIL, CONTENTE, MARS, repondre_le
from tests.hostiles import HOSTILES, Lecteur, fautes_de
from tests.visiteur import Visite, html, visiteur

from observatoire import appels, confirmations, contributions, importation, retours, signalements
from observatoire.appels import CritereSaisi
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME
from observatoire.errors import Invalide
from observatoire.importation import previsualiser
from observatoire.retours.debit import DEBIT
from observatoire.retours.rules import BORNES_PHRASE
from observatoire.signalements import GARDEE, Saisie
from observatoire.store import Store, lire
from observatoire.web.importation import fichiers, pratiques
from observatoire.web.incidents import TRAITEMENTS
from observatoire.web.routes import cadre
from observatoire.web.serveur import toutes_les_routes

SUITE = " et la suite de ce qui est dit là, assez longue pour être prise"
ROUTES = [*cadre(), *toutes_les_routes()]


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    streamlit.cache_data.clear()
    quelques_territoires()
    DEBIT.vider()
    yield TestClient(
        Starlette(routes=ROUTES, exception_handlers=TRAITEMENTS),
        base_url="http://127.0.0.1:8501",
        follow_redirects=False,
    )
    streamlit.cache_data.clear()


@pytest.fixture
def visiter(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> Visite:
    return visiteur(monkeypatch)


def fautes_des(client: TestClient, liste: list[str]) -> list[tuple[str, str]]:
    """Return what would execute in the answers of these addresses; each must answer."""
    fautes = []
    for adresse in dict.fromkeys(liste):
        reponse = client.get(adresse)
        assert reponse.status_code in (200, 303, 304, 307, 308, 404, 422), (adresse, reponse.status_code)
        genre = reponse.headers.get("content-type", "").partition(";")[0]
        fautes += [(adresse, faute) for faute in fautes_de(adresse, genre, reponse.content)]
    return fautes


def fautes_de_la_page(page: str) -> list[str]:
    lecteur = Lecteur()
    lecteur.feed(page)
    return lecteur.fautes


def publics_de(pratique_id: str) -> list[str]:
    return adresses(pratique_id, "0" * 32)


def test_un_signalement_ne_sexecute_ni_chez_qui_le_lit_ni_en_public(
    client: TestClient, visiter: Visite
) -> None:
    ici = str(publiee()[0].pratique_id)
    moderatrice = un_compte("moderateur")
    gardes = 0
    for hostile in HOSTILES:
        saisie = Saisie(motif="autre", precisions=hostile + SUITE, courriel="lecteur@exemple.fr")
        try:
            s = signalements.signaler(ANONYME, ici, saisie)
        except Invalide:
            continue
        gardes += 1
        assert (
            fautes_de_la_page(html(visiter("moderation", moderatrice, vue="signalements", signalement=s.id)))
            == []
        )
        signalements.repondre(MODERATRICE, s.id, s.version, GARDEE, hostile + SUITE)
    assert gardes > 50
    assert fautes_des(client, publics_de(ici)) == []


@pytest.mark.parametrize("champ", ["precisions", "courriel", "motif"])
def test_le_formulaire_de_signalement_rend_ce_qui_est_tape_sans_lexecuter(
    client: TestClient, champ: str
) -> None:
    ici = publiee()[0].pratique_id
    for hostile in HOSTILES:
        champs = {"motif": "autre", "precisions": "x", "courriel": "sans-arobase", champ: hostile}
        reponse = client.post(f"/fiche/{ici}/signaler", data=champs)
        assert reponse.status_code == 422, hostile
        assert fautes_de_la_page(reponse.text) == []


def test_une_phrase_ne_sexecute_ni_a_la_relecture_ni_publiee(client: TestClient, visiter: Visite) -> None:
    ici = str(publiee()[0].pratique_id)
    adresse = retours.ouvrir(MODERATRICE, ici)
    for hostile in HOSTILES:
        DEBIT.vider()
        try:
            repondre_le(adresse, MARS, replace(CONTENTE, phrase=hostile[: BORNES_PHRASE.maxi]))
        except Invalide:
            continue
    with lire() as cur:
        attendent = retours.compter_phrases(cur, MODERATRICE)
    assert attendent > 50
    moderatrice = un_compte("moderateur")
    while attendent:
        assert fautes_de_la_page(html(visiter("moderation", moderatrice, vue="voix"))) == []
        with lire() as cur:
            lues = retours.lister_phrases(cur, MODERATRICE)
        for phrase in lues:
            retours.decider_phrase(MODERATRICE, phrase.id, retours.PUBLIEE)
        attendent -= len(lues)
    with temps_fige(AVRIL):
        retours.publier_les_lots()
    with lire() as cur:
        assert len(retours.lire_voix(cur, ici).phrases) > 50
    assert fautes_des(client, publics_de(ici)) == []
    assert fautes_de_la_page(html(visiter("pratique", id=ici))) == []


@pytest.mark.parametrize("champ", ["utile", "phrase", "jeton", "relu", "site_web"])
def test_la_page_des_voix_rend_ce_qui_est_envoye_sans_lexecuter(client: TestClient, champ: str) -> None:
    adresse = retours.ouvrir(MODERATRICE, str(publiee()[0].pratique_id))
    for hostile in HOSTILES:
        reponse = client.post(f"/r/{adresse.code}", data={"phrase": "x", champ: hostile})
        if champ != "site_web":
            assert reponse.status_code in (409, 422), hostile
        assert fautes_de_la_page(reponse.text) == []


@pytest.mark.parametrize("champ", ["decision", "role", "apport"])
def test_ce_quun_partenaire_corrige_ne_sexecute_pas(client: TestClient, champ: str) -> None:
    """Neither of what it corrects is a free text: what is not in the vocabularies is refused, and shown escaped."""
    ici = str(fiche_de_trois()[0].pratique_id)
    adresse = f"/confirmer/{lien_de(MARMITE, ici)}"
    for hostile in HOSTILES:
        champs = {"decision": "confirmer", "role": "porteur"}
        champs |= {f"apport.{hostile}": "oui"} if champ == "apport" else {champ: hostile}
        reponse = client.post(adresse, data=champs)
        assert reponse.status_code == 422, hostile
        assert fautes_de_la_page(reponse.text) == []
    with lire() as cur:
        assert confirmations.par_jeton(cur, adresse.rpartition("/")[2]).role == "porteur"
    for hostile in HOSTILES[:10]:
        page = client.get(f"/confirmer/{hostile.encode().hex()}").text
        assert fautes_de_la_page(page) == []


def lignes_hostiles() -> list[dict[str, str]]:
    """Return rows of a file: each string in each column in turn, the rest of the row right."""
    return [
        ligne(numero, **{colonne: hostile})
        for numero, (colonne, hostile) in enumerate(((c, h) for c in COLONNES for h in HOSTILES), 1)
    ]


def en_classeur(lignes: list[dict[str, str]]) -> bytes:
    """Return the rows as a workbook whose cells are texts, what a workbook cannot hold left out."""
    classeur = Workbook()
    feuille = classeur.worksheets[0]
    for rang, x in enumerate((dict(zip(COLONNES, COLONNES, strict=True)), *lignes), 1):
        for place, nom in enumerate(COLONNES, 1):
            cellule = feuille.cell(rang, place)
            cellule.data_type = "s"
            cellule._value = "".join(c for c in x.get(nom, "") if c >= " " or c in "\t\n")
    sortie = io.BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


@pytest.mark.parametrize("forme", ["csv", "xlsx"])
def test_une_cellule_importee_revient_sans_formule_et_entiere(client: TestClient, forme: str) -> None:
    lignes = lignes_hostiles()
    contenu = en_tableau(lignes) if forme == "csv" else en_classeur(lignes)
    importatrice = replace(MODERATRICE, role="administrateur")
    with lire() as cur:
        lue = pratiques.lecture(importatrice, contenu, "", {})
        apercu = previsualiser(cur, importatrice, contenu)
    assert len(lue.fautives) > 1_000
    fichier = fichiers.fautives(pratiques.SORTE, lue.fautives)
    assert list(fautes_de("/", "text/csv", fichier)) == []
    rendues = list(csv.DictReader(io.StringIO(fichier.decode("utf-8-sig")), delimiter=";"))
    assert len(rendues) == len(lue.fautives)
    with lire() as cur:
        revenues = previsualiser(cur, importatrice, fichier).lignes
    for avant, apres in zip((x for x in apercu.lignes if x.erreurs), revenues, strict=True):
        assert avant.contenu == apres.contenu
        assert [f.colonne for f in avant.erreurs] == [f.colonne for f in apres.erreurs]


def test_ce_qui_est_importe_puis_publie_ne_sexecute_nulle_part(client: TestClient, visiter: Visite) -> None:
    libres = ("titre", "resume", "recit", "resultats", "difficultes", "partenaire_1")
    lignes = [
        {**ligne(n), **{c: f"{HOSTILES[(n * 6 + i) % len(HOSTILES)]} {JUSTE.get(c) or SUITE}" for i, c in enumerate(libres)}}
        for n in range(10)
    ]  # fmt: skip
    importateur = replace(MODERATRICE, id="un-autre", role="administrateur")
    with lire() as cur:
        apercu = previsualiser(cur, importateur, en_tableau(lignes))
    import_id, nombre = importation.importer(importateur, apercu, fichier=HOSTILES[0], valides_seulement=True, source=HOSTILES[22])  # fmt: skip
    assert nombre >= 6
    with lire() as cur:
        attendent = cur.lignes(
            "select id, version from base.contribution where import_id = $id", id=import_id
        )
    publiees = [str(contributions.publier(MODERATRICE, c["id"], c["version"]).pratique_id) for c in attendent]
    assert fautes_des(client, [a for ici in publiees[:2] for a in publics_de(ici)]) == []
    assert fautes_des(client, [f"/fiche/{ici}{s}" for ici in publiees for s in ("", ".pdf")]) == []
    assert fautes_de_la_page(html(visiter("importer", un_compte("administrateur")))) == []


def test_un_appel_ne_sexecute_ni_en_document_ni_en_agenda_ni_en_flux(
    client: TestClient, visiter: Visite
) -> None:
    publies = []
    with temps_fige(JANVIER):
        for n, hostile in enumerate(HOSTILES):
            suivants = [HOSTILES[(n + i) % len(HOSTILES)] + SUITE for i in range(1, 4)]
            critere = CritereSaisi(nom=hostile, poids="2", guide=suivants[0])
            voulu = replace(
                APPEL, titre=hostile + SUITE, financeur=hostile, presentation=f"{suivants[1]}. {SUITE}", candidats=suivants[2],
                criteres=(critere, *APPEL.criteres),
            )  # fmt: skip
            try:
                publies.append(publie(voulu))
            except Invalide:
                continue
        assert len(publies) > 40
        for paru in publies:
            assert fautes_des(client, [f"/appels/{paru.id}"]) == []
            agenda = Calendar.from_ical(client.get(f"/appels/{paru.id}.ics").content)
            assert [str(e["summary"]) for e in agenda.walk("VEVENT")] == [
                f"Clôture\u00a0: {paru.contenu.titre}"
            ] * 2
            assert {c.name for c in agenda.walk()} == {"VCALENDAR", "VEVENT", "VALARM"}
        assert fautes_des(client, ["/appels.atom"]) == []
        assert fautes_de_la_page(html(visiter("appels"))) == []
        for paru in publies[:8]:
            assert fautes_de_la_page(html(visiter("appels", id=paru.id))) == []
    with lire() as cur:
        assert len(appels.lister_publics(cur)) == len(publies)


def test_un_classeur_dont_les_textes_sont_des_formules_nest_pas_calcule() -> None:
    """The factory above writes texts that look like formulas: they are read as texts by the product, not computed."""
    [feuille] = load_workbook(io.BytesIO(en_classeur([ligne(1, titre="=1+1")]))).worksheets
    assert feuille.cell(2, COLONNES.index("titre") + 1).value == "=1+1"
