-- Permissions of the reader in the present transaction, from settings that src/records/read/visibility.ts makes.

create or replace function shows_drafts() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('konwent.drafts', true) = 'on', false);
comment on function shows_drafts() is
  'Whether the reader may see declarations that are not accepted, because the reader takes part in the decisions.';

create or replace function shows_restricted() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('konwent.restricted', true) = 'on', false);
comment on function shows_restricted() is
  'Whether the reader may see people whose processing is restricted (art. 18 GDPR).';

create or replace function may_see(visibility contact_visibility) returns boolean
  language sql stable parallel safe
  return coalesce(visibility = 'public' or current_setting('konwent.contacts', true) = 'staff'
    or (visibility = 'partner' and current_setting('konwent.contacts', true) = 'partner'), false);
comment on function may_see(contact_visibility) is
  'Whether the reader may see contact data of this visibility.';

create or replace function visibility_now(visibility contact_visibility, withdrawn_on date) returns contact_visibility
  language sql stable parallel safe
  return case when withdrawn_on <= (now() at time zone 'Europe/Warsaw')::date then 'staff' else visibility end;
comment on function visibility_now(contact_visibility, date) is
  'Visibility of contact data today in Poland. From the day of the withdrawal, only staff see it.';
