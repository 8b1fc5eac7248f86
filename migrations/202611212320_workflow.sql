-- How a declaration comes to a decision, and what happens to a membership afterwards.

create type applicant_statement as enum ('assistance_centre_becoming_cus', 'other_in_social_services');
create type decision_outcome as enum ('accepted', 'rejected');
create type membership_event_kind as enum ('suspended', 'resumed', 'tier_changed', 'ended');

create function shows_drafts() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('konwent.drafts', true) = 'on', false);
comment on function shows_drafts() is 'Whether the transaction reads for somebody who takes part in deciding on declarations; everybody else sees the accepted ones only.';

alter table eligibility_rule
  add constraint eligibility_rule_statement_known check (not needs_statement or code = any (enum_range(null::applicant_statement)::text[]));

alter table declaration
  add column tier tier,
  add column statements applicant_statement[] not null default '{}',
  add constraint declaration_withdrawal_asks_nothing check (kind <> 'withdrawal' or (tier is null and statements = '{}')),
  add constraint declaration_statements_known check (array_position(statements, null) is null);
comment on column declaration.tier is 'Tier that the signatories ask for; null when the declaration names none.';
comment on column declaration.statements is 'What the signatories state that no register tells, by the code of the rule of eligibility that asks for it.';

create table declaration_decision (
  declaration_id uuid not null,
  outcome decision_outcome not null,
  decided_on date not null,
  tier tier,
  effective_on date,
  effective_not_before date,
  effective_not_after date,
  basis text,
  reason text,
  override_reason text,
  decided_at timestamptz not null default now(),
  constraint declaration_decision_pkey primary key (declaration_id),
  constraint declaration_decision_declaration_fkey foreign key (declaration_id) references declaration,
  constraint declaration_decision_decided_finite check (isfinite(decided_on)),
  constraint declaration_decision_effective_valid check (is_uncertain_date(effective_on, effective_not_before, effective_not_after)),
  constraint declaration_decision_basis_not_blank check (is_text(basis)),
  constraint declaration_decision_rejection_has_reason check (outcome <> 'rejected' or reason is not null),
  constraint declaration_decision_reason_not_blank check (is_text(reason) and is_text(override_reason))
);
comment on table declaration_decision is 'What was decided on a declaration. Who decided and when it was entered stands in the audit too.';
comment on column declaration_decision.declaration_id is 'The declaration.';
comment on column declaration_decision.outcome is 'Accepted or rejected.';
comment on column declaration_decision.decided_on is 'Day of the decision.';
comment on column declaration_decision.tier is 'Tier in which all the applicants were admitted; null when each has that of its list, and when nobody was admitted.';
comment on column declaration_decision.effective_on is 'Day from which the memberships begin, or with a withdrawal end.';
comment on column declaration_decision.effective_not_before is 'Earliest day from which they begin or end.';
comment on column declaration_decision.effective_not_after is 'Latest day from which they begin or end.';
comment on column declaration_decision.basis is 'What the decision rests on, such as the number of a resolution.';
comment on column declaration_decision.reason is 'Why a declaration was rejected.';
comment on column declaration_decision.override_reason is 'Why it was decided so although the rules of eligibility do not say so.';
comment on column declaration_decision.decided_at is 'When the decision was entered.';

create table declaration_applicant (
  declaration_id uuid not null,
  no smallint not null,
  organisation_id uuid,
  person_id uuid,
  tier tier,
  eligibility jsonb not null,
  constraint declaration_applicant_pkey primary key (declaration_id, no),
  constraint declaration_applicant_decision_fkey foreign key (declaration_id) references declaration_decision,
  constraint declaration_applicant_organisation_fkey foreign key (organisation_id) references organisation,
  constraint declaration_applicant_person_fkey foreign key (person_id) references person,
  constraint declaration_applicant_one_member check (num_nonnulls(organisation_id, person_id) = 1),
  constraint declaration_applicant_no_positive check (no > 0)
);
comment on table declaration_applicant is 'On whom a decision was taken, with the check of eligibility as it stood on that day.';
comment on column declaration_applicant.declaration_id is 'The declaration that was decided on.';
comment on column declaration_applicant.no is 'Place in the order of the signatures, from 1.';
comment on column declaration_applicant.organisation_id is 'The applicant, when an organisation.';
comment on column declaration_applicant.person_id is 'The applicant, when a person.';
comment on column declaration_applicant.tier is 'Tier that was decided on; null with a withdrawal, and for a rejected declaration that asked for none.';
comment on column declaration_applicant.eligibility is 'The check as it stood then: its day, the statements and the tiers with their rules. It names nobody.';
create index declaration_applicant_organisation_idx on declaration_applicant (organisation_id);
create index declaration_applicant_person_idx on declaration_applicant (person_id);

alter table membership
  add column continues_id uuid,
  add constraint membership_continues_fkey foreign key (continues_id) references membership,
  add constraint membership_continues_once unique (continues_id),
  add constraint membership_not_continuing_itself check (continues_id <> id);
comment on column membership.continues_id is 'Membership of another tier that this one continues without a break.';

create table membership_event (
  id uuid not null default uuidv7(),
  membership_id uuid not null,
  kind membership_event_kind not null,
  effective_on date,
  effective_not_before date,
  effective_not_after date,
  tier tier,
  basis text not null,
  declaration_id uuid,
  override_reason text,
  eligibility jsonb,
  created_at timestamptz not null default now(),
  constraint membership_event_pkey primary key (id),
  constraint membership_event_membership_fkey foreign key (membership_id) references membership on delete cascade,
  constraint membership_event_declaration_fkey foreign key (declaration_id) references declaration,
  constraint membership_event_effective_valid check (is_uncertain_date(effective_on, effective_not_before, effective_not_after)),
  constraint membership_event_effective_known check (num_nonnulls(effective_on, effective_not_before, effective_not_after) > 0 and (kind = 'ended' or effective_on is not null)),
  constraint membership_event_tier_of_change check ((kind = 'tier_changed') = (tier is not null)),
  constraint membership_event_eligibility_of_change check (kind = 'tier_changed' or (eligibility is null and override_reason is null)),
  constraint membership_event_basis_not_blank check (is_text(basis) and is_text(override_reason))
);
comment on table membership_event is 'The course of a membership after its beginning: what was decided on it, since when, and on what basis.';
comment on column membership_event.id is 'Stable identifier.';
comment on column membership_event.membership_id is 'The membership.';
comment on column membership_event.kind is 'What happened.';
comment on column membership_event.effective_on is 'Day from which it holds.';
comment on column membership_event.effective_not_before is 'Earliest day from which it holds; for an end only.';
comment on column membership_event.effective_not_after is 'Latest day from which it holds; for an end only.';
comment on column membership_event.tier is 'The new tier, for a change of tier.';
comment on column membership_event.basis is 'What it rests on, such as the number of a resolution.';
comment on column membership_event.declaration_id is 'Declaration that led to it.';
comment on column membership_event.override_reason is 'Why the tier was changed although the rules of eligibility do not say so.';
comment on column membership_event.eligibility is 'The check of eligibility as it stood on the day of a change of tier.';
comment on column membership_event.created_at is 'When it was entered.';
create index membership_event_membership_idx on membership_event (membership_id, created_at);
create index membership_event_declaration_idx on membership_event (declaration_id);

select track_children('membership_event', 'membership', 'membership_id', 'course');
