-- A rule without a channel leads to the attendant.
alter table number_rule alter column channel_template drop not null;

-- Who gives this PIN is a host.
alter table channel add column host_pin varchar(12);

-- How many guests may be in it at once, hosts apart; null for as many as the bridge takes.
alter table channel add column most_guests integer;

-- Whether everybody hears that somebody comes or goes.
alter table channel add column chimes boolean default false not null;

-- Whether guests are let in only while a host is there, and whether it is over when the last one has left.
alter table channel add column waits_for_host boolean default false not null;
alter table channel add column ends_with_host boolean default false not null;
