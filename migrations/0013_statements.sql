-- Everything that the sources say: objectives, offers, the lists of the Act about a CUS, the way into the Konwent, and
-- properties of existing records.

-- The Act: names of the creation modes, and its initiator ------------------------------------------------------------

alter table creation_mode_rule
  add column name_pl text,
  add column name_en text,
  add column available_to_pl text,
  add column available_to_en text;
update creation_mode_rule m
set name_pl = v.name_pl, name_en = v.name_en, available_to_pl = v.available_to_pl, available_to_en = v.available_to_en
from (values
  ('transformation_ops'::creation_mode, 'przekształcenie ośrodka pomocy społecznej',
    'transformation of the social assistance centre', 'pojedyncza gmina', 'a single gmina'),
  ('agreement_of_gminas', 'porozumienie gmin', 'agreement of gminas', 'co najmniej dwie gminy', 'two or more gminas'),
  ('new_unit_over_100k', 'nowa jednostka obok ośrodka pomocy społecznej',
    'new unit beside the social assistance centre', 'gmina powyżej 100 tys. mieszkańców',
    'a gmina with more than 100,000 inhabitants'),
  ('transformation_mopr', 'przekształcenie miejskiego ośrodka pomocy rodzinie',
    'transformation of the municipal family assistance centre',
    'miasto na prawach powiatu, które nie jest miastem wojewódzkim',
    'a city with powiat rights that is not the capital of a voivodeship')
) as v (code, name_pl, name_en, available_to_pl, available_to_en)
where v.code = m.code;
alter table creation_mode_rule
  alter column name_pl set not null,
  alter column name_en set not null,
  alter column available_to_pl set not null,
  alter column available_to_en set not null;
comment on column creation_mode_rule.name_pl is 'Name of the mode, in Polish.';
comment on column creation_mode_rule.name_en is 'Name of the mode, in English.';
comment on column creation_mode_rule.available_to_pl is 'Units that may use the mode, in Polish.';
comment on column creation_mode_rule.available_to_en is 'Units that may use the mode, in English.';
select register_record('creation_mode_rule', key => 'code', cited => true);

alter table legal_act
  add column initiator_id uuid,
  add constraint legal_act_initiator_fkey foreign key (initiator_id) references organisation;
comment on column legal_act.initiator_id is 'Office or body on whose initiative the act was made; null when not known.';
select register_record('legal_act', cited => true, shows => '{"initiator_id": "organisation"}', shown => '{slug}');

-- What the Act says about a CUS ---------------------------------------------------------------------------------------

create table target_group (
  code text not null,
  no smallint not null,
  name_pl text not null,
  name_en text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint target_group_pkey primary key (code),
  constraint target_group_no_key unique (no)
);
comment on table target_group is 'Groups of residents for whom a CUS provides services. The list is not exhaustive.';
comment on column target_group.code is 'Stable code.';
comment on column target_group.no is 'Place in the order of the source.';
comment on column target_group.name_pl is 'Polish name.';
comment on column target_group.name_en is 'English name.';
select register_record('target_group', key => 'code', cited => true);

create table service_provider (
  code text not null,
  no smallint not null,
  name_pl text not null,
  name_en text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint service_provider_pkey primary key (code),
  constraint service_provider_no_key unique (no)
);
comment on table service_provider is 'Kinds of units that provide services for a CUS.';
comment on column service_provider.code is 'Stable code.';
comment on column service_provider.no is 'Place in the order of the source.';
comment on column service_provider.name_pl is 'Polish name.';
comment on column service_provider.name_en is 'English name.';
select register_record('service_provider', key => 'code', cited => true);

-- Objectives ----------------------------------------------------------------------------------------------------------

create type objective_kind as enum (
  'mission', 'line_of_action', 'konwent_task', 'representation', 'observatory_task', 'act_aim', 'cus_task'
);
create table objective (
  id uuid not null default uuidv7(),
  slug text not null,
  no smallint not null,
  kind objective_kind not null,
  text_pl text not null,
  text_en text not null,
  organisation_id uuid,
  legal_act_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint objective_pkey primary key (id),
  constraint objective_slug_key unique (slug),
  constraint objective_no_key unique (no),
  constraint objective_organisation_fkey foreign key (organisation_id) references organisation,
  constraint objective_legal_act_fkey foreign key (legal_act_id) references legal_act,
  constraint objective_text_not_blank check (is_text(text_pl) and is_text(text_en)),
  constraint objective_of_one check (num_nonnulls(organisation_id, legal_act_id) <= 1)
);
comment on table objective is 'Aims and tasks of the Konwent, of the Observatory, of the Act and of a CUS.';
comment on column objective.no is 'Place in the order of all objectives.';
comment on column objective.kind is 'Kind of objective.';
comment on column objective.text_pl is 'The objective in Polish, in the words of the registry.';
comment on column objective.text_en is 'The objective in English.';
comment on column objective.organisation_id is 'Organisation that has the objective; null when it is none.';
comment on column objective.legal_act_id is 'Legal act that has the objective; null when it is none.';
select register_record('objective', cited => true,
  shows => '{"organisation_id": "organisation", "legal_act_id": "legal_act"}');
create trigger next_no before insert on objective for each row execute function next_no();

-- Offers --------------------------------------------------------------------------------------------------------------

select register_record('linked_site', cited => true, shows => '{"run_by_id": "organisation"}',
  shown => '{slug,name,url}');

create type offer_audience as enum ('gmina_planning_cus', 'cus', 'self_government', 'ngo', 'everyone');
create type offer_channel as enum ('portal', 'visit', 'email', 'phone');
create table offer (
  id uuid not null default uuidv7(),
  slug text not null,
  no smallint not null,
  name_pl text not null,
  name_en text not null,
  provider_id uuid,
  audiences offer_audience[] not null default '{}',
  channel offer_channel,
  link_id uuid,
  free_of_charge boolean,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint offer_pkey primary key (id),
  constraint offer_slug_key unique (slug),
  constraint offer_no_key unique (no),
  constraint offer_provider_fkey foreign key (provider_id) references organisation,
  constraint offer_link_fkey foreign key (link_id) references linked_site,
  constraint offer_name_not_blank check (is_text(name_pl) and is_text(name_en))
);
comment on table offer is 'Services that the Observatory and others offer to gminas and centres.';
comment on column offer.no is 'Place in the order of all offers.';
comment on column offer.name_pl is 'The offer in Polish, in the words of the registry.';
comment on column offer.name_en is 'The offer in English.';
comment on column offer.provider_id is 'Organisation that makes the offer; null when not known.';
comment on column offer.audiences is 'Addressees of the offer; empty when no source names any.';
comment on column offer.channel is 'Way to use the offer; null when no source names one.';
comment on column offer.link_id is 'Website on which the offer can be used; null when there is none.';
comment on column offer.free_of_charge is 'Whether the offer is free of charge; null when not known.';
select register_record('offer', cited => true,
  shows => '{"provider_id": "organisation", "link_id": "linked_site"}');
create trigger next_no before insert on offer for each row execute function next_no();

-- The way into the Konwent ---------------------------------------------------------------------------------------------

alter table membership_tier
  add column decided_by_id uuid,
  add column submitted_to_id uuid,
  add constraint membership_tier_decided_by_fkey foreign key (decided_by_id) references organisation,
  add constraint membership_tier_submitted_to_fkey foreign key (submitted_to_id) references organisation;
comment on column membership_tier.decided_by_id is 'Organisation that decides on the admission; null when not known.';
comment on column membership_tier.submitted_to_id is 'Organisation that receives declarations; null when not known.';
select register_record('membership_tier', key => 'code', cited => true,
  properties => '{"decided_by_id": "joining", "submitted_to_id": "joining"}',
  shows => '{"decided_by_id": "organisation", "submitted_to_id": "organisation"}');

-- Events: links without an address, and subjects of programme items ---------------------------------------------------

create type event_link_kind as enum ('report', 'recording', 'gallery', 'invitation', 'other');
alter table event_link
  alter column url drop not null,
  add column kind event_link_kind not null default 'other';
comment on column event_link.url is 'Address; null when no source prints it.';
comment on column event_link.kind is 'Kind of page.';
alter table programme_item
  add column subject text,
  add constraint programme_item_subject_not_blank check (is_text(subject));
comment on column programme_item.subject is 'Subject, in the words of the registry; null when the title says it.';

-- Sources: the project behind them ------------------------------------------------------------------------------------

alter table source
  add column project text,
  add column project_from date,
  add column project_to date,
  add column project_by text,
  add column funded_by text,
  add constraint source_project_days_ordered check (project_from <= project_to),
  add constraint source_project_from_within_bounds check (is_day_within_bounds(project_from)),
  add constraint source_project_to_within_bounds check (is_day_within_bounds(project_to));
comment on column source.project is 'Project in which the source was made, as printed; null when none is printed.';
comment on column source.project_from is 'First day of the project; null when not printed.';
comment on column source.project_to is 'Last day of the project; null when not printed.';
comment on column source.project_by is 'Name of the organisation that ran the project; null when none is printed.';
comment on column source.funded_by is 'Name of the organisation that paid for the source; null when none is printed.';
select register_record('source', shown => '{slug}');

-- Publications: where they can be found -------------------------------------------------------------------------------

create function is_isbn(value text) returns boolean
  language sql immutable strict parallel safe
  return case
    when value ~ '^97[89][0-9]{10}$'
      then (weighted_sum(value, '{1,3,1,3,1,3,1,3,1,3,1,3}') + substr(value, 13, 1)::int) % 10 = 0
    when value ~ '^[0-9]{9}[0-9X]$'
      then (weighted_sum(value, '{10,9,8,7,6,5,4,3,2}')
        + case substr(value, 10, 1) when 'X' then 10 else substr(value, 10, 1)::int end) % 11 = 0
    else false end;
comment on function is_isbn(text) is
  'Whether the text is an ISBN of 13 or 10 characters without hyphens, with a right check digit (X counts as 10).';

alter table publication
  add column url text,
  add column doi text,
  add column isbn text,
  add constraint publication_url_shape check (url ~ '^https?://[^[:space:]]+$'),
  add constraint publication_doi_shape check (doi ~ '^10\.[0-9]{4,9}/[^[:space:]]+$'),
  add constraint publication_isbn_valid check (is_isbn(isbn));
comment on column publication.url is 'Address of the publication; null when not known.';
comment on column publication.doi is 'Digital object identifier, without an address before it; null when not known.';
comment on column publication.isbn is 'ISBN without hyphens; null when not known.';
select register_record('publication', cited => true, shows => '{"publisher_id": "organisation"}');
