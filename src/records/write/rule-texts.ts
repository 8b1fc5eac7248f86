// The rules of the database in words: what would be right, and which property of the body is at fault. The keys are the names of the constraints.
// A text for a value that is taken says nothing of the record that has it.

import type { Text } from '../../http/errors.ts'
import { dayOutOfBounds, FIRST_DAY, momentOutOfBounds } from '../bounds.ts'

export interface Rule extends Text {
  /** JSON Pointer (RFC 6901) to the property at fault; of several that do not fit together, the one most likely to be changed. */
  pointer: string
}

type Rules = Record<string, Rule>

const rule = (pointer: string, pl: string, en: string): Rule => ({ pointer, pl, en })

const uncertainDate = (property: string): Rule =>
  rule(
    `/${property}`,
    `Pole «${property}» musi podawać albo dokładny dzień («on»), albo granice, z których «not_before» nie jest późniejsza niż «not_after».`,
    `«${property}» must give either the exact day («on») or bounds of which «not_before» is not later than «not_after».`
  )

const dayWithin = (property: string, first = FIRST_DAY): Rule => ({ pointer: `/${property}`, ...dayOutOfBounds(property, first) })
const momentWithin = (property: string): Rule => ({ pointer: `/${property}`, ...momentOutOfBounds(property) })

/** For a reference to a record that was deleted in the very moment. */
const gone = (pointer: string): Rule =>
  rule(pointer, 'Rekordu, do którego odwołuje się to pole, nie ma już w rejestrze.', 'The record that this member refers to is no longer in the registry.')

const notBlank = (pointer: string, pl: string, en: string): Rule =>
  rule(
    pointer,
    `${pl} nie może być pustym tekstem ani zaczynać się lub kończyć odstępem.`,
    `${en} must not be an empty text, nor begin or end with white space.`
  )

const webAddress = (pointer: string): Rule =>
  rule(
    pointer,
    'Adres musi zaczynać się od http:// albo https:// i nie może zawierać odstępów.',
    'The address must begin with http:// or https:// and hold no white space.'
  )

const postalCode = rule('/postal_code', 'Kod pocztowy musi mieć postać 00-000.', 'The postal code must have the form 00-000.')

const numberTaken = rule('/no', 'To miejsce na liście jest już zajęte.', 'This place in the list is taken.')

const slugs: Rules = Object.fromEntries(
  ['organisation', 'person', 'contact', 'declaration', 'event', 'publication', 'legal_act', 'training_topic', 'linked_site', 'source'].flatMap((table) => [
    [
      `${table}_slug_shape`,
      rule(
        '/slug',
        'Slug musi składać się z małych liter od a do z i cyfr, w słowach połączonych łącznikami, mieć najwyżej 80 znaków i nie mieć postaci UUID.',
        'The slug must be words of the letters a to z and digits, joined by hyphens, of at most 80 characters, and not of the shape of a UUID.'
      )
    ],
    [`${table}_slug_key`, rule('/slug', 'Ten slug jest już zajęty albo prowadzi do innego rekordu.', 'This slug is taken, or leads to another record.')]
  ])
)

const organisations: Rules = {
  organisation_slug_shape: rule(
    '/slug',
    'Slug musi składać się z małych liter od a do z i cyfr, w słowach połączonych łącznikami, mieć najwyżej 80 znaków, nie mieć postaci UUID i nie brzmieć «match».',
    'The slug must be words of the letters a to z and digits, joined by hyphens, of at most 80 characters, not of the shape of a UUID and not «match».'
  ),
  organisation_name_not_blank: notBlank('/name', 'Żadna z nazw («name», «short_name»)', 'Each of the names («name», «short_name»)'),
  organisation_nip_valid: rule(
    '/nip',
    'Numer NIP musi mieć dziesięć cyfr, poprawną cyfrę kontrolną i nie może składać się z samych zer.',
    'The NIP must have ten digits with the right check digit, and not be all zeros.'
  ),
  organisation_nip_key: rule('/nip', 'Ten numer NIP jest już zapisany w rejestrze.', 'This NIP is in the registry already.'),
  organisation_regon_valid: rule(
    '/regon',
    'Numer REGON musi mieć 9 albo 14 cyfr, poprawne cyfry kontrolne i nie może składać się z samych zer.',
    'The REGON must have 9 or 14 digits with the right check digits, and not be all zeros.'
  ),
  organisation_regon_key: rule('/regon', 'Ten numer REGON jest już zapisany w rejestrze.', 'This REGON is in the registry already.'),
  organisation_krs_valid: rule(
    '/krs',
    'Numer KRS musi mieć dziesięć cyfr, razem z zerami na początku, i nie może składać się z samych zer.',
    'The KRS number must have ten digits, leading zeros included, and not be all zeros.'
  ),
  organisation_krs_key: rule('/krs', 'Ten numer KRS jest już zapisany w rejestrze.', 'This KRS number is in the registry already.'),
  organisation_territory_fkey: rule('/territory', 'W rejestrze nie ma jednostki o tym kodzie TERYT.', 'The registry has no territory of this TERYT code.'),
  organisation_part_of_fkey: gone('/part_of'),
  organisation_not_part_of_itself: rule(
    '/part_of',
    'Organizacja nie może być częścią samej siebie, także za pośrednictwem innych.',
    'An organisation cannot be a part of itself, not by way of others either.'
  ),
  organisation_postal_code_shape: postalCode,
  organisation_coordinates_together: rule(
    '/coordinates_basis',
    'Szerokość («latitude»), długość («longitude») i podstawę współrzędnych («coordinates_basis») należy podać wszystkie albo żadnej.',
    'Of «latitude», «longitude» and «coordinates_basis» give all or none.'
  ),
  organisation_coordinates_in_range: rule(
    '/latitude',
    'Szerokość geograficzna musi mieścić się między -90 a 90 stopni, długość między -180 a 180 stopni.',
    'The latitude must lie between -90 and 90 degrees, the longitude between -180 and 180.'
  ),
  organisation_creation_mode_of_cus: rule(
    '/creation_mode',
    'Sposób utworzenia («creation_mode») można podać tylko dla centrum usług społecznych (kind = cus).',
    'A «creation_mode» can be given for a social service centre (kind = cus) only.'
  ),
  organisation_established_valid: uncertainDate('established'),
  organisation_closed_valid: uncertainDate('closed'),
  organisation_period_not_empty: rule(
    '/closed',
    'Organizacja musi istnieć co najmniej jeden dzień: «closed» musi być późniejsze niż «established».',
    'An organisation must exist for a day at least: «closed» must be later than «established».'
  ),
  organisation_name_name_not_blank: notBlank('/names', 'Inna nazwa organizacji', 'Another name of an organisation'),
  organisation_name_name_key: rule(
    '/names',
    'Każdą inną nazwę organizacji można podać tylko raz.',
    'Each other name of an organisation can be given only once.'
  ),
  organisation_lineage_organisation_fkey: gone('/successor'),
  organisation_lineage_predecessor_fkey: gone('/predecessor'),
  organisation_lineage_not_itself: rule(
    '/predecessor',
    'Organizacja nie może być poprzedniczką samej siebie.',
    'An organisation cannot be its own predecessor.'
  ),
  organisation_lineage_happened_valid: uncertainDate('happened'),
  organisation_lineage_predecessor_key: rule(
    '/predecessor_name',
    'Poprzednik o tej nazwie jest już zapisany przy tej organizacji.',
    'A predecessor of this name is recorded for this organisation already.'
  )
}

const people: Rules = {
  person_name_not_blank: notBlank('/family_name', 'Żadne z pól «given_name» i «family_name»', 'Each of «given_name» and «family_name»'),
  post_organisation_fkey: gone('/organisation'),
  post_title_not_blank: notBlank('/title', 'Nazwa stanowiska', 'The title of a post'),
  post_title_key: rule('/title', 'W tej organizacji jest już stanowisko o tej nazwie.', 'This organisation has a post of this title already.'),
  appointment_person_fkey: gone('/person'),
  appointment_post_fkey: gone('/post'),
  appointment_appointed_by_fkey: gone('/appointed_by'),
  appointment_predecessor_fkey: gone('/predecessor'),
  appointment_until_event_fkey: gone('/until_event'),
  appointment_not_own_predecessor: rule(
    '/predecessor',
    'Wpis o pełnieniu stanowiska nie może poprzedzać samego siebie.',
    'An appointment cannot be its own predecessor.'
  ),
  appointment_attested_on_finite: rule(
    '/attested_on',
    'Dni na liście «attested_on» muszą być dniami kalendarzowymi.',
    'The days in «attested_on» must be days of the calendar.'
  ),
  appointment_started_valid: uncertainDate('started'),
  appointment_ended_valid: uncertainDate('ended'),
  appointment_period_not_empty: rule(
    '/ended',
    'Pełnienie stanowiska musi trwać co najmniej jeden dzień: «ended» musi być późniejsze niż «started».',
    'An appointment must last a day at least: «ended» must be later than «started».'
  ),
  appointment_person_once_in_post: rule(
    '/started',
    'Ta osoba zajmowała już to stanowisko w części tego okresu.',
    'This person held this post already in a part of this period.'
  ),
  contact_organisation_fkey: gone('/organisation'),
  contact_post_fkey: gone('/post'),
  contact_printed_holder_fkey: gone('/printed_holder'),
  contact_one_owner: rule(
    '/organisation',
    'Dane kontaktowe muszą dotyczyć albo organizacji («organisation»), albo stanowiska («post»), lecz nie obu.',
    'A contact must be of either an organisation («organisation») or a post («post»), not of both.'
  ),
  contact_reaches_something: rule(
    '/email',
    'Dane kontaktowe muszą zawierać co najmniej jedno z pól: «email», «phone», «street», «locality».',
    'A contact must have at least one of «email», «phone», «street» and «locality».'
  ),
  contact_email_shape: rule(
    '/email',
    'Adres e-mail musi mieć postać nazwa@domena, z kropką w domenie, bez odstępów, i najwyżej 254 znaki.',
    'The e-mail address must have the form name@domain, with a dot in the domain, without white space, and at most 254 characters.'
  ),
  contact_phone_shape: rule(
    '/phone',
    'Numer telefonu musi mieć postać międzynarodową E.164: znak + i od 7 do 15 cyfr bez odstępów, np. +48818272694.',
    'The telephone number must have the international form E.164: + and 7 to 15 digits without blanks, such as +48818272694.'
  ),
  contact_postal_code_shape: postalCode,
  contact_basis_source_not_blank: notBlank('/basis_source', 'Źródło danych («basis_source»)', 'The origin of the data («basis_source»)'),
  contact_review_finite: rule('/review_on', 'Dzień przeglądu musi być dniem kalendarzowym.', 'The day of the review must be a day of the calendar.')
}

const memberships: Rules = {
  membership_organisation_fkey: gone('/organisation'),
  membership_person_fkey: gone('/person'),
  membership_declaration_fkey: gone('/declaration'),
  membership_representative_fkey: gone('/representative'),
  membership_continues_fkey: gone('/continues'),
  membership_continues_once: rule('/continues', 'Tę kontynuację członkostwa już zapisano.', 'This continuation of the membership is recorded already.'),
  membership_not_continuing_itself: rule('/continues', 'Członkostwo nie może być kontynuacją samego siebie.', 'A membership cannot continue itself.'),
  membership_one_member: rule(
    '/organisation',
    'Członkiem musi być albo organizacja («organisation»), albo osoba («person»), lecz nie obie.',
    'The member must be either an organisation («organisation») or a person («person»), not both.'
  ),
  membership_tier_admits_member_type: rule(
    '/tier',
    'Ta kategoria członkostwa nie jest otwarta dla członków tego rodzaju; osoba może być tylko członkiem honorowym.',
    'This tier is not open to members of this type; a person can be an honorary member only.'
  ),
  membership_joined_valid: uncertainDate('joined'),
  membership_ended_valid: uncertainDate('ended'),
  membership_period_not_empty: rule(
    '/ended',
    'Członkostwo musi trwać co najmniej jeden dzień: «ended» musi być późniejsze niż «joined».',
    'A membership must last a day at least: «ended» must be later than «joined».'
  ),
  membership_founder_signed: rule(
    '/founding_signatory',
    'Członek założyciel («founder») musi być też sygnatariuszem deklaracji założycielskiej («founding_signatory»).',
    'A founder («founder») must be a signatory of the founding declaration too («founding_signatory»).'
  ),
  membership_ended_has_end: rule(
    '/ended',
    'Członkostwo zakończone (status = ended) musi mieć dzień zakończenia albo choć jedną jego granicę.',
    'An ended membership (status = ended) must have the day of its end, or one bound of it at least.'
  ),
  membership_once_at_a_time: rule(
    '/joined',
    'W części tego okresu członek ma już inne członkostwo; w jednym czasie może mieć tylko jedno.',
    'The member has another membership in a part of this period; there can be only one at a time.'
  ),
  membership_event_basis_not_blank: notBlank('/basis', 'Żadne z pól «basis» i «override»', 'Each of «basis» and «override»'),
  membership_event_effective_valid: uncertainDate('ended')
}

const declarations: Rules = {
  declaration_event_fkey: gone('/event'),
  declaration_signed_valid: uncertainDate('signed'),
  declaration_withdrawal_asks_nothing: rule(
    '/tier',
    'Deklaracja wystąpienia nie może wskazywać kategorii («tier») ani zawierać oświadczeń («statements»).',
    'A declaration of withdrawal cannot ask for a tier («tier») nor hold statements («statements»).'
  ),
  declaration_statements_known: rule('/statements', 'Oświadczenie na liście «statements» nie może być puste.', 'A statement in «statements» must not be null.'),
  declaration_signatory_organisation_fkey: gone('/signatories'),
  declaration_signatory_person_fkey: gone('/signatories'),
  declaration_signatory_somebody: rule(
    '/signatories',
    'Przy każdym podpisie należy wskazać organizację («organisation»), osobę («person») albo obie.',
    'Each signature must name an organisation («organisation»), a person («person») or both.'
  ),
  declaration_signatory_no_positive: rule(
    '/signatories',
    'Miejsce podpisu na liście («list_no») musi być liczbą od 1 wzwyż.',
    'The place of a signature in its list («list_no») must be 1 or more.'
  ),
  declaration_signatory_list_key: rule(
    '/signatories',
    'Każde miejsce («list_no») na liście podpisów («role») można zająć tylko raz.',
    'Each place («list_no») in a list of signatures («role») can be taken only once.'
  ),
  // A withdrawal has `ended` in its place.
  declaration_decision_effective_valid: uncertainDate('joined'),
  declaration_decision_basis_not_blank: notBlank('/basis', 'Podstawa decyzji', 'The basis of a decision'),
  declaration_decision_reason_not_blank: notBlank('/reason', 'Uzasadnienie decyzji', 'The reason of a decision')
}

const events: Rules = {
  event_title_not_blank: notBlank('/title', 'Tytuł wydarzenia', 'The title of an event'),
  event_venue_fkey: gone('/venue'),
  event_date_valid: uncertainDate('date'),
  event_starts_on_its_day: rule(
    '/starts_at',
    'Początek («starts_at») musi przypadać, według czasu w Polsce, w dniu wydarzenia, podanym dokładnie jako «date.on».',
    'The start («starts_at») must lie, by the time in Poland, on the day of the event, which is given exactly as «date.on».'
  ),
  event_ends_after_start: rule(
    '/ends_at',
    'Koniec («ends_at») musi być późniejszy niż początek («starts_at»), który też należy podać.',
    'The end («ends_at») must be later than the start («starts_at»), which has to be given too.'
  ),
  event_participant_person_fkey: gone('/participants'),
  event_participant_organisation_fkey: gone('/participants'),
  event_participant_somebody: rule(
    '/participants',
    'Uczestnik musi być osobą («person»), organizacją («organisation») albo grupą («group_name»).',
    'A participant must be a person («person»), an organisation («organisation») or a group («group_name»).'
  ),
  event_participant_mode_has_basis: rule(
    '/participants',
    'Sposób udziału («mode») i jego podstawę («mode_basis») należy podać razem albo wcale.',
    'Give the mode of taking part («mode») and its basis («mode_basis») both or not at all.'
  ),
  programme_item_about_fkey: gone('/programme'),
  programme_speaker_person_fkey: gone('/programme'),
  programme_speaker_organisation_fkey: gone('/programme'),
  event_link_author_fkey: gone('/links'),
  event_link_publisher_fkey: gone('/links'),
  event_link_url_shape: webAddress('/links')
}

const library: Rules = {
  publication_title_not_blank: notBlank('/title', 'Tytuł publikacji', 'The title of a publication'),
  publication_no_key: numberTaken,
  publication_publisher_fkey: gone('/publisher'),
  publication_year_in_range: rule('/year', 'Rok wydania musi mieścić się między 1900 a 2100.', 'The year must lie between 1900 and 2100.'),
  publication_contributor_person_fkey: gone('/contributors'),
  legal_act_title_not_blank: notBlank('/title', 'Tytuł aktu', 'The title of an act'),
  legal_act_dates_finite: rule('/dated', 'Daty aktu muszą być dniami kalendarzowymi.', 'The dates of an act must be days of the calendar.'),
  training_topic_no_key: numberTaken,
  training_topic_legal_act_fkey: gone('/legal_act'),
  linked_site_no_key: numberTaken,
  linked_site_run_by_fkey: gone('/run_by'),
  linked_site_url_shape: webAddress('/url'),
  source_url_shape: webAddress('/url'),
  source_dates_finite: rule('/published_on', 'Daty źródła muszą być dniami kalendarzowymi.', 'The dates of a source must be days of the calendar.'),
  source_sha256_shape: rule(
    '/sha256',
    'Skrót SHA-256 musi mieć 64 cyfry szesnastkowe, zapisane małymi literami.',
    'The SHA-256 must have 64 hexadecimal digits in lower case.'
  ),
  citation_source_fkey: gone('/sources'),
  citation_once: rule(
    '/sources',
    'To samo miejsce w źródle można podać dla jednego pola tylko raz.',
    'The same place in a source can be given for one property only once.'
  )
}

const keys: Rules = {
  api_key_owner_not_blank: notBlank('/owner', 'Posiadacz klucza', 'The holder of a key'),
  api_key_label_not_blank: notBlank('/label', 'Opis klucza', 'The label of a key')
}

const webhooks: Rules = {
  webhook_endpoint_url_shape: webAddress('/url'),
  webhook_endpoint_description_not_blank: notBlank('/description', 'Opis odbiorcy webhooków', 'The description of a webhook endpoint')
}

/** Bounds of days and moments, see the constraints named `…_within_bounds` in migrations/0001_baseline.sql. */
const bounds: Rules = {
  organisation_established_within_bounds: dayWithin('established'),
  organisation_closed_within_bounds: dayWithin('closed'),
  organisation_lineage_happened_within_bounds: dayWithin('happened'),
  appointment_started_within_bounds: dayWithin('started'),
  appointment_ended_within_bounds: dayWithin('ended'),
  appointment_attested_on_within_bounds: dayWithin('attested_on'),
  contact_review_on_within_bounds: dayWithin('review_on'),
  membership_joined_within_bounds: dayWithin('joined'),
  membership_ended_within_bounds: dayWithin('ended'),
  membership_event_effective_within_bounds: dayWithin('effective_on'),
  declaration_signed_within_bounds: dayWithin('signed', '0001-01-01'),
  declaration_decision_decided_on_within_bounds: dayWithin('decided_on'),
  // A withdrawal has `ended` in its place.
  declaration_decision_effective_within_bounds: dayWithin('joined'),
  event_date_within_bounds: dayWithin('date'),
  event_starts_at_within_bounds: momentWithin('starts_at'),
  event_ends_at_within_bounds: momentWithin('ends_at'),
  legal_act_dated_within_bounds: dayWithin('dated'),
  legal_act_in_force_from_within_bounds: dayWithin('in_force_from'),
  source_published_on_within_bounds: dayWithin('published_on'),
  source_snapshot_not_after_within_bounds: dayWithin('snapshot_not_after'),
  source_taken_over_on_within_bounds: dayWithin('taken_over_on'),
  assertion_as_of_within_bounds: dayWithin('as_of'),
  territory_register_state_stated_on_within_bounds: dayWithin('STAN_NA'),
  territory_name_valid_within_bounds: dayWithin('STAN_NA'),
  api_key_moments_within_bounds: momentWithin('expires_at')
}

export const ruleTexts: Rules = {
  ...slugs,
  ...organisations,
  ...people,
  ...memberships,
  ...declarations,
  ...events,
  ...library,
  ...keys,
  ...webhooks,
  ...bounds
}
