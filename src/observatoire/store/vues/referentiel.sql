create view public.referentiel as
select nom, empreinte, charge_a from base.referentiel;
