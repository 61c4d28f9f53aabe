"""The SQL of the full-text index: ordinary tables, the same text on both engines."""

A_INDEXER = """
select p.id, p.titre, p.resume, p.recit, p.resultats, p.difficultes, p.forme, p.objectifs, p.thematiques, p.publics,
    p.freins, p.leviers, p.mots_libres, n.noms as partenaires, l.noms as lieux
from public.pratique p
left join (
    select pratique_id, string_agg(nom, ' ' order by rang) as noms from public.partenariat
    where pratique_id = any($ids::text[]) group by pratique_id
) n on n.pratique_id = p.id
left join (
    select c.id, string_agg(t.nom, ' ' order by t.id) as noms
    from (select id, unnest(perimetre) as territoire_id from public.pratique where id = any($ids::text[])) c
    join public.territoire t on t.id = c.territoire_id
    where t.niveau <> 'pays'
    group by c.id
) l on l.id = p.id
where p.id = any($ids::text[])
"""

OUBLIER_OCCURRENCES = """
delete from base.occurrence where num in (select num from base.document where doc = any($ids::text[]))
"""
NUMEROS = "select doc, num from base.document where doc = any($ids::text[])"
OUBLIER_DOCUMENTS = "delete from base.document where doc = any($ids::text[])"
CHANGER_LONGUEUR = "update base.document set longueur = $longueur where num = $num"
PROCHAIN_NUMERO = "select coalesce(max(num), 0) + 1 from base.document"
PROCHAIN_MOT = "select coalesce(max(mid), 0) + 1 from base.mot"
MOTS_CONNUS = "select mot, mid from base.mot where mot = any($mots::text[])"
FORMES_CONNUES = "select forme, mid from base.forme_de_mot where forme = any($formes::text[])"
FORMES_COMMENCANT = """
select forme, mid from base.forme_de_mot where starts_with(forme, $debut) order by forme limit 64
"""
TOUTES_LES_FORMES = "select forme, mid from base.forme_de_mot"

_VUES = """
with vues as materialized (
    select o.num, o.mid, o.poids, g.groupe
    from base.occurrence o
    join (select unnest($mids::int[]) as mid, unnest($groupes::int[]) as groupe) g on g.mid = o.mid
)
"""
"""The postings of the words asked: the large table is read once."""

TROUVES = f"""
{_VUES}
select d.doc as id, s.score
from (
    select num, sum(apport) as score
    from (
        select o.num, o.groupe, max(
            ln(1 + (c.total - f.n + 0.5) / (f.n + 0.5)) * o.poids * 2.2
            / (o.poids + 1.2 * (0.25 + 0.75 * l.longueur / c.moyenne))
        ) as apport
        from vues o
        join (select mid, groupe, count(*)::double precision as n from vues group by mid, groupe) f
            on f.mid = o.mid and f.groupe = o.groupe
        join base.document l on l.num = o.num
        cross join (select count(*)::double precision as total, avg(longueur)::double precision as moyenne from base.document) c
        group by o.num, o.groupe
    ) a
    group by num
    having count(*) >= $mots
) s
join base.document d on d.num = s.num
"""
"""Documents that hold the words, with a BM25 score (k1 = 1.2, b = 0.75).

`$mids`/`$groupes` pair each stem with the typed word it stands for; `$mots` is how many typed words must be held.
"""

TROUVES_SANS_RANG = f"""
{_VUES}
select d.doc as id
from (select num from vues group by num having count(distinct groupe) >= $mots) s
join base.document d on d.num = s.num
"""
"""The same documents, unranked: counts and maps need no score."""
