-- What a transaction may see. src/records/read/visibility.ts makes these settings.

create or replace function shows_drafts() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('konwent.drafts', true) = 'on', false);
comment on function shows_drafts() is
  'Whether the transaction reads for somebody who takes part in deciding on declarations; everybody else sees the '
  'accepted ones only.';

create or replace function shows_restricted() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('konwent.restricted', true) = 'on', false);
comment on function shows_restricted() is
  'Whether the transaction reads for somebody who may see people whose data is only kept (art. 18 RODO).';

create or replace function may_see(visibility contact_visibility) returns boolean
  language sql stable parallel safe
  return coalesce(visibility = 'public' or current_setting('konwent.contacts', true) = 'staff'
    or (visibility = 'partner' and current_setting('konwent.contacts', true) = 'partner'), false);
comment on function may_see(contact_visibility) is
  'Whether the transaction reads for somebody who may see contact data of this visibility.';

create or replace function visibility_now(visibility contact_visibility, withdrawn_on date) returns contact_visibility
  language sql stable parallel safe
  return case when withdrawn_on <= (now() at time zone 'Europe/Warsaw')::date then 'staff' else visibility end;
comment on function visibility_now(contact_visibility, date) is
  'Visibility of contact data today in Poland: after its withdrawal it is for staff.';
