-- Nobody becomes a member or a signatory whose data is restricted (art. 18 RODO) or was erased (art. 17).

create trigger refuse_processing before insert on membership for each row when (new.person_id is not null) execute function refuse_processing('person_id');
create trigger refuse_processing before insert on declaration_signatory for each row when (new.person_id is not null) execute function refuse_processing('person_id');
revoke execute on function shown_fields from konwent_app, konwent_readonly;
