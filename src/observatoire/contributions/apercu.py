"""Show a contribution as the public would read it, before it is published."""

from observatoire.clock import aujourd_hui, maintenant
from observatoire.contributions.mise_en_ligne import LICENCE, SOURCE_DEPOT
from observatoire.contributions.model import ADAPTEE, Contenu
from observatoire.contributions.nettoyage import nettoyer
from observatoire.pieces import Piece
from observatoire.pratiques.model import Effet, Inspiration, Partenaire, Pratique, Source
from observatoire.pratiques.rules import cotes_de, larges, mixite_de
from observatoire.store import Cursor
from observatoire.territoires import trouver_tous


def apercevoir(cur: Cursor, contenu: Contenu) -> Pratique:
    """Return the sheet that publishing this content would make; what is not typed yet is unknown."""
    c = nettoyer(contenu)
    declares = _declares(cur, c)
    connus = trouver_tous(cur, declares)
    return Pratique(
        id="apercu",
        origine="contribution",
        titre=c.titre or "Sans titre pour l’instant",
        resume=c.resume,
        recit=c.recit or None,
        resultats=c.resultats or None,
        difficultes=c.difficultes or None,
        forme=c.forme or None,
        objectifs=c.objectifs,
        familles=(),
        thematiques=c.thematiques,
        publics=c.publics,
        freins=c.freins,
        leviers=c.leviers,
        mots_libres=(),
        activite=c.activite or None,
        causes_arret=c.causes_arret,
        annee_debut=c.annee_debut,
        annee_fin=c.annee_fin,
        niveau_preuve="declare",
        territoires=tuple(t for t in declares if t in connus),
        perimetre=(),
        lon=None,
        lat=None,
        mixite=mixite_de(c.partenaires),
        cotes=cotes_de(c.partenaires),
        site=c.site or None,
        licence=LICENCE,
        source_le=aujourd_hui(),
        confirmee_le=None,
        est_demo=False,
        version=1,
        maj_a=maintenant(),
        publiee_a=maintenant(),
        lieux=tuple(connus[t].libelle for t in declares if t in connus),
        partenaires=_partenaires(c),
        acquis=c.acquis or None,
        a_refaire=c.a_refaire or None,
        condition_manquante=c.condition_manquante or None,
        effets=tuple(Effet(rang, e.frein, e.levier, e.effet) for rang, e in enumerate(c.effets, 1)),
        inspirations=tuple(
            Inspiration(x.pratique, x.titre, x.garde or None, x.change or None, x.abandonne or None)
            for x in c.liens
            if x.lien == ADAPTEE
        ),
        pieces=tuple(Piece(p.fichier, p.genre, p.legende, p.credit, p.description) for p in c.pieces),
        sources=(Source(1, SOURCE_DEPOT, None, aujourd_hui(), None, None),),
    )


def _declares(cur: Cursor, c: Contenu) -> tuple[str, ...]:
    """Return the territories as they would be published: none finer than a département for a protected place."""
    if not c.lieu_protege:
        return c.territoires_declares
    connus = trouver_tous(cur, c.territoires_declares)
    return larges(tuple(connus), {t: x.ancetres for t, x in connus.items()})


def _partenaires(c: Contenu) -> tuple[Partenaire, ...]:
    return tuple(
        Partenaire(
            rang=rang,
            nom=p.nom or "Partenaire à nommer",
            cote=p.cote or "inconnu",
            role=p.role or None,
            structure_id=None,
            apporte=p.apporte,
            cherche=(),
            confirmation=None,
        )
        for rang, p in enumerate(c.partenaires, 1)
    )
