-- The features declare which records can be imported, and how rows are matched. The service refuses any other value.
alter table import
  drop constraint import_resource_known,
  drop constraint import_match_on_known,
  add constraint import_resource_shape check (resource ~ '^[a-z]+(-[a-z]+)*$'),
  add constraint import_match_on_shape check (match_on ~ '^[a-z]+(_[a-z]+)*$');
