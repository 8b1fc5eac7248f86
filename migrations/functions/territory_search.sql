create or replace function territory_derive() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  new.search_text := ' ' || fold(concat_ws(' ', new.name,
    (select string_agg(n.name, ' ' order by n.name) from territory_name n where n.territory_code = new.code),
    case new.level when 'voivodeship' then 'województwo' when 'powiat' then 'powiat'
      when 'city_county' then 'powiat, miasto na prawach powiatu' else 'gmina' end,
    case new.gmina_kind when 'urban' then 'miejska, miasto' when 'rural' then 'wiejska'
      when 'urban_rural' then 'miejsko-wiejska, miasto' end));
  return new;
end $$;
comment on function territory_derive() is 'Trigger: sets search_text.';
revoke execute on function territory_derive from konwent_app, konwent_readonly;

create or replace function territory_search_refresh() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  execute format('update territory t set search_text = %L where t.code in (%s)', '', case tg_op
    when 'INSERT' then 'select territory_code from after_rows'
    when 'DELETE' then 'select territory_code from before_rows'
    else 'select territory_code from before_rows union select territory_code from after_rows' end);
  return null;
end $$;
comment on function territory_search_refresh() is
  'Trigger: after a change of names, lets territory_derive() recompute the search texts.';
revoke execute on function territory_search_refresh from konwent_app, konwent_readonly;
