"""The SQL of the full-text index: ordinary tables, the same text on both engines."""

A_INDEXER = """
select p.id, p.titre, p.resume, p.recit, p.resultats, p.difficultes, p.acquis, p.a_refaire, p.condition_manquante,
    p.forme, p.objectifs, p.thematiques, p.publics,
    p.freins, p.leviers, p.mots_libres, n.noms as partenaires, l.noms as lieux
from public.pratique p
left join (
    select pratique_id, string_agg(nom, ' | ' order by rang) as noms from public.partenariat
    where pratique_id = any($ids::text[]) group by pratique_id
) n on n.pratique_id = p.id
left join (
    select c.id, string_agg(case when t.niveau = 'departement' then t.nom || ' ' || t.code else t.nom end, ' | ' order by t.id) as noms
    from (select id, unnest(perimetre) as territoire_id from public.pratique where id = any($ids::text[])) c
    join public.territoire t on t.id = c.territoire_id
    where t.niveau <> 'pays'
    group by c.id
) l on l.id = p.id
where p.id = any($ids::text[])
"""

OUBLIER_CONTENU = tuple(
    f"delete from base.{table} where num in (select num from base.document where doc = any($ids::text[]))"
    for table in ("occurrence", "suite")
)
NUMEROS = "select doc, num from base.document where doc = any($ids::text[])"
OUBLIER_DOCUMENTS = "delete from base.document where doc = any($ids::text[])"
CHANGER_LONGUEURS = """
update base.document set longueur = v.longueur
from (select unnest($nums::int[]) as num, unnest($longueurs::double precision[]) as longueur) v
where v.num = document.num
"""
PROCHAIN_NUMERO = "select coalesce(max(num), 0) + 1 from base.document"
PROCHAIN_MOT = "select coalesce(max(mid), 0) + 1 from base.mot"
MOTS_CONNUS = "select mot, mid from base.mot where mot = any($mots::text[])"
VERSION_DE_L_INDEX = "select max(version) from base.index_de_recherche"
TOUTES = "select id from public.pratique order by id"
VIDER = tuple(
    f"delete from base.{table}" for table in ("occurrence", "suite", "document", "mot", "index_de_recherche")
)

PAR_RACINE = "select mid, mot, plie, racine from base.mot where racine = any($racines::text[])"
PAR_PLIE = "select mid, mot, plie, racine from base.mot where plie = any($plies::text[])"
COMMENCANT = """
select mid, mot, plie, racine from base.mot where starts_with(plie, $debut) order by length(plie), plie limit 500
"""
PLIES_DE_LONGUEUR = """
select string_agg(plie, ' ') from (select distinct plie from base.mot where length(plie) between $mini and $maxi) m
"""
OCCURRENCES_DES_MOTS = """
select mid, count(*) as n from base.occurrence where mid = any($mids::int[]) group by mid
"""
FREQUENCES = """
select m.mot, m.plie, count(*) as n from base.mot m join base.occurrence o on o.mid = m.mid
where m.plie = any($plies::text[]) group by m.mot, m.plie
"""
TERMES = "select terme, mot_commun, synonymes from base.terme order by ordre, id"

_DEMANDES = """
select unnest($mids::int[]) as mid, unnest($groupes::int[]) as groupe, unnest($elements::int[]) as element,
    unnest($forces::double precision[]) as force
"""
_MOTS = f"""
with vues as materialized (
    select o.num, g.groupe, sum(o.poids * g.force) as poids
    from base.occurrence o join ({_DEMANDES}) g on g.mid = o.mid
    group by o.num, g.groupe
)
"""
_MOTS_ET_SUITES = f"""
with lues as materialized (
    select o.num, g.groupe, g.element, sum(o.poids * g.force) as poids
    from base.occurrence o join ({_DEMANDES}) g on g.mid = o.mid
    group by o.num, g.groupe, g.element
), completes as materialized (
    select num, -groupe as suite, min(poids) as poids, count(*) as elements from lues
    where groupe < 0 group by num, groupe
), suivies as (
    select c.num, c.suite, c.poids
    from completes c
    join (
        select unnest($rangs::int[]) as suite, unnest($textes::text[]) as texte, unnest($tailles::int[]) as taille
    ) t on t.suite = c.suite and t.taille = c.elements
    join base.suite s on s.num = c.num
    where strpos(s.racines, t.texte) > 0
), vues as materialized (
    select num, groupe, sum(poids) as poids
    from (
        select num, groupe, poids from lues where groupe >= 0
        union all
        select s.num, g.groupe, s.poids
        from suivies s
        join (
            select unnest($suites_des_groupes::int[]) as suite, unnest($groupes_des_suites::int[]) as groupe
        ) g on g.suite = s.suite
    ) v
    group by num, groupe
)
"""
"""Postings of the words asked, by document and typed word; the large table is read once.

A row of words (groupe < 0) counts where the document holds all its words, one after the other.
"""

_RETENUS = "select num from vues group by num having count(*) >= $tenus"
_TROUVES = f"""
select d.doc as id, s.score
from (
    select v.num, sum(
        ln(1 + (c.total - f.n + 0.5) / (f.n + 0.5)) * v.poids * 2.2
        / (v.poids + 1.2 * (0.25 + 0.75 * l.longueur / c.moyenne))
    ) as score
    from vues v
    join ({_RETENUS}) r on r.num = v.num
    join (select groupe, count(*)::double precision as n from vues group by groupe) f on f.groupe = v.groupe
    join base.document l on l.num = v.num
    cross join (
        select count(*)::double precision as total, avg(longueur)::double precision as moyenne from base.document
    ) c
    group by v.num
) s
join base.document d on d.num = s.num
"""
_TROUVES_SANS_RANG = f"select d.doc as id from ({_RETENUS}) s join base.document d on d.num = s.num"
_MOTS_TENUS = "select max(n) from (select count(*) as n from vues group by num) v"


def trouves(*, avec_suites: bool, avec_score: bool = True) -> str:
    """Return the query of the documents that hold at least `$tenus` of the words (id, score).

    The score is BM25 (k1 = 1.2, b = 0.75), a typed word and all that stands for it being one term.
    Without score, ids only: counts and maps need none.
    """
    return (_MOTS_ET_SUITES if avec_suites else _MOTS) + (_TROUVES if avec_score else _TROUVES_SANS_RANG)


def mots_tenus(*, avec_suites: bool) -> str:
    """Return the query of the largest number of typed words that one document holds."""
    return (_MOTS_ET_SUITES if avec_suites else _MOTS) + _MOTS_TENUS
