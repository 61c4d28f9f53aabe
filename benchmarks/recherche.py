"""The search at 1,000, 100,000 and 1,000,000 documents, beside tantivy on the same texts and the same questions.

At a million, the index alone: that of 100,000 copied ten times, as tantivy's. Each question is read, then the twenty best
documents are found. Recall is that of tests/recherche/exigeantes.yaml, over the real catalogue.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from benchmarks.banc import RACINE, centile, construire, environnement

TAILLES = (1_000, 100_000)
COPIES = 10
PREMIERS = 20
FOIS = 5
REQUETES = RACINE / "tests" / "recherche" / "exigeantes.yaml"

Chercher = Callable[[str], list[str]]


def mesurer() -> None:
    """Print medians, 95th centiles and ratios for each size, and recall beside tantivy's."""
    listes = yaml.safe_load(REQUETES.read_text("utf-8"))
    questions = [r["q"] for liste in listes.values() for r in liste]
    for taille in TAILLES:
        construire(taille)
        with tempfile.TemporaryDirectory() as dossier:
            fichier = Path(dossier) / "observatoire.duckdb"
            shutil.copyfile(Path(environnement(taille)["OBSERVATOIRE_LOCAL_DIR"]) / fichier.name, fichier)
            _une_taille(fichier, taille, questions, listes if taille == TAILLES[0] else {})


def _une_taille(fichier: Path, taille: int, questions: list[str], listes: dict[str, Any]) -> None:
    from observatoire.store import installer, open_store

    store = open_store(fichier)
    installer(store)
    try:
        textes = list(_textes())
        autre = _tantivy(textes)
        _comparer(taille, questions, autre)
        if listes:
            _rappels(listes)
        if taille == TAILLES[-1]:
            _copier()
            _comparer(taille * COPIES, questions, _tantivy(textes, COPIES) if autre else None)
    finally:
        installer(None)
        store.fermer()


def _comparer(taille: int, questions: list[str], autre: Chercher | None) -> None:
    notre = _durees(_nous, questions)
    print(f"recherche, {taille} documents, {len(questions)} questions : médiane {_dites(notre)}")
    if autre is None:
        print("  tantivy n’est pas installé : pip install tantivy, puis relancez la mesure")
        return
    leur = _durees(autre, questions)
    print(f"  tantivy : médiane {_dites(leur)} ; rapport des médianes {median(notre) / median(leur):.1f}")


def _dites(durees: list[float]) -> str:
    return f"{median(durees):.1f} ms, p95 {centile(durees, 95):.1f} ms"


def _durees(chercher: Chercher, questions: list[str]) -> list[float]:
    """Return the median duration of each question, in milliseconds."""
    durees = []
    for question in questions:
        mesures = []
        for _ in range(FOIS):
            depart = time.perf_counter()
            chercher(question)
            mesures.append((time.perf_counter() - depart) * 1000)
        durees.append(median(mesures))
    return durees


def _nous(question: str) -> list[str]:
    from observatoire.recherche import interpreter
    from observatoire.store import lire

    with lire() as cur:
        lue = interpreter(cur, question)
        if lue is None:
            return []
        texte, params = lue.trouves()
        lignes = cur.lignes(f"select id from ({texte}) t order by score desc, id limit {PREMIERS}", **params)
    return [ligne["id"] for ligne in lignes]


def _textes() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what is indexed of each pratique, by lots."""
    from observatoire.recherche import sql
    from observatoire.recherche.document import parties
    from observatoire.store import lire

    with lire() as cur:
        ids = [ligne["id"] for ligne in cur.lignes(sql.TOUTES)]
    for debut in range(0, len(ids), 5_000):
        with lire() as cur:
            for ligne in cur.lignes(sql.A_INDEXER, ids=ids[debut : debut + 5_000]):
                yield ligne["id"], parties(ligne)


def _copier() -> None:
    """Make the index COPIES times as large: the same postings under other document numbers."""
    from observatoire.store import ecrire

    with ecrire() as tx:
        pas = tx.valeur("select max(num) from base.document")
        for copie in range(1, COPIES):
            suite = {"pas": pas * copie, "copie": f"-{copie}"}
            tx.executer(
                "insert into base.document select num + $pas, doc || $copie, longueur from base.document where num <= $base",
                base=pas,
                **suite,
            )
            for table, colonnes in (
                ("occurrence", "mid, num + $pas, poids"),
                ("suite", "num + $pas, racines"),
            ):
                tx.executer(
                    f"insert into base.{table} select {colonnes} from base.{table} where num <= $base",
                    base=pas,
                    pas=suite["pas"],
                )


def _tantivy(textes: list[tuple[str, dict[str, str]]], copies: int = 1) -> Chercher | None:
    """Return a search by tantivy (French stems, accents folded, same weights of the parts), None when it is not there."""
    try:
        import tantivy
    except ImportError:
        return None
    from observatoire.recherche.document import POIDS

    schema = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
    for partie in POIDS:
        schema = schema.add_text_field(partie, tokenizer_name="fr")
    index = tantivy.Index(schema.build())
    analyse = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for filtre in (
        tantivy.Filter.lowercase(),
        tantivy.Filter.stopword("french"),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("french"),
    ):
        analyse = analyse.filter(filtre)
    index.register_tokenizer("fr", analyse.build())
    ecrivain = index.writer(200_000_000, 1)
    for copie in range(copies):
        for identifiant, parties in textes:
            ecrivain.add_document(
                tantivy.Document(id=f"{identifiant}-{copie}" if copie else identifiant, **parties)
            )
    ecrivain.commit()
    ecrivain.wait_merging_threads()
    index.reload()
    lecteur = index.searcher()

    def chercher(question: str) -> list[str]:
        """All the words; when nothing holds them, all of them within two slips."""
        for approche in ({}, dict.fromkeys(POIDS, (False, 2, True))):
            demande, _ = index.parse_query_lenient(
                question, list(POIDS), field_boosts=POIDS, conjunction_by_default=True, fuzzy_fields=approche
            )
            if trouves := lecteur.search(demande, PREMIERS).hits:
                return [lecteur.doc(adresse)["id"][0] for _, adresse in trouves]
        return []

    return chercher


def _rappels(listes: dict[str, Any]) -> None:
    """Print the recall of each list, over the catalogue alone: ours is that of tests/recherche."""
    from observatoire.recherche import indexer
    from observatoire.store import ecrire, lire

    with lire() as cur:
        inventees = [r["id"] for r in cur.lignes("select id from public.pratique where est_demo")]
    with ecrire() as tx:
        tx.executer("delete from base.pratique where est_demo")
        indexer(tx, inventees)
    autre = _tantivy(list(_textes()))
    for nom, liste in listes.items():
        leur = f" ; tantivy {_rappel(autre, liste):.3f}" if autre else ""
        print(f"  rappel, {nom} ({len(liste)}) : {_rappel(_nous, liste):.3f}{leur}")


def _rappel(chercher: Chercher, liste: list[dict[str, Any]]) -> float:
    parts = [
        len(set(chercher(r["q"])[: r["parmi"]]).intersection(r["attendus"])) / len(r["attendus"])
        for r in liste
    ]
    return sum(parts) / len(parts)
