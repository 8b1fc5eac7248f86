-- The functions of constraints, generated columns and indexes, in PL/pgSQL (docs/decisions/0067). A function in SQL is
-- read and expanded into the condition anew for every statement that changes the table, which took an eighth of the
-- time of a change. All names are qualified, because pg_restore runs these functions with an empty search_path.

create or replace function fold(value text) returns text language plpgsql immutable strict parallel safe as $$
begin
  -- Polish texts need no tables. The short way gives the same result.
  return case when value ~ '^[\u0001-\u007fĄĆĘŁŃÓŚŹŻąćęłńóśźż„”–—…]*$'
    then btrim(regexp_replace(
      translate(lower(value collate pg_c_utf8), 'ąćęłńóśźż', 'acelnoszz'), '[^a-z0-9]+', ' ', 'g'))
    else btrim(regexp_replace(public.transliterate(value),
      '[^a-z0-9\u0370-\u037d\u0386\u0388-\u0481\u048a-\u0559\u0560-\u0588\u05d0-\u05ea\u0620-\u0669'
      '\u066e-\u06d3\u06ee-\u0963\u0966-\u10fa\u10fc-\u135f\u1380-\u167f\u1681-\u18ff\u1c80-\u1cff'
      '\u3041-\u30fa\u30fc-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+',
      ' ', 'g')) end;
end $$;

create or replace function is_text(value text) returns boolean language plpgsql immutable strict parallel safe as $$
begin
  return value ~ '^[^[:space:]](.*[^[:space:]])?$';
end $$;

create or replace function weighted_sum(digits text, weights int[]) returns int
  language plpgsql immutable strict parallel safe as $$
declare
  sum int := 0;
begin
  for i in 1 .. cardinality(weights) loop
    sum := sum + substr(digits, i, 1)::int * weights[i];
  end loop;
  return sum;
end $$;

create or replace function is_nip(value text) returns boolean language plpgsql immutable strict parallel safe as $$
begin
  return case when value ~ '^[0-9]{10}$' and value <> '0000000000'
    then public.weighted_sum(value, '{6,5,7,2,3,4,5,6,7}') % 11 = substr(value, 10, 1)::int else false end;
end $$;

create or replace function is_regon(value text) returns boolean language plpgsql immutable strict parallel safe as $$
begin
  return case
    when value ~ '^[0-9]{9}$' and value <> '000000000'
      then public.weighted_sum(value, '{8,9,2,3,4,5,6,7}') % 11 % 10 = substr(value, 9, 1)::int
    when value ~ '^[0-9]{14}$' and value <> '00000000000000'
      then public.weighted_sum(value, '{8,9,2,3,4,5,6,7}') % 11 % 10 = substr(value, 9, 1)::int
       and public.weighted_sum(value, '{2,4,8,5,0,9,7,3,6,1,2,4,8}') % 11 % 10 = substr(value, 14, 1)::int
    else false end;
end $$;

create or replace function is_krs(value text) returns boolean language plpgsql immutable strict parallel safe as $$
begin
  return value ~ '^[0-9]{10}$' and value <> '0000000000';
end $$;

create or replace function is_isbn(value text) returns boolean language plpgsql immutable strict parallel safe as $$
begin
  return case
    when value ~ '^97[89][0-9]{10}$'
      then (public.weighted_sum(value, '{1,3,1,3,1,3,1,3,1,3,1,3}') + substr(value, 13, 1)::int) % 10 = 0
    when value ~ '^[0-9]{9}[0-9X]$'
      then (public.weighted_sum(value, '{10,9,8,7,6,5,4,3,2}')
        + case substr(value, 10, 1) when 'X' then 10 else substr(value, 10, 1)::int end) % 11 = 0
    else false end;
end $$;

create or replace function is_e_delivery(value text) returns boolean
  language plpgsql immutable strict parallel safe as $$
begin
  return value ~ '^AE:PL-[0-9]{5}-[0-9]{5}-[A-Z]{5}-[0-9]{2}$';
end $$;

create or replace function is_wikidata(value text) returns boolean
  language plpgsql immutable strict parallel safe as $$
begin
  return value ~ '^Q[1-9][0-9]{0,11}$';
end $$;

create or replace function is_slug(value text) returns boolean language plpgsql immutable strict parallel safe as $$
begin
  return value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(value) <= 80
    and value !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
end $$;

create or replace function is_uncertain_date(on_day date, not_before date, not_after date) returns boolean
  language plpgsql immutable parallel safe as $$
begin
  return (on_day is null or (not_before is null and not_after is null))
    and coalesce(not_before <= not_after, true)
    and coalesce(isfinite(on_day), true) and coalesce(isfinite(not_before), true)
    and coalesce(isfinite(not_after), true);
end $$;

create or replace function certain_period(
  start_on date, start_not_after date, end_on date, end_not_before date, end_not_after date
) returns daterange language plpgsql immutable parallel safe as $$
declare
  first constant date := coalesce(start_on, start_not_after);
  last constant date := coalesce(end_on, end_not_before, case when end_not_after is null then 'infinity'::date end);
begin
  return case when first < last then daterange(first, nullif(last, 'infinity')) end;
end $$;

create or replace function possible_period(start_on date, start_not_before date, end_on date, end_not_after date)
  returns daterange language plpgsql immutable parallel safe as $$
begin
  return case when coalesce(start_on, start_not_before, '-infinity') < coalesce(end_on, end_not_after, 'infinity')
    then daterange(coalesce(start_on, start_not_before), coalesce(end_on, end_not_after)) else 'empty' end;
end $$;

create or replace function is_day_within_bounds(day date, first_day date default '1800-01-01') returns boolean
  language plpgsql immutable parallel safe as $$
begin
  return coalesce(day between first_day and '2199-12-31', true);
end $$;

create or replace function are_days_within_bounds(days date[]) returns boolean
  language plpgsql immutable parallel safe as $$
begin
  return coalesce('1800-01-01'::date <= all (days) and '2199-12-31'::date >= all (days), true);
end $$;

create or replace function is_uncertain_date_within_bounds(
  on_day date, not_before date, not_after date, first_day date default '1800-01-01'
) returns boolean language plpgsql immutable parallel safe as $$
begin
  return coalesce(on_day between first_day and '2199-12-31', true)
    and coalesce(not_before between first_day and '2199-12-31', true)
    and coalesce(not_after between first_day and '2199-12-31', true);
end $$;

create or replace function is_moment_within_bounds(moment timestamptz) returns boolean
  language plpgsql immutable parallel safe as $$
begin
  return coalesce(moment between '1900-01-01T00:00:00Z' and '2199-12-31T23:59:59.999999Z', true);
end $$;
