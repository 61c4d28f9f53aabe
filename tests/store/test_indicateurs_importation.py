"""Import values by code: 300 wrong rows out of 5,000 told one by one, all or the valid ones, undone by importing again."""

import io
import random
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.factories_indicateurs import CODE, declarer

from observatoire import indicateurs
from observatoire.cli.arguments import analyseur
from observatoire.comptes import OPERATEUR
from observatoire.comptes.model import ANONYME, Personne
from observatoire.errors import ErreurObservatoire, Invalide, Refus
from observatoire.indicateurs import console
from observatoire.indicateurs.chargement import charger_indicateurs
from observatoire.indicateurs.importation import importables, importer, previsualiser, valeurs_presentes
from observatoire.indicateurs.model import Valeur
from observatoire.journal import lister_journal
from observatoire.settings import settings
from observatoire.store import Store, lire
from observatoire.territoires import lister, trouver
from observatoire.territoires.chargement import charger_territoires

ENTETE = "code;valeur;annee\n"


@pytest.fixture
def pret(store_territoires: Store, tmp_path: Path) -> Path:
    donnees = declarer(tmp_path)
    charger_indicateurs(donnees)
    return donnees


def lire_fichier(contenu: str | bytes, **options: object) -> object:
    with lire() as cur:
        return previsualiser(cur, CODE, contenu.encode() if isinstance(contenu, str) else contenu, **options)


def valeurs(territoire: str) -> Valeur | None:
    with lire() as cur:
        return indicateurs.valeurs(cur, [territoire])[territoire].get(CODE)


@dataclass(frozen=True)
class Faute:
    """A way to spoil a row: what is written, and what must be said of it."""

    ecrire: Callable[[str], tuple[str, str, str]]
    dit: str
    suggestion: Callable[[str], str] = lambda _: ""


FAUTES = (
    Faute(lambda c: (c.removeprefix("0") if c < "1" else "1001", "1", ""), "a perdu son zéro initial", lambda c: c if c < "1" else "01001"),
    Faute(lambda _: ("69381", "1", ""), "est celui d’une ancienne commune\u00a0: écrivez 69123 (Lyon)", lambda _: "69123"),
    Faute(lambda _: ("99999", "1", ""), "n’existe pas dans le code officiel géographique 2026"),
    Faute(lambda c: (c, "douze", ""), "«\u00a0douze\u00a0» n’est pas un nombre"),
    Faute(lambda c: (c, "", ""), "La valeur manque"),
    Faute(lambda c: (c, "1", "20023"), "n’est pas une année"),
    Faute(lambda _: ("", "1", ""), "Le code manque"),
    Faute(lambda _: ("75", "1", ""), "désigne plusieurs territoires"),
)  # fmt: skip


def fichier_de_5000(codes: list[str]) -> tuple[str, dict[int, tuple[Faute | str, str]]]:
    """Return a file of 5,000 rows and, for each of its 300 wrong ones, by row number, what was done to it."""
    hasard = random.Random(2021)
    fausses = sorted(hasard.sample(range(100, 5000), 300))
    lignes, attendues = [], {}
    for rang in range(5000):
        code, numero = codes[rang], rang + 2
        if rang not in fausses:
            lignes.append(
                (code, f"{rang // 1000}\u202f{rang % 1000:03d},{rang % 100:02d}", "2024" if rang % 3 else "")
            )
            continue
        choix = hasard.randrange(len(FAUTES) + 1)
        if choix == len(FAUTES):
            premiere = hasard.choice([r for r in range(90) if r % 3])
            lignes.append((codes[premiere], "7", "2024"))
            attendues[numero] = (f"déjà donné pour 2024 à la ligne {premiere + 2}", "")
        else:
            faute = FAUTES[choix]
            lignes.append(faute.ecrire(code))
            attendues[numero] = (faute, faute.suggestion(code))
    return ENTETE + "\n".join(";".join(ligne) for ligne in lignes), attendues


def test_trois_cents_lignes_fausses_sur_cinq_mille(pret: Path) -> None:
    with lire() as cur:
        codes = sorted(t.code for t in lister(cur, "commune") if t.zone == "metro")[:5000]
        version = cur.version()
    assert len(codes) == 5000
    texte, attendues = fichier_de_5000(codes)
    apercu = lire_fichier(texte)
    assert len(apercu.lignes) == 5000
    assert {x.numero for x in apercu.fautives} == attendues.keys()
    for x in apercu.fautives:
        faute, suggestion = attendues[x.numero]
        assert (faute.dit if isinstance(faute, Faute) else faute) in " ".join(x.erreurs), x
        assert x.suggestion == suggestion, x
    with pytest.raises(Invalide, match="Rien n’a été enregistré"):
        importer(OPERATEUR, CODE, apercu)
    with lire() as cur:
        assert cur.version() == version
    assert importer(OPERATEUR, CODE, apercu, valides_seulement=True) == 4700
    assert valeurs(f"commune-{codes[1]}") == Valeur(1.01, 2024)
    assert valeurs(f"commune-{codes[0]}") == Valeur(0.0, 2023), "the indicator's own year"
    with lire() as cur:
        evenement = lister_journal(cur, "indicateur", CODE)[-1]
    assert (evenement.verbe, evenement.acteur) == ("importees", "cli")
    assert evenement.details == {
        "valeurs": 4700,
        "ecartees": 300,
        "remplacees": 0,
        "empreinte": apercu.empreinte,
    }


def test_reimporter_le_fichier_d_avant_annule(pret: Path) -> None:
    avant, apres = ENTETE + "01001;1;\n01002;2;\n", ENTETE + "01001;9;\n78440;8;\n"
    importer(OPERATEUR, CODE, lire_fichier(avant))
    etat = (valeurs("commune-01001"), valeurs("commune-01002"), valeurs("commune-78440"))
    second = lire_fichier(apres)
    assert second.remplacees == 2
    importer(OPERATEUR, CODE, second)
    assert (valeurs("commune-01001"), valeurs("commune-01002")) == (Valeur(9, 2023), None)
    importer(OPERATEUR, CODE, lire_fichier(avant))
    assert (valeurs("commune-01001"), valeurs("commune-01002"), valeurs("commune-78440")) == etat


def test_les_valeurs_presentes_se_reimportent_telles_quelles(pret: Path) -> None:
    importer(OPERATEUR, CODE, lire_fichier(ENTETE + "78440;1,25;2021\n78440;-3;2023\n01001;2;2022\n"))
    with lire() as cur:
        presentes = valeurs_presentes(cur, CODE)
        assert [i.code for i in importables(cur)] == [CODE]
    assert presentes == [
        ("commune-01001", 2, 2022),
        ("commune-78440", 1.25, 2021),
        ("commune-78440", -3, 2023),
    ]
    importer(OPERATEUR, CODE, lire_fichier(ENTETE + "01001;9;\n"))
    importer(OPERATEUR, CODE, lire_fichier(ENTETE + "".join(f"{t};{v};{a}\n" for t, v, a in presentes)))
    with lire() as cur:
        assert valeurs_presentes(cur, CODE) == presentes


def test_plusieurs_annees_la_plus_recente_se_montre(pret: Path) -> None:
    importer(OPERATEUR, CODE, lire_fichier(ENTETE + "78440;1;2021\n78440;3;2023\n78440;2;2022\n"))
    assert valeurs("commune-78440") == Valeur(3, 2023)


def test_tous_les_niveaux_et_les_codes_ambigus(pret: Path) -> None:
    texte = ENTETE + "78440;1;\n200059889;2;\n78;3;\ndepartement-75;4;\nregion-75;5;\nFR;6;\n2a;7;\n"
    assert [x.territoire_id for x in lire_fichier(texte).valides] == [
        "commune-78440", "epci-200059889", "departement-78", "departement-75", "region-75", "pays-FR", "departement-2A",
    ]  # fmt: skip
    assert [x.territoire_id for x in lire_fichier(ENTETE + "75;1;\n", niveau="region").valides] == [
        "region-75"
    ]
    assert lire_fichier(ENTETE + "78440;1;\n", annee=2019).valides[0].annee == 2019


def test_un_classeur_garde_ses_lignes_et_ses_nombres(pret: Path) -> None:
    classeur = Workbook()
    for ligne in (
        ["Code", "Valeur", "Commentaire"],
        ["01001", 12.5, "x"],
        [None, None, None],
        [1002.0, 3, ""],
        ["01004", "1 000,5", ""],
    ):
        classeur.active.append(ligne)
    sortie = io.BytesIO()
    classeur.save(sortie)
    apercu = lire_fichier(sortie.getvalue())
    assert [(x.numero, x.territoire_id, x.valeur) for x in apercu.valides] == [
        (2, "commune-01001", 12.5),
        (5, "commune-01004", 1000.5),
    ]
    assert [(x.numero, x.suggestion) for x in apercu.fautives] == [(4, "01002")]


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b"", "il manque code, valeur"),
        (b"code;montant\n01001;1\n", "il manque valeur"),
        (ENTETE.encode(), "aucune ligne"),
        (b"PK\x03\x04nimporte", "ne s’ouvre pas"),
        (b"code;valeur\n" + b"\x81\xff" * 20, "n’est pas du texte"),
    ],
)
def test_un_fichier_illisible_est_refuse_en_francais(pret: Path, contenu: bytes, dit: str) -> None:
    with pytest.raises(Invalide, match=dit):
        lire_fichier(contenu)


def test_un_indicateur_livre_ou_inconnu_ne_s_importe_pas(pret: Path) -> None:
    with lire() as cur:
        with pytest.raises(Invalide, match="sont livrées avec l’observatoire"):
            previsualiser(cur, "part_zfu", ENTETE.encode())
        with pytest.raises(Invalide, match="Aucun indicateur ne porte le code"):
            previsualiser(cur, "inconnu", ENTETE.encode())


@pytest.mark.parametrize(
    "personne", [ANONYME, *(Personne("c", "C", r) for r in ("contributeur", "moderateur", "financeur"))]
)
def test_seul_un_administrateur_importe(pret: Path, personne: Personne) -> None:
    with pytest.raises(Refus):
        importer(personne, CODE, lire_fichier(ENTETE + "78440;1;\n"))
    assert valeurs("commune-78440") is None


def test_les_valeurs_importees_survivent_a_un_rechargement(pret: Path) -> None:
    importer(OPERATEUR, CODE, lire_fichier(ENTETE + "78440;1;\n"))
    fichier = pret / "indicateurs" / "population.yaml"
    fichier.write_text(fichier.read_text("utf-8").replace("ordre: 10", "ordre: 11"), "utf-8")
    assert charger_indicateurs(pret)
    assert valeurs("commune-78440") == Valeur(1, 2023)
    with lire() as cur:
        assert indicateurs.portrait(cur, trouver(cur, "commune-78440")).mesures[-1].indicateur.code == CODE
    (pret / "indicateurs" / f"{CODE}.yaml").unlink()
    charger_indicateurs(pret)
    assert valeurs("commune-78440") is None


def test_sur_les_deux_moteurs(store_deux_moteurs: Store, tmp_path: Path) -> None:
    donnees = declarer(tmp_path)
    (donnees / "indicateurs" / "population.yaml").unlink()
    charger_territoires(settings().data_dir / "referentiel")
    charger_indicateurs(donnees)
    importer(OPERATEUR, CODE, lire_fichier(ENTETE + "78440;1,5;2024\n78;2;\n"))
    assert valeurs("commune-78440") == Valeur(1.5, 2024)
    importer(OPERATEUR, CODE, lire_fichier(ENTETE + "78440;1,6;\n"))
    assert valeurs("commune-78440") == Valeur(1.6, 2023)
    assert valeurs("departement-78") is None


def commander(*arguments: str, contenu: str = "") -> list[str]:
    lus = vars(analyseur().parse_args(["indicateurs", *arguments]))
    dits: list[str] = []
    console.executer(lus | {"contenu": b64encode(contenu.encode()).decode()}, dits.append)
    return dits


def test_la_commande(pret: Path) -> None:
    faux = ENTETE + "78440;1;\n1001;2;\n"
    apercu = commander("importer", "f.csv", "--indicateur", CODE, "--apercu", contenu=faux)
    assert apercu == [
        "1\u00a0valeur à enregistrer.",
        "Ligne 3\u00a0: Le code «\u00a01001\u00a0» a perdu son zéro initial\u00a0: écrivez 01001 (L’Abergement-Clémenciat).",
        "Aperçu\u00a0: rien n’a été enregistré.",
    ]
    with pytest.raises(ErreurObservatoire, match="--sans-les-fautives"):
        commander("importer", "f.csv", "--indicateur", CODE, contenu=faux)
    assert valeurs("commune-78440") is None
    assert (
        commander("importer", "f.csv", "--indicateur", CODE, "--sans-les-fautives", contenu=faux)[-1]
        == "Enregistré\u00a0: 1\u00a0valeur."
    )
    assert valeurs("commune-78440") == Valeur(1, 2023)
    assert commander(
        "importer", "f.csv", "--indicateur", CODE, "--annee", "2020", contenu=ENTETE + "78440;4;\n"
    )[0] == ("1\u00a0valeur à enregistrer, à la place des 1 présentes.")
    assert f"{CODE}\u00a0: Taux d’essai, 2023" in commander("lister")
