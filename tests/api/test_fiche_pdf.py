"""The printed sheet: all that the page says, tagged and in French, where a text stays a text."""

import io
import random
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import pytest
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.api.test_fiche import ADRESSES, PIEGES
from tests.factories_publication import partenaire, peupler, pratique, publier, source

from observatoire.clock import maintenant
from observatoire.store import Store, ecrire
from observatoire.vocabulaires import vocabulaire
from observatoire.web import impression
from observatoire.web.impression import ABSENT, composer, imprimable
from observatoire.web.incidents import TRAITEMENTS
from observatoire.web.legeres import ROUTES

PIEGES_TYPST = (
    '#panic("x")', "#read(\"/etc/passwd\")", '#import "@preview/cetz:0.3.0"', "#{ while true {} }", "$ integral $",
    "*gras* _penché_ `brut` ~ @ref <etiquette>", "\\#eval(\"1\")", "= Titre\n- liste\n+ liste\n/ t: d", "#set page(width: 1pt)",
    "#link(\"https://mal.fr\")[x]", "[", "]", "{", "}", "(", ")", "\"", "\\", "\\\"", "#", "$", "//", "/* ", "*/", "```", "#let d = 1",
    "#include \"commun.typ\"", "#sys.inputs", "#json(bytes(sys.inputs.donnees))", "#counter(page).update(9)", "#pagebreak()",
    "#image(\"x.png\")", "#plugin(\"x.wasm\")", "#metadata(1) <x>", "--- -- ...", "'\"'\"", "%PDF-1.7\nendobj", "(\\) Tj ET", "<</JS(x)>>",
    "\u202egnp.exe", "a\u0000b", "\u0007\u001b[31m", "😀👩‍👩‍👧", "中文 عربى עברית", "\ufffe\uffff", "e\u0301" * 40, "Z̷̢͇͙a̶̡l̸g̴o", "\u2028\u2029",
)  # fmt: skip
PIEGES_AU_MOINS = 60


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    peupler()
    yield TestClient(Starlette(routes=ROUTES, exception_handlers=TRAITEMENTS), base_url="http://127.0.0.1:8501")  # fmt: skip  # noqa: PT022


def lire_pdf(contenu: bytes) -> tuple[PdfReader, str]:
    """Return the document and its words, one space between them."""
    lu = PdfReader(io.BytesIO(contenu), strict=False)
    return lu, " ".join(" ".join(page.extract_text() for page in lu.pages).split())


def actions(lu: PdfReader) -> list[str]:
    """Return what the document could do, or where it could lead."""
    trouvees = []
    for page in lu.pages:
        for annotation in page.get("/Annots") or []:
            action: Any = annotation.get_object().get("/A", {})
            trouvees.append(f"{action.get('/S')} {action.get('/URI', '')}")
    return trouvees


def test_la_fiche_imprimee_dit_tout_et_se_lit_a_voix_haute(client: TestClient) -> None:
    reponse = client.get("/fiche/alpha.pdf")
    assert (reponse.status_code, reponse.headers["content-type"]) == (200, "application/pdf")
    assert "fiche-alpha.pdf" in reponse.headers["content-disposition"]
    lu, texte = lire_pdf(reponse.content)
    for dit in (
        "Épicerie solidaire", "Un résumé ; avec un point-virgule", "Première ligne - puce - autre", "Bourg-en-Bresse (01)", "CCAS",
        "Lieu partagé", "Sans-abrisme", "Porteur", "Épices & Cie", "Confirmé", "Mot à mot", "Grande Rencontre", "lien|social", "2019",
        "Licence Ouverte 2.0", "Publiée le 2 mars 2026", "http://127.0.0.1:8501/fiche/alpha", "Pour citer cette fiche",
    ):  # fmt: skip
        assert dit in texte.replace("\u00a0", " ").replace("\u202f", " "), dit
    racine: Any = lu.trailer["/Root"]
    assert racine["/Lang"] == "fr-FR"
    assert racine["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in racine
    assert racine["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (lu.metadata or {})["/Title"] == "Épicerie solidaire"
    xmp = racine["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part[>=\"]+1", xmp)
    assert "/URI https://exemple.fr/article" in actions(lu)


def test_le_dessin_de_l_alliance_se_dit_en_mots(client: TestClient) -> None:
    contenu = client.get("/fiche/alpha.pdf").content
    lu = PdfReader(io.BytesIO(contenu))
    dits = [
        o.get("/Alt")
        for i in range(1, len(lu.xref[0]) + 1)
        for o in [lu.get_object(i)]
        if isinstance(o, dict) and o.get("/S") == "/Figure"
    ]
    assert any("Alliance entre les deux côtés" in str(dit) for dit in dits), dits


@pytest.mark.parametrize("suffixe", [".pdf", ".bib", ".ris"])
def test_ce_qui_n_est_pas_public_ne_s_imprime_pas(client: TestClient, suffixe: str) -> None:
    for identifiant in ("inconnue", "retiree", "anonyme", "%00", "a%09b", "x" * 2000, "<script>"):
        reponse = client.get(f"/fiche/{identifiant}{suffixe}")
        assert reponse.status_code == 404
        assert reponse.headers["content-type"].startswith("text/html")
        assert "Retirée" not in reponse.text


def test_qui_a_refuse_n_est_pas_imprime(client: TestClient) -> None:
    assert "A refusé" not in lire_pdf(client.get("/fiche/beta.pdf").content)[1]


def test_une_fiche_retiree_ne_reste_pas_en_memoire(client: TestClient) -> None:
    assert client.get("/fiche/alpha.pdf").status_code == 200
    with ecrire() as tx:
        tx.executer("update base.pratique set statut = 'retiree' where id = 'alpha'")
    publier([pratique("autre")])
    assert client.get("/fiche/alpha.pdf").status_code == 404


def test_le_meme_document_n_est_pas_refait(client: TestClient) -> None:
    premier = client.get("/fiche/alpha.pdf")
    assert client.get("/fiche/alpha.pdf").content == premier.content
    seconde = client.get("/fiche/alpha.pdf", headers={"If-None-Match": premier.headers["etag"]})
    assert (seconde.status_code, seconde.content) == (304, b"")


def piegee(identifiant: str, piege: str) -> None:
    champs = ("titre", "resume", "recit", "resultats", "difficultes", "licence")
    publier(
        [pratique(identifiant, mots_libres=[piege], forme=piege, thematiques=[piege], freins=[piege], **dict.fromkeys(champs, piege))],
        [partenaire(identifiant, nom=piege, role=piege, apporte=[piege])],
        [source(identifiant, titre=piege, citation=piege, url="https://exemple.fr/" + piege)],
    )  # fmt: skip


def test_un_texte_piege_reste_un_texte(client: TestClient) -> None:
    pieges = [p.replace("\u0000", "\u0001") for p in (*PIEGES, *PIEGES_TYPST)]  # no engine keeps a NUL
    assert len(set(pieges)) >= PIEGES_AU_MOINS
    for rang, piege in enumerate(pieges):
        piegee(f"piege-{rang}", piege)
    for rang, piege in enumerate(pieges):
        reponse = client.get(f"/fiche/piege-{rang}.pdf")
        assert reponse.status_code == 200, piege
        lu, texte = lire_pdf(reponse.content)
        attendu = "".join(imprimable(" ".join(piege.split())).split())
        if attendu.isascii():
            assert "".join(texte.split()).count(attendu) >= 8, piege
        assert all(a.startswith("/URI http") for a in actions(lu)), piege
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(lu.trailer["/Root"]), piege
        assert b"/JavaScript" not in reponse.content, piege


def test_une_adresse_piegee_ne_devient_pas_un_lien(client: TestClient) -> None:
    for rang, adresse in enumerate(ADRESSES):
        publier([pratique(f"p{rang}", site=adresse)], [], [source(f"p{rang}", titre="Source", url=adresse)])
        lu, _ = lire_pdf(client.get(f"/fiche/p{rang}.pdf").content)
        permis = ("/URI https://x.fr/", "/URI http://127.0.0.1:8501/")
        assert all(a.startswith(permis) for a in actions(lu)), adresse


def test_la_plus_longue_fiche_tient_et_ses_pages_sont_numerotees(client: TestClient) -> None:
    publier(
        [
            pratique(
                "longue", titre="Titre assez long " * 8, resume="Résumé. " * 150, recit="Une phrase du récit.\n" * 240,
                resultats="à " * 1500, difficultes="ç " * 1500,
                **{c: list(vocabulaire(v).codes) for c, v in (("objectifs", "objectif"), ("publics", "public"), ("freins", "frein"), ("leviers", "levier"))},
            )
        ],
        [partenaire("longue", i, nom=f"Structure au nom assez long numéro {i}", cote=("es", "ts", "public")[i % 3], role="porteur", apporte=list(vocabulaire("apport").codes[:4])) for i in range(1, 21)],
    )  # fmt: skip
    lu, texte = lire_pdf(client.get("/fiche/longue.pdf").content)
    assert len(lu.pages) >= 5
    assert f"{len(lu.pages)} / {len(lu.pages)}" in texte
    assert "Niveau de preuve" in texte


def test_un_mot_trop_long_se_coupe_en_francais(client: TestClient) -> None:
    publier(
        [pratique("coupe", recit="une " + "collaboration interprofessionnelle constitutionnellement " * 12)]
    )
    brut = "\n".join(
        page.extract_text() for page in PdfReader(io.BytesIO(client.get("/fiche/coupe.pdf").content)).pages
    )
    assert re.search(r"[a-z][-\u00ad\u2010]\n", brut)  # fmt: skip


def test_chaque_caractere_garde_se_dessine() -> None:
    """PDF/UA refuses a document for one missing glyph: what `imprimable` keeps is covered, in any company."""
    tous = [chr(c) for debut, fin in impression._COUVERTS for c in range(debut, fin + 1)]
    hasard = random.Random(20211213)
    melanges = ["".join(hasard.sample(tous, 80)) for _ in range(40)]
    donnees = {
        "titre": "".join(tous), "editeur": "x", "description": "", "mots": [], "adresse": "https://exemple.fr", "pied": "",
        "mixite": {"code": "mixte", "teinte": "mixte", "dite": ""}, "badges": [], "resume": [melanges], "provenance": "",
        "reperes": [], "avant": [], "alliance": None, "cotes": [], "freins": [], "voix": None, "effets": {"titre": "", "phrases": []}, "apres": [], "inspirations": [], "sources": [], "non_dit": "",
        "historique": [], "proches": [], "citation": "",
    }  # fmt: skip
    assert composer("fiche.typ", donnees, maintenant()).startswith(b"%PDF-")


def test_un_caractere_sans_dessin_se_voit() -> None:
    assert imprimable("a😀b") == f"a{ABSENT}b"
    assert imprimable("𝐆𝐫𝐚𝐬 ﬁn Ⅷ") == "Gras fin VIII"
    assert imprimable("a\u202eb\u200bc\x00d\ne") == "abcd e"
    assert imprimable("e\u0301") == "é"


# --- To cite ---------------------------------------------------------------------------------------------------


def test_la_reference_se_telecharge(client: TestClient) -> None:
    bib = client.get("/fiche/alpha.bib").text
    assert bib.startswith("@misc{alpha,\n")
    assert "url = {http://127.0.0.1:8501/fiche/alpha}" in bib
    assert "year = {2026}" in bib
    ris = client.get("/fiche/alpha.ris").text
    assert ris.startswith("TY  - ELEC\r\nTI  - Épicerie solidaire\r\n")
    assert ris.endswith("ER  - \r\n")


def test_un_titre_piege_ne_sort_pas_de_son_champ(client: TestClient) -> None:
    pieges = [*PIEGES, "}, url = {https://mal.fr}", "a\nER  - \nTY  - JOUR", "\\input{/etc/passwd}"]
    publier([pratique(f"piege-{rang}", titre=piege, licence=piege) for rang, piege in enumerate(pieges)])
    for rang, piege in enumerate(pieges):
        bib = client.get(f"/fiche/piege-{rang}.bib").text
        assert len(bib.splitlines()) == 9, piege
        sans_mots = re.sub(r"\\text(backslash|asciitilde|asciicircum){}", "", bib)
        accolades = re.sub(r"\\[{}&%$#_]", "", sans_mots)
        assert accolades.count("{") == accolades.count("}") == 10, piege
        assert len(client.get(f"/fiche/piege-{rang}.ris").text.split("\r\n")) == 12, piege


# --- The machine -----------------------------------------------------------------------------------------------


def test_rien_ne_vient_du_dehors() -> None:
    """A template imports its neighbours only: neither a package, nor a file outside its folder."""
    for gabarit in impression.DOSSIER.glob("*.typ"):
        source_typ = gabarit.read_text("utf-8")
        importes = re.findall(r'(?:import|include)\s+"([^"]*)"', source_typ)
        assert all((impression.DOSSIER / nom).parent == impression.DOSSIER for nom in importes), gabarit
        assert not re.search(r"@preview|read\(|https?:|plugin\(|eval\(", source_typ), gabarit


def test_deux_documents_au_plus_se_composent_a_la_fois() -> None:
    en_cours, plus_haut, verrou = 0, 0, threading.Lock()
    ensemble = threading.Barrier(2)

    def composer_un() -> None:
        nonlocal en_cours, plus_haut
        with verrou:
            en_cours += 1
            plus_haut = max(plus_haut, en_cours)
        ensemble.wait(30)
        with verrou:
            en_cours -= 1

    async def beaucoup() -> None:
        async with anyio.create_task_group() as groupe:
            for _ in range(8):
                groupe.start_soon(impression.imprimer, composer_un)

    with ThreadPoolExecutor(1) as ailleurs:  # a browser's own loop may hold this thread
        ailleurs.submit(anyio.run, beaucoup).result()
    assert (plus_haut, en_cours) == (2, 0)
