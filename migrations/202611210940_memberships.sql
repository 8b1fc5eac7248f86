create table membership_tier (
  code tier not null,
  no smallint not null,
  name_pl text not null,
  name_en text not null,
  holders_pl text not null,
  holders_en text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint membership_tier_pkey primary key (code),
  constraint membership_tier_no_key unique (no)
);
comment on table membership_tier is 'Tiers of membership of the Konwent.';
comment on column membership_tier.code is 'The tier.';
comment on column membership_tier.no is 'Place in the order of the Konwent''s statement.';
comment on column membership_tier.name_pl is 'Polish name, as printed.';
comment on column membership_tier.name_en is 'English name.';
comment on column membership_tier.holders_pl is 'Who may hold it, in Polish.';
comment on column membership_tier.holders_en is 'Who may hold it, in English.';
comment on column membership_tier.version is 'Grows by one with every change.';
comment on column membership_tier.created_at is 'When the record was made.';
comment on column membership_tier.updated_at is 'When the record last changed.';

create table membership_tier_member_type (
  tier tier not null,
  member_type member_type not null,
  constraint membership_tier_member_type_pkey primary key (tier, member_type),
  constraint membership_tier_member_type_tier_fkey foreign key (tier) references membership_tier
);
comment on table membership_tier_member_type is 'Which types of member a tier admits: a membership of another type cannot be stored.';
comment on column membership_tier_member_type.tier is 'The tier.';
comment on column membership_tier_member_type.member_type is 'A type of member that may hold it.';

create table eligibility_rule (
  tier tier not null,
  code text not null,
  no smallint not null,
  member_type member_type not null,
  kinds organisation_kind[],
  families kind_family[],
  needs_statement boolean not null default false,
  text_pl text not null,
  text_en text not null,
  constraint eligibility_rule_pkey primary key (tier, code),
  constraint eligibility_rule_no_key unique (tier, no),
  constraint eligibility_rule_tier_fkey foreign key (tier, member_type) references membership_tier_member_type
);
comment on table eligibility_rule is 'Who may become a member of a tier, as data.';
comment on column eligibility_rule.tier is 'Tier that the rule opens.';
comment on column eligibility_rule.code is 'Stable code of the rule.';
comment on column eligibility_rule.no is 'Place in the order of the printed statement.';
comment on column eligibility_rule.member_type is 'Type of member that the rule speaks of.';
comment on column eligibility_rule.kinds is 'Kinds of organisation that fit by their kind; null when a kind alone does not tell.';
comment on column eligibility_rule.families is 'Families of kinds that fit; null when a family alone does not tell.';
comment on column eligibility_rule.needs_statement is 'Whether the applicant must also state something that no register tells, such as the will to become a CUS.';
comment on column eligibility_rule.text_pl is 'The rule as printed.';
comment on column eligibility_rule.text_en is 'The rule in English.';

create table declaration (
  id uuid not null default uuidv7(),
  slug text not null,
  kind declaration_kind not null,
  status declaration_status not null default 'draft',
  title text not null,
  signed_on date,
  signed_not_before date,
  signed_not_after date,
  place text,
  event_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint declaration_pkey primary key (id),
  constraint declaration_slug_key unique (slug),
  constraint declaration_slug_shape check (is_slug(slug)),
  constraint declaration_signed_valid check (is_uncertain_date(signed_on, signed_not_before, signed_not_after))
);
comment on table declaration is 'Declarations by which organisations and people found, join or leave the Konwent.';
comment on column declaration.id is 'Stable identifier.';
comment on column declaration.slug is 'Short name for URLs.';
comment on column declaration.kind is 'Founding, accession or withdrawal.';
comment on column declaration.status is 'State of the proceedings.';
comment on column declaration.title is 'Name of the document.';
comment on column declaration.signed_on is 'Day of signing.';
comment on column declaration.signed_not_before is 'Earliest day of signing.';
comment on column declaration.signed_not_after is 'Latest day of signing.';
comment on column declaration.place is 'Place of signing, as printed.';
comment on column declaration.event_id is 'Event at which it was signed.';
comment on column declaration.version is 'Grows by one with every change.';
comment on column declaration.created_at is 'When the record was made.';
comment on column declaration.updated_at is 'When the record last changed.';

create table declaration_signatory (
  declaration_id uuid not null,
  no smallint not null,
  role signatory_role not null,
  list_no smallint not null,
  organisation_id uuid,
  person_id uuid,
  printed_post text,
  capacity appointment_capacity not null,
  constraint declaration_signatory_pkey primary key (declaration_id, no),
  constraint declaration_signatory_list_key unique (declaration_id, role, list_no),
  constraint declaration_signatory_declaration_fkey foreign key (declaration_id) references declaration on delete cascade,
  constraint declaration_signatory_organisation_fkey foreign key (organisation_id) references organisation,
  constraint declaration_signatory_person_fkey foreign key (person_id) references person,
  constraint declaration_signatory_somebody check (num_nonnulls(organisation_id, person_id) > 0),
  constraint declaration_signatory_no_positive check (no > 0 and list_no > 0)
);
comment on table declaration_signatory is 'Signatures under a declaration, in their order.';
comment on column declaration_signatory.declaration_id is 'The declaration.';
comment on column declaration_signatory.no is 'Place in the whole order of signatures, from 1.';
comment on column declaration_signatory.role is 'In which list the signature stands.';
comment on column declaration_signatory.list_no is 'Place within that list, from 1.';
comment on column declaration_signatory.organisation_id is 'Organisation in whose name it was signed.';
comment on column declaration_signatory.person_id is 'Who signed.';
comment on column declaration_signatory.printed_post is 'Post as printed beside the signature, at that time.';
comment on column declaration_signatory.capacity is 'Capacity at that time.';
create index declaration_signatory_organisation_idx on declaration_signatory (organisation_id);
create index declaration_signatory_person_idx on declaration_signatory (person_id);

create table membership (
  id uuid not null default uuidv7(),
  organisation_id uuid,
  person_id uuid,
  member_id uuid generated always as (coalesce(organisation_id, person_id)) stored,
  member_type member_type generated always as (case when organisation_id is null then 'person'::member_type else 'organisation'::member_type end) stored,
  tier tier not null,
  tier_basis tier_basis not null,
  tier_basis_note text,
  founder boolean not null,
  founding_signatory boolean not null,
  status membership_status not null,
  joined_on date,
  joined_not_before date,
  joined_not_after date,
  ended_on date,
  ended_not_before date,
  ended_not_after date,
  certain_period daterange generated always as (certain_period(joined_on, joined_not_after, ended_on, ended_not_before, ended_not_after)) stored,
  possible_period daterange generated always as (possible_period(joined_on, joined_not_before, ended_on, ended_not_after)) stored,
  declaration_id uuid,
  representative_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint membership_pkey primary key (id),
  constraint membership_organisation_fkey foreign key (organisation_id) references organisation,
  constraint membership_person_fkey foreign key (person_id) references person,
  constraint membership_one_member check (num_nonnulls(organisation_id, person_id) = 1),
  constraint membership_tier_admits_member_type foreign key (tier, member_type) references membership_tier_member_type,
  constraint membership_declaration_fkey foreign key (declaration_id) references declaration,
  constraint membership_representative_fkey foreign key (representative_id) references person,
  constraint membership_joined_valid check (is_uncertain_date(joined_on, joined_not_before, joined_not_after)),
  constraint membership_ended_valid check (is_uncertain_date(ended_on, ended_not_before, ended_not_after)),
  constraint membership_period_not_empty check (not isempty(possible_period)),
  constraint membership_founder_signed check (not founder or founding_signatory),
  constraint membership_ended_has_end check (status <> 'ended' or num_nonnulls(ended_on, ended_not_before, ended_not_after) > 0),
  constraint membership_once_at_a_time unique (member_id, certain_period without overlaps)
);
comment on table membership is 'Memberships of the Konwent. Two certain periods of one member cannot overlap.';
comment on column membership.id is 'Stable identifier.';
comment on column membership.organisation_id is 'The member, when it is an organisation.';
comment on column membership.person_id is 'The member, when it is a person.';
comment on column membership.member_id is 'The member, whichever it is.';
comment on column membership.member_type is 'Whether the member is an organisation or a person.';
comment on column membership.tier is 'Tier of membership.';
comment on column membership.tier_basis is 'Whether the tier is printed, inferred or decided.';
comment on column membership.tier_basis_note is 'What an inferred or decided tier rests on.';
comment on column membership.founder is 'Whether the member is one of the founders.';
comment on column membership.founding_signatory is 'Whether the founding declaration was signed in the member''s name.';
comment on column membership.status is 'Candidate, active, suspended or ended, as last recorded.';
comment on column membership.joined_on is 'Day of joining.';
comment on column membership.joined_not_before is 'Earliest day of joining.';
comment on column membership.joined_not_after is 'Latest day of joining.';
comment on column membership.ended_on is 'First day no longer a member.';
comment on column membership.ended_not_before is 'Earliest first day no longer a member.';
comment on column membership.ended_not_after is 'Latest first day no longer a member.';
comment on column membership.certain_period is 'Days of sure membership.';
comment on column membership.possible_period is 'Days of possible membership.';
comment on column membership.declaration_id is 'Declaration that admitted the member.';
comment on column membership.representative_id is 'Person who represented the member on joining, as listed.';
comment on column membership.version is 'Grows by one with every change.';
comment on column membership.created_at is 'When the record was made.';
comment on column membership.updated_at is 'When the record last changed.';
create index membership_organisation_idx on membership (organisation_id);
create index membership_person_idx on membership (person_id);
create index membership_tier_idx on membership (tier);
create index membership_declaration_idx on membership (declaration_id);
create index membership_representative_idx on membership (representative_id);
create index membership_period_idx on membership using gist (possible_period);

create table membership_list (
  id uuid not null default uuidv7(),
  slug text not null,
  no smallint not null,
  heading text,
  source_id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint membership_list_pkey primary key (id),
  constraint membership_list_slug_key unique (slug),
  constraint membership_list_source_fkey foreign key (source_id) references source,
  constraint membership_list_slug_shape check (is_slug(slug))
);
comment on table membership_list is 'Lists of members as a source prints them, kept beside the memberships that they attest: a printed list may name a member twice.';
comment on column membership_list.id is 'Stable identifier.';
comment on column membership_list.slug is 'Short name for URLs.';
comment on column membership_list.no is 'Place among the lists of the source.';
comment on column membership_list.heading is 'Heading as printed; null when not known.';
comment on column membership_list.source_id is 'Source that prints the list.';
comment on column membership_list.version is 'Grows by one with every change.';
comment on column membership_list.created_at is 'When the record was made.';
comment on column membership_list.updated_at is 'When the record last changed.';

create table membership_list_entry (
  membership_list_id uuid not null,
  no smallint not null,
  organisation_id uuid not null,
  person_id uuid,
  printed_post text,
  constraint membership_list_entry_pkey primary key (membership_list_id, no),
  constraint membership_list_entry_list_fkey foreign key (membership_list_id) references membership_list on delete cascade,
  constraint membership_list_entry_organisation_fkey foreign key (organisation_id) references organisation,
  constraint membership_list_entry_person_fkey foreign key (person_id) references person
);
comment on table membership_list_entry is 'Rows of the printed lists.';
comment on column membership_list_entry.membership_list_id is 'The list.';
comment on column membership_list_entry.no is 'Row in the printed list, from 1.';
comment on column membership_list_entry.organisation_id is 'Organisation in the row.';
comment on column membership_list_entry.person_id is 'Person in the row.';
comment on column membership_list_entry.printed_post is 'Post in the row; null when none is printed.';
create index membership_list_entry_organisation_idx on membership_list_entry (organisation_id);
create index membership_list_entry_person_idx on membership_list_entry (person_id);
