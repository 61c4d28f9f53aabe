"""Efforts of observation: what may be noted, by whom, and what a file of them says before it is taken."""

from base64 import b64encode
from datetime import date, datetime

import pytest
from tests.factories_publication import semer_territoires

from observatoire.analyses.zones import Observation, lire_matrice, noter, previsualiser
from observatoire.analyses.zones.console import executer
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME, CONTRIBUTEUR, FINANCEUR, OPERATEUR, Personne
from observatoire.errors import ErreurObservatoire, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.store import Store, lire

MODERATION = Personne("compte-1", "Camille", "moderateur")
TITRES = "territoire;cote;effort;theme;date;source\n"


@pytest.fixture(autouse=True)
def semee(store_deux_moteurs: Store) -> None:
    semer_territoires()


def observation(**champs: object) -> Observation:
    valeurs = {
        "territoire_id": "departement-75", "theme": "", "cote": "es", "effort": 2, "vaut_dessous": False,
        "source": "Annuaire de l’ESS", "observe_le": date(2026, 1, 5),
    }  # fmt: skip
    return Observation(**valeurs | champs)  # type: ignore[arg-type]


def effort(territoire: str, cote: str, theme: str = "mobilite") -> int:
    with lire() as cur:
        return lire_matrice(cur, territoire).case(territoire, theme).effort(cote).niveau


# --- noting ---


def test_a_note_takes_the_place_of_the_former_one_and_the_journal_keeps_both() -> None:
    noter(MODERATION, [observation()])
    noter(MODERATION, [observation(effort=1, vaut_dessous=True)])
    assert effort("departement-75", "es") == effort("commune-75056", "es") == 1
    assert effort("departement-75", "ts") == 0
    with lire() as cur:
        lignes = lister_journal(cur, "observation", "departement-75")
        public = cur.lignes("select * from public.observation")
    assert [(e.acteur, e.verbe, e.details["effort"]) for e in lignes] == [
        ("compte-1", "notee", 2),
        ("compte-1", "notee", 1),
    ]
    assert len(public) == 1
    assert "compte-1" not in str(public)


@pytest.mark.parametrize(
    "personne", [ANONYME, Personne("c", "C", CONTRIBUTEUR), Personne("f", "F", FINANCEUR)]
)
def test_who_has_not_the_right_notes_nothing(personne: Personne) -> None:
    with pytest.raises(Refus, match="effort d’observation"):
        noter(personne, [observation()])
    assert effort("departement-75", "es") == 0


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"territoire_id": "departement-00"}, "territoire"),
        ({"theme": "logement-hebergement--etre-accompagne"}, "theme"),
        ({"cote": "les_deux"}, "cote"),
        ({"effort": 3}, "effort"),
        ({"source": "  "}, "source"),
        ({"source": "x" * 301}, "source"),
        ({"source": "camille@exemple.fr"}, "source"),
        ({"observe_le": date(2027, 1, 1)}, "observe_le"),
        ({"observe_le": date(1999, 12, 31)}, "observe_le"),
    ],
)
def test_a_wrong_note_is_refused_and_the_right_ones_with_it(champs: dict[str, object], champ: str) -> None:
    with temps_fige(datetime(2026, 6, 1, 12)), pytest.raises(Invalide) as refus:
        noter(MODERATION, [observation(), observation(**champs)])
    assert list(refus.value.champs) == [champ]
    assert effort("departement-75", "es") == 0


# --- a file ---


def lire_fichier(texte: str | bytes):
    with lire() as cur:
        return previsualiser(cur, texte if isinstance(texte, bytes) else texte.encode())


def erreurs(*lignes: str) -> list[str]:
    return [" ".join(ligne.erreurs) for ligne in lire_fichier(TITRES + "\n".join(lignes)).fautives]


def test_a_file_says_what_it_would_record_and_records_it() -> None:
    fichier = TITRES + (
        "75;ES;2;Logement et hébergement;31/03/2026;Annuaire de l’ESS\n"
        "epci-200054781;les deux;à fond;;2026-03-31;Réunion\n"
        ";;;;;\n"
        "region-84;ts;partiel;obs--sans-abrisme;2026-03-31;115\n"
    )
    apercu = lire_fichier(fichier)
    assert apercu.fautives == ()
    assert [(o.territoire_id, o.theme, o.cote, o.effort) for o in apercu.observations] == [
        ("departement-75", "logement-hebergement", "es", 2),
        ("epci-200054781", "", "es", 2),
        ("epci-200054781", "", "ts", 2),
        ("region-84", "obs--sans-abrisme", "ts", 1),
    ]
    assert [ligne.numero for ligne in apercu.lignes] == [2, 3, 5]
    assert apercu.remplacees == 0
    assert noter(OPERATEUR, apercu.observations) == 4
    assert lire_fichier(fichier).remplacees == 4
    assert effort("epci-200054781", "ts") == 2
    assert effort("departement-75", "es", "logement-hebergement") == 2


def test_other_separators_and_an_old_encoding_are_read_and_a_cell_said_twice_keeps_the_last() -> None:
    for separateur in (",", "\t"):
        lignes = [
            "Territoire;Côté;Effort;Date;Source;Vaut dessous",
            "75;es;0;2026-01-01;Été;oui",
            "75;es;1;2026-01-02;Été;non",
        ]
        apercu = lire_fichier("\r\n".join(lignes).replace(";", separateur).encode("cp1252"))
        assert [(o.effort, o.vaut_dessous, o.source) for o in apercu.observations] == [(1, False, "Été")]


def test_each_wrong_row_says_what_to_write() -> None:
    dites = erreurs(
        "departement-7;es;1;;2026-01-01;x",
        "Pariss;es;1;;2026-01-01;x",
        ";;;;;x",
        "75;eux;beaucoup;;hier;x",
        "75;es;1;logement-hebergement--etre-accompagne-en-cas-de-difficultes;2026-01-01;x",
        "75;es;1;mobilites;2026-01-01;x",
        "75;es;1;;2026-01-01;",
        "75;es;1;;2099-01-01;x",
    )
    attendus = [
        ["departement-7", "n’existe pas"],
        ["Pariss", "75 ", "vouliez-vous"],
        ["Le territoire manque", "cote est vide", "effort est vide", "La date manque"],
        ["eux", "es, ts ou les deux", "beaucoup", "0, 1, 2", "hier", "31/03/2026"],
        ["grand thème", "logement-hebergement (Logement et hébergement)"],
        ["mobilite (Mobilité)"],
        ["Dites comment on a cherché"],
        ["pas à venir"],
    ]
    assert len(dites) == len(attendus)
    for dite, mots in zip(dites, attendus, strict=True):
        assert all(mot in dite for mot in mots), (dite, mots)


def test_a_code_of_several_territories_is_not_guessed() -> None:
    """75056 is a commune, 75 only a département here; 94 is a région here, and would be a département too."""
    with lire() as cur:
        assert (
            previsualiser(cur, (TITRES + "94;es;1;;2026-01-01;x").encode()).observations[0].territoire_id
            == "region-94"
        )
    from observatoire.store import ecrire

    with ecrire() as tx:
        tx.executer(
            "insert into base.territoire (id, niveau, code, nom, nom_norm, ancetres, zone, codes_postaux, millesime) values "
            "('departement-94', 'departement', '94', 'Val-de-Marne', 'val de marne', array['pays-FR'], 'metro', array['94000'], '2026')"
        )
    (dite,) = erreurs("94;es;1;;2026-01-01;x")
    assert "plusieurs territoires" in dite
    assert "region-94 pour Corse" in dite
    assert "departement-94 pour Val-de-Marne (94)" in dite


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b"", "il manque territoire"),
        (b"territoire;cote\n75;es\n", "il manque effort, date, source"),
        (TITRES.encode(), "aucune ligne"),
        (b"\x81\x8d\x00", "n’est pas du texte"),
        (b"x" * 10_000_001, "dépasse 10"),
    ],
)
def test_what_is_not_such_a_file_is_refused_whole(contenu: bytes, dit: str) -> None:
    with pytest.raises(Invalide, match=dit):
        lire_fichier(contenu)


# --- the verb ---


def demander(texte: str, **choix: bool) -> list[str]:
    dites: list[str] = []
    arguments = {
        "contenu": b64encode((TITRES + texte).encode()).decode(),
        "apercu": False,
        "sans_les_fautives": False,
    }
    executer(arguments | choix, dites.append)
    return dites


def test_the_verb_takes_all_rows_or_none_unless_told_so() -> None:
    texte = "75;es;1;;2026-01-01;x\n75;eux;1;;2026-01-01;x\n"
    with pytest.raises(ErreurObservatoire, match="--sans-les-fautives"):
        demander(texte)
    assert demander(texte, apercu=True)[-1] == "Aperçu\u00a0: rien n’a été enregistré."
    assert effort("departement-75", "es") == 0
    dites = demander(texte, sans_les_fautives=True)
    assert dites[1].startswith("Ligne 3\u00a0: «\u00a0eux\u00a0» ne se lit pas")
    assert dites[-1] == "Enregistré\u00a0: 1\u00a0effort."
    assert effort("departement-75", "es") == 1
    with lire() as cur:
        assert lister_journal(cur, "observation", "departement-75")[0].acteur == "cli"
