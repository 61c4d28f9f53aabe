create view public.indicateur as
select
    code, rubrique, ordre, libelle, definition, unite, nature, decimales, annee, source, limites, semblables, relecteur, revu_le
from base.indicateur;

create view public.indicateur_valeur as
select v.indicateur, v.territoire_id, v.annee, v.valeur, i.source
from base.indicateur_valeur v
join base.indicateur i on i.code = v.indicateur;
