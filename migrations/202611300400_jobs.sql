-- Work that is done outside of requests: imports and nightly tasks. It replaces the queue of graphile-worker.

create table job (
  id uuid not null default uuidv7(),
  task text not null,
  import_id uuid,
  key_id uuid,
  request_id text,
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  constraint job_pkey primary key (id),
  constraint job_task_key unique nulls not distinct (task, import_id),
  constraint job_import_fkey foreign key (import_id) references import on delete cascade,
  constraint job_import_named check ((task = 'import') = (import_id is not null)),
  constraint job_attempts_not_negative check (attempts >= 0)
);
comment on table job is 'Work that waits for a worker or is under way: one row for each import, one for each nightly task.';
comment on column job.id is 'Stable identifier.';
comment on column job.task is 'Name of the task in the code.';
comment on column job.import_id is 'The import to work on; null for a nightly task.';
comment on column job.key_id is 'API key in whose name the work is done; null for the command line and for nightly tasks.';
comment on column job.request_id is 'Request that asked for the work; null outside of requests.';
comment on column job.due_at is 'Moment from which a worker may take the job. While a worker has it, the end of its lease: after that moment the attempt counts as lost.';
comment on column job.attempts is 'Attempts begun since the job was last done.';
comment on column job.created_at is 'When the row was made.';
create index job_due_idx on job (due_at);
create index job_import_idx on job (import_id);

do $$
begin
  if to_regclass('graphile_worker._private_jobs') is not null then
    execute $old$
      insert into job (task, import_id, key_id, request_id)
      select distinct on (i.id) 'import', i.id, (j.payload ->> 'key')::uuid, j.payload ->> 'request'
      from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id and t.identifier = 'import'
        join import i on i.id::text = j.payload ->> 'import'
      where i.status in ('queued', 'running')
      order by i.id, j.id desc$old$;
    drop schema graphile_worker cascade;
  end if;
end $$;
-- An import whose old job is gone goes on, too.
insert into job (task, import_id) select 'import', id from import where status in ('queued', 'running') on conflict do nothing;
