import { vocabulary } from '../../records/vocabulary.ts'

export const eventKind = vocabulary(
  'event_kind',
  { pl: 'Rodzaj wydarzenia', en: 'Kind of event' },
  {
    conference: { pl: 'konferencja', en: 'conference' },
    inauguration: { pl: 'spotkanie inaugurujące', en: 'inaugural meeting' },
    study_visit: { pl: 'wizyta studyjna', en: 'study visit' },
    training: { pl: 'szkolenie', en: 'training' },
    election_congress: { pl: 'zjazd wyborczy', en: 'election congress' },
    other: { pl: 'inne', en: 'other' }
  }
)

export const eventForm = vocabulary(
  'event_form',
  { pl: 'Forma wydarzenia', en: 'Form of an event' },
  {
    on_site: { pl: 'stacjonarna', en: 'on site' },
    online: { pl: 'online', en: 'online' },
    hybrid: { pl: 'hybrydowa', en: 'hybrid' }
  }
)

export const eventStatus = vocabulary(
  'event_status',
  { pl: 'Stan wydarzenia', en: 'Status of an event' },
  {
    planned: { pl: 'planowane', en: 'planned' },
    held: { pl: 'odbyło się', en: 'held' },
    cancelled: { pl: 'odwołane', en: 'cancelled' }
  }
)

export const eventRole = vocabulary(
  'event_role',
  { pl: 'Rola uczestnika', en: 'Role of a participant' },
  {
    organiser: { pl: 'organizator', en: 'organiser' },
    host: { pl: 'gospodarz', en: 'host' },
    opening: { pl: 'otwarcie', en: 'opening' },
    letter_author: { pl: 'autor/ka odczytanego listu', en: 'author of a letter read out' },
    lecturer: { pl: 'prelegent (prelekcja)', en: 'lecturer' },
    moderator: { pl: 'moderator', en: 'moderator' },
    panellist: { pl: 'uczestnik panelu', en: 'panellist' },
    presenter: { pl: 'prezentujący', en: 'presenter' },
    closing: { pl: 'zakończenie', en: 'closing' },
    attendee: { pl: 'uczestnik', en: 'attendee' },
    reporter: { pl: 'autor relacji', en: 'author of the report' },
    photographer: { pl: 'autor zdjęć', en: 'photographer' }
  }
)

export const participationMode = vocabulary(
  'participation_mode',
  { pl: 'Sposób uczestnictwa', en: 'Mode of participation' },
  {
    on_site: { pl: 'na miejscu', en: 'on site' },
    online: { pl: 'online', en: 'online' }
  }
)

export const eventLinkKind = vocabulary(
  'event_link_kind',
  { pl: 'Rodzaj strony o wydarzeniu', en: 'Kind of page about an event' },
  {
    report: { pl: 'relacja', en: 'report' },
    recording: { pl: 'nagranie', en: 'recording' },
    gallery: { pl: 'galeria zdjęć', en: 'gallery' },
    invitation: { pl: 'zaproszenie', en: 'invitation' },
    other: { pl: 'inne', en: 'other' }
  }
)

export const programmeItemKind = vocabulary(
  'programme_item_kind',
  { pl: 'Rodzaj punktu programu', en: 'Kind of programme item' },
  {
    opening: { pl: 'otwarcie', en: 'opening' },
    letter_read: { pl: 'odczytanie listu', en: 'reading of a letter' },
    lecture: { pl: 'prelekcja', en: 'lecture' },
    panel: { pl: 'panel dyskusyjny', en: 'panel discussion' },
    presentation: { pl: 'prezentacja', en: 'presentation' },
    closing: { pl: 'zakończenie', en: 'closing' },
    other: { pl: 'inne', en: 'other' }
  }
)
