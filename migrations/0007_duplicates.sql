-- Names in other scripts can be searched in both spellings, and the rows of an import have warnings.

create function transliterate(value text) returns text
  language plpgsql immutable strict parallel safe as $$
declare
  -- The letters and their replacements, in the order of src/records/scripts.ts.
  latin constant text[] := '{ß,ss,æ,ae,œ,oe,þ,th}';
  cyrillic constant text[] := '{зг,zgh,щ,shch,ж,zh,х,kh,ц,ts,ч,ch,ш,sh,є,ie,ю,iu,я,ia,љ,lj,њ,nj,џ,dz}';
  cyrillic_at_start constant text[] := '{є,ye,ї,yi,й,y,ю,yu,я,ya}';
  greek constant text[] := '{γγ,ng,γξ,nx,γχ,nch,ου,ou,αυ,av,ευ,ev,ηυ,iv,θ,th,χ,ch,ψ,ps}';
  result text := regexp_replace(
    replace(replace(lower(normalize(value, NFD) collate pg_c_utf8), U&'\0438\0306', 'й'), U&'\0456\0308', 'ї'),
    '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7\u0640\u064b-\u065f\u0670]+', '', 'g');
begin
  for i in 1 .. cardinality(latin) by 2 loop
    result := replace(result, latin[i], latin[i + 1]);
  end loop;
  result := translate(result, 'łøđðħŧŋıə', 'loddhtnia');
  if result ~ '[\u0400-\u04ff]' then
    result := regexp_replace(result, '[''’ʼ`](?=[єїюя])', '', 'g');
    for i in 1 .. cardinality(cyrillic_at_start) by 2 loop
      result := regexp_replace(result, '(?<![\u0400-\u04ff])' || cyrillic_at_start[i], cyrillic_at_start[i + 1], 'g');
    end loop;
    for i in 1 .. cardinality(cyrillic) by 2 loop
      result := replace(result, cyrillic[i], cyrillic[i + 1]);
    end loop;
    result := translate(result, 'абвгґдезиіїйклмнопрстуфыэјђћьъ', 'abvhgdezyiiiklmnoprstufyejdc');
  end if;
  if result ~ '[\u0370-\u03ff]' then
    result := regexp_replace(result, '(?<![\u0370-\u03ff])μπ', 'b', 'g');
    result := regexp_replace(result, '(?<=[αεη])υ(?=[θκξπσςτφχψ])', 'f', 'g');
    for i in 1 .. cardinality(greek) by 2 loop
      result := replace(result, greek[i], greek[i + 1]);
    end loop;
    result := translate(result, 'αβγδεζηικλμνξοπρσςτυφω', 'avgdeziiklmnxoprsstyfo');
  end if;
  return normalize(regexp_replace(result, '[\u3400-\u4dbf\u4e00-\u9fff]', ' \& ', 'g'), NFC);
end $$;
comment on function transliterate(text) is
  'Lower-case text without diacritics, with Latin letters for Cyrillic and Greek ones. Letters of other scripts stay. '
  'Each Chinese character becomes a word. The service has a function of the same name that returns the same.';

create or replace function fold(value text) returns text
  language sql immutable strict parallel safe
  -- Polish texts need no tables. The short way gives the same result.
  return case when value ~ '^[\u0001-\u007fĄĆĘŁŃÓŚŹŻąćęłńóśźż„”–—…]*$'
    then btrim(regexp_replace(
      translate(lower(value collate pg_c_utf8), 'ąćęłńóśźż', 'acelnoszz'), '[^a-z0-9]+', ' ', 'g'))
    else btrim(regexp_replace(transliterate(value),
      '[^a-z0-9\u0370-\u037d\u0386\u0388-\u0481\u048a-\u0559\u0560-\u0588\u05d0-\u05ea\u0620-\u0669'
      '\u066e-\u06d3\u06ee-\u0963\u0966-\u10fa\u10fc-\u135f\u1380-\u167f\u1681-\u18ff\u1c80-\u1cff'
      '\u3041-\u30fa\u30fc-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+',
      ' ', 'g')) end;
comment on function fold(text) is
  'Text for searching: lower case, without diacritics, Cyrillic and Greek in Latin letters, words split by one space. '
  'The service has a function of the same name that returns the same.';

-- The stored texts are computed again.
alter table person alter column search_text set expression as (' ' || fold(given_name || ' ' || family_name));
alter table publication alter column search_text set expression as (' ' || fold(title));
reindex index territory_name_idx;
reindex index organisation_seat_idx;
update organisation o set search_text = '' where o.search_text is distinct from organisation_search_text(o);

alter table import_row
  add column warnings jsonb not null default '[]',
  add constraint import_row_warnings_list check (jsonb_typeof(warnings) = 'array');
comment on column import_row.warnings is 'Possible duplicates of the record of the row, in Polish and English.';
