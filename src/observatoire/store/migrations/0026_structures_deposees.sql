-- A structure that only deposited sheets made known: whether a public sheet names it now, kept right by every verb that
-- shows, hides or changes a sheet; null for the others, which are always public.
alter table base.structure add column nommee boolean;

-- The number of the structure as the sheet gives it (SIRET, SIREN or RNA, normalised); null when it gives none.
alter table base.partenariat add column numero text;
-- The place of this partner is protected: neither its number nor a known structure is ever tied to it.
alter table base.partenariat add column protege boolean;
-- The place of this pratique is protected: nothing finer than a département is kept of it here.
alter table base.pratique add column lieu_protege boolean;
