-- Since 2017 the parts of a gmina may settle VAT under the NIP of the gmina: an office, an OPS and a CUS then share it.
-- Organisations of different gminas, or of none, cannot share a NIP.
alter table organisation
  drop constraint organisation_nip_key,
  -- Deferrable, so that it is checked after each statement: a statement may move all parts to another gmina.
  add constraint organisation_nip_key
    exclude using gist (nip with =, coalesce(territory_code, id::text) with <>) where (nip is not null) deferrable;
comment on constraint organisation_nip_key on organisation is
  'A NIP belongs to one organisation, or to several parts of the same gmina.';
