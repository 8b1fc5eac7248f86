-- A row of a report says how cells were read that are not written in the form of the contract.

alter table import_row
  add column readings jsonb not null default '[]',
  add constraint import_row_readings_list check (jsonb_typeof(readings) = 'array');
comment on column import_row.readings is
  'Cells that were read in another form than they are written in: column, heading, written text and text as read.';
