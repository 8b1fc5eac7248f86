-- The display name of a person consists of three texts, and the contract limits it to 2,000 characters.
alter table person add constraint person_name_length check (char_length(display_name) <= 2000) not valid;
comment on constraint person_name_length on person is 'The contract limits display_name.';
