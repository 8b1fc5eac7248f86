-- Every order that a long list is offered in has an index that ends in the id, so that a page costs the same however deep in the list it lies.
-- Lists that only ever hold some dozens of records have none, nor have orders by the name of another record, such as members by name.

-- With what is searched and most often filtered by, all that is passed over in the order of names is read from an index alone. A long text has no place in one.
create index organisation_walk_idx on organisation (name collate "pl-x-icu", id) include (search_text, kind, kind_family, status) where octet_length(search_text) < 1000;
create index organisation_long_idx on organisation (name collate "pl-x-icu", id) where octet_length(search_text) >= 1000;
-- How few they are has to be known to the planner.
create statistics organisation_length on octet_length(search_text) from organisation;
comment on statistics organisation_length is 'How long the search texts are.';
-- Those of one kind or voivodeship in Polish order. Within a kind names begin alike, so a walk by name alone may pass over most of the table before the first.
drop index organisation_kind_idx;
create index organisation_kind_idx on organisation (kind, name collate "pl-x-icu", id);
create index organisation_voivodeship_idx on organisation (left(territory_code, 2), name collate "pl-x-icu", id);
create index organisation_seat_idx on organisation (fold(seat));
-- Whether a word is common decides how it is best looked for. One text in a thousand says so more exactly than one in a hundred.
alter table organisation alter column search_text set statistics 1000;

create index person_given_name_idx on person (given_name collate "pl-x-icu", id);
create index person_updated_idx on person (updated_at, id);

-- Days that are not known come last in either direction.
drop index event_date_idx;
create index event_date_idx on event (coalesce(date_on, 'infinity'::date), id);
create index event_latest_idx on event (coalesce(date_on, '-infinity'::date), id);
create index event_updated_idx on event (updated_at, id);

create index membership_joined_idx on membership (coalesce(joined_on, 'infinity'::date), id);
create index membership_latest_idx on membership (coalesce(joined_on, '-infinity'::date), id);
create index membership_updated_idx on membership (updated_at, id);
