import { vocabulary } from '../../records/vocabulary.ts'

export const postRole = vocabulary(
  'post_role',
  { pl: 'Rola stanowiska', en: 'Role of a post' },
  {
    head: { pl: 'kierujący (dyrektor, kierownik)', en: 'head (director, manager)' },
    deputy_head: { pl: 'zastępca kierującego', en: 'deputy head' },
    services_organiser: { pl: 'organizator usług społecznych', en: 'social services organiser' },
    assistance_organiser: { pl: 'organizator pomocy społecznej', en: 'social assistance organiser' },
    plan_coordinator: {
      pl: 'koordynator indywidualnych planów usług społecznych (IPUS)',
      en: 'coordinator of individual social-services plans (IPUS)'
    },
    community_organiser: { pl: 'organizator społeczności lokalnej (OSL)', en: 'local community organiser (OSL)' },
    social_worker: { pl: 'pracownik socjalny', en: 'social worker' },
    chair: { pl: 'przewodniczący/a', en: 'chair' },
    president_of_board: { pl: 'prezes zarządu', en: 'president of the board' },
    office_manager: { pl: 'kierownik biura', en: 'office manager' },
    mayor_rural: { pl: 'wójt', en: 'mayor of a rural gmina (wójt)' },
    mayor_town: { pl: 'burmistrz', en: 'mayor of a town (burmistrz)' },
    mayor_city: { pl: 'prezydent miasta', en: 'mayor of a city (prezydent miasta)' },
    voivodeship_marshal: { pl: 'marszałek województwa', en: 'voivodeship marshal' },
    minister: { pl: 'minister', en: 'minister' },
    adviser: { pl: 'doradca', en: 'adviser' },
    coordinator: { pl: 'koordynator', en: 'coordinator' },
    other: { pl: 'inne', en: 'other' }
  }
)

export const appointmentCapacity = vocabulary(
  'appointment_capacity',
  { pl: 'Charakter pełnienia stanowiska', en: 'Capacity in which a post is held' },
  {
    substantive: { pl: 'pełni stanowisko', en: 'in office' },
    acting: { pl: 'p.o. (pełniący obowiązki)', en: 'acting' },
    deputy: { pl: 'zastępca', en: 'deputy' },
    unknown: { pl: 'nie podano', en: 'not stated' }
  }
)
