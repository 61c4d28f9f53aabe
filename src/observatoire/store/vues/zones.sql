-- What the white zones rest on besides the pratiques. Who noted an effort is not shown.
create view public.observation as
select territoire_id, theme, cote, effort, vaut_dessous, source, observe_le, maj_a
from base.observation;
