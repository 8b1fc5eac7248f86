-- Declarations are returned for completion, and duplicates are discarded. Memberships may begin and end on a day that
-- was decided ahead.

alter type declaration_status add value 'returned' after 'submitted';
alter type membership_status add value 'upcoming' after 'candidate';

create type declaration_property as enum ('title', 'tier', 'statements', 'signed', 'place', 'signatories', 'sources');

create table declaration_return (
  id uuid not null default uuidv7(),
  declaration_id uuid not null,
  key_id uuid,
  returned_at timestamptz not null default now(),
  complete_by date,
  constraint declaration_return_pkey primary key (id),
  constraint declaration_return_declaration_fkey foreign key (declaration_id) references declaration,
  constraint declaration_return_complete_by_within_bounds check (is_day_within_bounds(complete_by))
);
comment on table declaration_return is 'Returns of a declaration for completion. They stay when it is submitted again.';
comment on column declaration_return.id is 'Stable identifier.';
comment on column declaration_return.declaration_id is 'The declaration.';
comment on column declaration_return.key_id is 'API key that returned it; null for the command line.';
comment on column declaration_return.returned_at is 'When it was returned.';
comment on column declaration_return.complete_by is 'Day until which it is to be completed; null when there is none.';
create index declaration_return_declaration_idx on declaration_return (declaration_id);

create table declaration_gap (
  return_id uuid not null,
  no smallint not null,
  property declaration_property,
  statement applicant_statement,
  text text,
  constraint declaration_gap_pkey primary key (return_id, no),
  constraint declaration_gap_return_fkey foreign key (return_id) references declaration_return on delete cascade,
  constraint declaration_gap_something check (num_nonnulls(property, statement, text) > 0),
  constraint declaration_gap_text_not_blank check (is_text(text)),
  constraint declaration_gap_no_positive check (no > 0)
);
comment on table declaration_gap is 'What was missing in a declaration that was returned.';
comment on column declaration_gap.return_id is 'The return.';
comment on column declaration_gap.no is 'Place in the list, from 1.';
comment on column declaration_gap.property is 'Part of the declaration that was missing or wrong.';
comment on column declaration_gap.statement is 'Statement of the applicant that was missing.';
comment on column declaration_gap.text is 'What was missing, in words.';

alter table declaration_decision
  add column duplicate_of_id uuid,
  add constraint declaration_decision_duplicate_of_fkey foreign key (duplicate_of_id) references declaration,
  add constraint declaration_decision_duplicate_rejected check (duplicate_of_id is null or outcome = 'rejected'),
  add constraint declaration_decision_not_duplicate_of_itself check (duplicate_of_id <> declaration_id);
comment on column declaration_decision.duplicate_of_id is
  'Declaration of which the rejected one is a duplicate; null when it was rejected for another reason.';
create index declaration_decision_duplicate_of_idx on declaration_decision (duplicate_of_id);

-- Its name is before that of the trigger that raises the version.
create trigger begin_membership before insert or update of status, joined_on, joined_not_before on membership
  for each row execute function begin_membership();
