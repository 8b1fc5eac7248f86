create table publication (
  id uuid not null default uuidv7(),
  slug text not null,
  no smallint not null,
  title text not null,
  kind publication_kind not null,
  issue text,
  year smallint,
  publisher_id uuid,
  note text,
  search_text text generated always as (' ' || fold(title)) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint publication_pkey primary key (id),
  constraint publication_slug_key unique (slug),
  constraint publication_no_key unique (no),
  constraint publication_publisher_fkey foreign key (publisher_id) references organisation,
  constraint publication_slug_shape check (is_slug(slug)),
  constraint publication_title_not_blank check (is_text(title)),
  constraint publication_year_in_range check (year between 1900 and 2100)
);
comment on table publication is 'Books and papers of the knowledge base.';
comment on column publication.id is 'Stable identifier.';
comment on column publication.slug is 'Short name for URLs.';
comment on column publication.no is 'Place in the printed list.';
comment on column publication.title is 'Title as printed.';
comment on column publication.kind is 'Kind of publication; unspecified when the source does not tell.';
comment on column publication.issue is 'Issue of a journal, as printed.';
comment on column publication.year is 'Year; null when not printed.';
comment on column publication.publisher_id is 'Publisher.';
comment on column publication.note is 'Remark of the registry''s keepers.';
comment on column publication.search_text is 'Folded title, each word after a space.';
comment on column publication.version is 'Grows by one with every change.';
comment on column publication.created_at is 'When the record was made.';
comment on column publication.updated_at is 'When the record last changed.';

create table publication_contributor (
  publication_id uuid not null,
  no smallint not null,
  role contributor_role not null,
  person_id uuid not null,
  constraint publication_contributor_pkey primary key (publication_id, no),
  constraint publication_contributor_publication_fkey foreign key (publication_id) references publication on delete cascade,
  constraint publication_contributor_person_fkey foreign key (person_id) references person
);
comment on table publication_contributor is 'Authors and editors of a publication.';
comment on column publication_contributor.publication_id is 'The publication.';
comment on column publication_contributor.no is 'Place in the printed order, from 1.';
comment on column publication_contributor.role is 'Author or editor.';
comment on column publication_contributor.person_id is 'The contributor.';
create index publication_contributor_person_idx on publication_contributor (person_id);

create table legal_act (
  id uuid not null default uuidv7(),
  slug text not null,
  kind legal_act_kind not null,
  title text not null,
  dated date not null,
  journal text,
  in_force_from date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint legal_act_pkey primary key (id),
  constraint legal_act_slug_key unique (slug),
  constraint legal_act_slug_shape check (is_slug(slug)),
  constraint legal_act_title_not_blank check (is_text(title)),
  constraint legal_act_dates_finite check (isfinite(dated) and isfinite(in_force_from))
);
comment on table legal_act is 'Acts and regulations about social service centres.';
comment on column legal_act.id is 'Stable identifier.';
comment on column legal_act.slug is 'Short name for URLs.';
comment on column legal_act.kind is 'Act of parliament or regulation.';
comment on column legal_act.title is 'Official title.';
comment on column legal_act.dated is 'Date in the title.';
comment on column legal_act.journal is 'Place in the Journal of Laws (Dziennik Ustaw).';
comment on column legal_act.in_force_from is 'Day of entry into force.';
comment on column legal_act.version is 'Grows by one with every change.';
comment on column legal_act.created_at is 'When the record was made.';
comment on column legal_act.updated_at is 'When the record last changed.';

create table legal_act_title (
  legal_act_id uuid not null,
  no smallint not null,
  title text not null,
  printed_where text not null,
  constraint legal_act_title_pkey primary key (legal_act_id, no),
  constraint legal_act_title_legal_act_fkey foreign key (legal_act_id) references legal_act on delete cascade
);
comment on table legal_act_title is 'Other titles under which an act is cited.';
comment on column legal_act_title.legal_act_id is 'The act.';
comment on column legal_act_title.no is 'Place in the order, from 1.';
comment on column legal_act_title.title is 'The title as printed elsewhere, misprints kept.';
comment on column legal_act_title.printed_where is 'Where it stands.';

create table training_topic (
  id uuid not null default uuidv7(),
  slug text not null,
  no smallint not null,
  name text not null,
  post_role post_role,
  legal_act_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint training_topic_pkey primary key (id),
  constraint training_topic_slug_key unique (slug),
  constraint training_topic_no_key unique (no),
  constraint training_topic_legal_act_fkey foreign key (legal_act_id) references legal_act,
  constraint training_topic_slug_shape check (is_slug(slug))
);
comment on table training_topic is 'Topics of the training of a centre''s staff.';
comment on column training_topic.id is 'Stable identifier.';
comment on column training_topic.slug is 'Short name for URLs.';
comment on column training_topic.no is 'Place in the printed list.';
comment on column training_topic.name is 'Topic, as printed.';
comment on column training_topic.post_role is 'Post that the training is for; null when not told.';
comment on column training_topic.legal_act_id is 'Act that sets the topic.';
comment on column training_topic.version is 'Grows by one with every change.';
comment on column training_topic.created_at is 'When the record was made.';
comment on column training_topic.updated_at is 'When the record last changed.';

create table linked_site (
  id uuid not null default uuidv7(),
  slug text not null,
  no smallint,
  name text not null,
  kind linked_site_kind not null,
  url text,
  printed_domain text,
  run_by_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint linked_site_pkey primary key (id),
  constraint linked_site_slug_key unique (slug),
  constraint linked_site_no_key unique (no),
  constraint linked_site_run_by_fkey foreign key (run_by_id) references organisation,
  constraint linked_site_slug_shape check (is_slug(slug)),
  constraint linked_site_url_shape check (url ~ '^https?://[^[:space:]]+$')
);
comment on table linked_site is 'Sites that the knowledge base links to.';
comment on column linked_site.id is 'Stable identifier.';
comment on column linked_site.slug is 'Short name for URLs.';
comment on column linked_site.no is 'Place in the printed list; null when it stands elsewhere.';
comment on column linked_site.name is 'Name as printed.';
comment on column linked_site.kind is 'Kind of site.';
comment on column linked_site.url is 'Address; null when not printed.';
comment on column linked_site.printed_domain is 'Domain as printed, when only that is printed.';
comment on column linked_site.run_by_id is 'Organisation that runs the site.';
comment on column linked_site.version is 'Grows by one with every change.';
comment on column linked_site.created_at is 'When the record was made.';
comment on column linked_site.updated_at is 'When the record last changed.';

create table creation_mode_rule (
  code creation_mode not null,
  no smallint not null,
  area_pl text not null,
  area_en text not null,
  ops_continues boolean not null,
  min_population_exclusive integer,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint creation_mode_rule_pkey primary key (code),
  constraint creation_mode_rule_no_key unique (no)
);
comment on table creation_mode_rule is 'The four ways in which the Act of 19 July 2019 lets a CUS come to be.';
comment on column creation_mode_rule.code is 'The mode.';
comment on column creation_mode_rule.no is 'Place in the order of the source.';
comment on column creation_mode_rule.area_pl is 'For which area, in Polish.';
comment on column creation_mode_rule.area_en is 'For which area, in English.';
comment on column creation_mode_rule.ops_continues is 'Whether the assistance centre goes on beside the CUS.';
comment on column creation_mode_rule.min_population_exclusive is 'The gmina must have more inhabitants than this; null when there is no such condition.';
comment on column creation_mode_rule.version is 'Grows by one with every change.';
comment on column creation_mode_rule.created_at is 'When the record was made.';
comment on column creation_mode_rule.updated_at is 'When the record last changed.';

create table structure_element (
  code text not null,
  no smallint not null,
  kind structure_element_kind not null,
  name text not null,
  members text[] not null default '{}',
  optional_cell text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint structure_element_pkey primary key (code),
  constraint structure_element_no_key unique (no)
);
comment on table structure_element is 'Organisational structure of a CUS.';
comment on column structure_element.code is 'Stable code.';
comment on column structure_element.no is 'Place in the order of the source.';
comment on column structure_element.kind is 'A single post or a team.';
comment on column structure_element.name is 'Name, as printed.';
comment on column structure_element.members is 'Posts of a team, as printed.';
comment on column structure_element.optional_cell is 'Cell that may be set up within the team.';
comment on column structure_element.version is 'Grows by one with every change.';
comment on column structure_element.created_at is 'When the record was made.';
comment on column structure_element.updated_at is 'When the record last changed.';

create table service_area (
  code text not null,
  no smallint not null,
  name_pl text not null,
  name_genitive_pl text not null,
  name_en text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint service_area_pkey primary key (code),
  constraint service_area_no_key unique (no)
);
comment on table service_area is 'The 14 areas of social services of art. 2 (1) of the Act of 19 July 2019.';
comment on column service_area.code is 'Stable code.';
comment on column service_area.no is 'Place in art. 2 (1) of the Act.';
comment on column service_area.name_pl is 'Name in the nominative.';
comment on column service_area.name_genitive_pl is 'Name in the genitive, as the Act has it.';
comment on column service_area.name_en is 'English name.';
comment on column service_area.version is 'Grows by one with every change.';
comment on column service_area.created_at is 'When the record was made.';
comment on column service_area.updated_at is 'When the record last changed.';

create table assertion (
  id uuid not null default uuidv7(),
  slug text not null,
  claim_pl text not null,
  claim_en text not null,
  value integer,
  counts_memberships boolean not null default false,
  families kind_family[],
  subject_organisation_id uuid,
  subject_territory_code text,
  as_of_on date,
  as_of_not_before date,
  as_of_not_after date,
  as_of_basis text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint assertion_pkey primary key (id),
  constraint assertion_slug_key unique (slug),
  constraint assertion_organisation_fkey foreign key (subject_organisation_id) references organisation,
  constraint assertion_territory_fkey foreign key (subject_territory_code) references territory,
  constraint assertion_slug_shape check (is_slug(slug)),
  constraint assertion_as_of_valid check (is_uncertain_date(as_of_on, as_of_not_before, as_of_not_after))
);
comment on table assertion is 'What sources claim, kept beside the computed figures and never put over them.';
comment on column assertion.id is 'Stable identifier.';
comment on column assertion.slug is 'Short name for URLs.';
comment on column assertion.claim_pl is 'What is claimed, in Polish.';
comment on column assertion.claim_en is 'What is claimed, in English.';
comment on column assertion.value is 'The number claimed; null when the claim is no number.';
comment on column assertion.counts_memberships is 'Whether the number counts memberships of the Konwent, so that the registry can compare it with its own figure.';
comment on column assertion.families is 'Families of kinds that the number counts; null for all.';
comment on column assertion.subject_organisation_id is 'Organisation that the claim is about.';
comment on column assertion.subject_territory_code is 'Territory that the claim is about.';
comment on column assertion.as_of_on is 'Day that the claim is about.';
comment on column assertion.as_of_not_before is 'Earliest day that the claim can be about.';
comment on column assertion.as_of_not_after is 'Latest day that the claim can be about.';
comment on column assertion.as_of_basis is 'What the bounds rest on.';
comment on column assertion.version is 'Grows by one with every change.';
comment on column assertion.created_at is 'When the record was made.';
comment on column assertion.updated_at is 'When the record last changed.';
