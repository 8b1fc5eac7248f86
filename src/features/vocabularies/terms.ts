// The vocabularies: every enum of the contract with its Polish and English labels. A test compares them with the enum types of the database.

import { StringEnum } from '../../contract/components.ts'
import type { Text } from '../../http/errors.ts'

interface Vocabulary {
  name: Text
  terms: Record<string, Text>
}

export const vocabularies = {
  organisation_kind: {
    name: { pl: 'Rodzaj organizacji', en: 'Kind of organisation' },
    terms: {
      cus: { pl: 'centrum usług społecznych', en: 'social service centre' },
      ops: { pl: 'ośrodek pomocy społecznej', en: 'social assistance centre' },
      gops: { pl: 'gminny ośrodek pomocy społecznej', en: 'gmina social assistance centre' },
      mgops: { pl: 'miejsko-gminny ośrodek pomocy społecznej', en: 'town and gmina social assistance centre' },
      mops: { pl: 'miejski ośrodek pomocy społecznej', en: 'municipal social assistance centre' },
      mopr: { pl: 'miejski ośrodek pomocy rodzinie', en: 'municipal family assistance centre' },
      pcpr: { pl: 'powiatowe centrum pomocy rodzinie', en: 'powiat family assistance centre' },
      rops: { pl: 'regionalny ośrodek polityki społecznej', en: 'regional social policy centre' },
      voivodeship_office: { pl: 'urząd wojewódzki', en: 'voivodeship office' },
      marshal_office: { pl: 'urząd marszałkowski', en: "marshal's office" },
      voivodeship_government: { pl: 'samorząd województwa', en: 'voivodeship self-government' },
      gmina: { pl: 'gmina / urząd gminy', en: 'gmina / gmina office' },
      powiat: { pl: 'powiat / starostwo', en: 'powiat / powiat office' },
      ministry: { pl: 'ministerstwo', en: 'ministry' },
      department: { pl: 'departament / wydział', en: 'department' },
      body: { pl: 'organ, rada', en: 'body, council' },
      office: { pl: 'urząd (np. Prezydent RP)', en: 'office (such as the President of Poland)' },
      foundation: { pl: 'fundacja', en: 'foundation' },
      association: { pl: 'stowarzyszenie', en: 'association' },
      ngo: { pl: 'organizacja pozarządowa', en: 'non-governmental organisation' },
      social_economy_entity: { pl: 'podmiot ekonomii społecznej (PES)', en: 'social economy entity' },
      social_enterprise: { pl: 'przedsiębiorstwo społeczne', en: 'social enterprise' },
      observatory: { pl: 'obserwatorium', en: 'observatory' },
      university: { pl: 'uczelnia', en: 'university' },
      portal: { pl: 'portal', en: 'portal' },
      venue: { pl: 'miejsce wydarzenia', en: 'venue' },
      convention: { pl: 'konwent', en: 'convention' },
      other: { pl: 'inne', en: 'other' }
    }
  },
  kind_family: {
    name: { pl: 'Rodzina rodzajów', en: 'Family of kinds' },
    terms: {
      cus: { pl: 'centra usług społecznych', en: 'social service centres' },
      ops: {
        pl: 'ośrodki pomocy (OPS, GOPS, MGOPS, MOPS, MOPR)',
        en: 'assistance centres (OPS, GOPS, MGOPS, MOPS, MOPR)'
      },
      family_support: { pl: 'powiatowe centra pomocy rodzinie', en: 'powiat family assistance centres' },
      regional_policy: { pl: 'regionalne ośrodki polityki społecznej', en: 'regional social policy centres' },
      government_administration: { pl: 'administracja rządowa', en: 'government administration' },
      self_government: { pl: 'samorząd terytorialny', en: 'territorial self-government' },
      third_sector: { pl: 'trzeci sektor i ekonomia społeczna', en: 'third sector and social economy' }
    }
  },
  organisation_status: {
    name: { pl: 'Stan organizacji', en: 'Status of an organisation' },
    terms: {
      active: { pl: 'działa', en: 'active' },
      transformed: { pl: 'przekształcona', en: 'transformed' },
      closed: { pl: 'zlikwidowana', en: 'closed' }
    }
  },
  organisation_name_kind: {
    name: { pl: 'Rodzaj innej nazwy', en: 'Kind of other name' },
    terms: {
      variant: { pl: 'wariant nazwy', en: 'variant' },
      former: { pl: 'dawna nazwa', en: 'former name' }
    }
  },
  creation_mode: {
    name: { pl: 'Tryb utworzenia CUS', en: 'Creation mode of a CUS' },
    terms: {
      transformation_ops: {
        pl: 'przekształcenie ośrodka pomocy społecznej (jedna gmina)',
        en: 'transformation of a social assistance centre (one gmina)'
      },
      agreement_of_gminas: { pl: 'porozumienie gmin (dwie lub więcej)', en: 'agreement of gminas (two or more)' },
      new_unit_over_100k: {
        pl: 'nowa jednostka w gminie powyżej 100 tys. mieszkańców',
        en: 'new unit in a gmina of more than 100,000 inhabitants'
      },
      transformation_mopr: {
        pl: 'przekształcenie MOPR (miasto na prawach powiatu, bez miast wojewódzkich)',
        en: 'transformation of a MOPR (city with powiat rights, voivodeship capitals excluded)'
      }
    }
  },
  structure_element_kind: {
    name: { pl: 'Rodzaj elementu struktury CUS', en: 'Kind of element of the structure of a CUS' },
    terms: {
      post: { pl: 'stanowisko', en: 'post' },
      team: { pl: 'zespół', en: 'team' }
    }
  },
  territory_level: {
    name: { pl: 'Szczebel podziału terytorialnego', en: 'Level of the territorial division' },
    terms: {
      country: { pl: 'kraj', en: 'country' },
      voivodeship: { pl: 'województwo', en: 'voivodeship' },
      powiat: { pl: 'powiat', en: 'powiat' },
      city_county: { pl: 'miasto na prawach powiatu', en: 'city with powiat rights' },
      gmina: { pl: 'gmina', en: 'gmina' }
    }
  },
  gmina_kind: {
    name: { pl: 'Rodzaj gminy', en: 'Kind of gmina' },
    terms: {
      urban: { pl: 'gmina miejska (1)', en: 'urban gmina (1)' },
      rural: { pl: 'gmina wiejska (2)', en: 'rural gmina (2)' },
      urban_rural: { pl: 'gmina miejsko-wiejska (3)', en: 'urban-rural gmina (3)' }
    }
  },
  academic_title: {
    name: { pl: 'Tytuł lub stopień naukowy', en: 'Academic title' },
    terms: {
      mgr: { pl: 'magister', en: 'master' },
      dr: { pl: 'doktor', en: 'doctor' },
      dr_hab: { pl: 'doktor habilitowany', en: 'habilitated doctor' },
      prof: { pl: 'profesor', en: 'professor' }
    }
  },
  post_role: {
    name: { pl: 'Rola stanowiska', en: 'Role of a post' },
    terms: {
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
  },
  appointment_capacity: {
    name: { pl: 'Charakter pełnienia stanowiska', en: 'Capacity in which a post is held' },
    terms: {
      substantive: { pl: 'pełni stanowisko', en: 'in office' },
      acting: { pl: 'p.o. (pełniący obowiązki)', en: 'acting' },
      deputy: { pl: 'zastępca', en: 'deputy' },
      unknown: { pl: 'nie podano', en: 'not stated' }
    }
  },
  contact_visibility: {
    name: { pl: 'Widoczność danych kontaktowych', en: 'Visibility of contact data' },
    terms: {
      public: { pl: 'publiczne', en: 'public' },
      partner: { pl: 'dla partnerów', en: 'for partners' },
      staff: { pl: 'dla pracowników', en: 'for staff' }
    }
  },
  legal_basis: {
    name: {
      pl: 'Podstawa przetwarzania danych (art. 6 ust. 1 RODO)',
      en: 'Basis of the processing of data (art. 6 (1) GDPR)'
    },
    terms: {
      consent: { pl: 'zgoda osoby, której dane dotyczą', en: 'consent of the data subject' },
      contract: { pl: 'wykonanie umowy', en: 'performance of a contract' },
      legal_obligation: { pl: 'obowiązek prawny administratora', en: 'legal obligation of the controller' },
      vital_interests: { pl: 'ochrona żywotnych interesów', en: 'protection of vital interests' },
      public_task: { pl: 'zadanie realizowane w interesie publicznym', en: 'task carried out in the public interest' },
      legitimate_interests: {
        pl: 'prawnie uzasadniony interes administratora',
        en: 'legitimate interests of the controller'
      }
    }
  },
  restriction_reason: {
    name: {
      pl: 'Powód ograniczenia przetwarzania (art. 18 ust. 1 RODO)',
      en: 'Reason for the restriction of processing (art. 18 (1) GDPR)'
    },
    terms: {
      accuracy_contested: {
        pl: 'kwestionowana prawidłowość danych (lit. a)',
        en: 'accuracy of the data is contested (point a)'
      },
      unlawful_processing: {
        pl: 'przetwarzanie niezgodne z prawem, sprzeciw wobec usunięcia (lit. b)',
        en: 'unlawful processing, erasure is opposed (point b)'
      },
      legal_claims: {
        pl: 'dane potrzebne osobie do ustalenia, dochodzenia lub obrony roszczeń (lit. c)',
        en: 'data needed by the data subject for legal claims (point c)'
      },
      objection: {
        pl: 'wniesiony sprzeciw wobec przetwarzania (lit. d)',
        en: 'an objection to the processing is pending (point d)'
      }
    }
  },
  phone_kind: {
    name: { pl: 'Rodzaj telefonu', en: 'Kind of telephone' },
    terms: {
      fixed: { pl: 'stacjonarny', en: 'fixed' },
      mobile: { pl: 'komórkowy', en: 'mobile' }
    }
  },
  membership_tier: {
    name: { pl: 'Kategoria członkostwa', en: 'Membership tier' },
    terms: {
      ordinary: { pl: 'członek zwyczajny', en: 'ordinary member' },
      supporting: { pl: 'członek wspierający', en: 'supporting member' },
      honorary: { pl: 'członek honorowy', en: 'honorary member' }
    }
  },
  tier_basis: {
    name: { pl: 'Podstawa kategorii', en: 'Basis of the tier' },
    terms: {
      printed: { pl: 'podane w źródle', en: 'stated in the source' },
      inferred: { pl: 'wywnioskowane', en: 'inferred' },
      decided: { pl: 'decyzja Konwentu', en: 'decided by the Konwent' }
    }
  },
  member_type: {
    name: { pl: 'Typ członka', en: 'Type of member' },
    terms: {
      organisation: { pl: 'organizacja', en: 'organisation' },
      person: { pl: 'osoba', en: 'person' }
    }
  },
  membership_status: {
    name: { pl: 'Stan członkostwa', en: 'Status of a membership' },
    terms: {
      candidate: { pl: 'kandydat', en: 'candidate' },
      active: { pl: 'aktywne', en: 'active' },
      suspended: { pl: 'zawieszone', en: 'suspended' },
      ended: { pl: 'ustałe', en: 'ended' }
    }
  },
  declaration_kind: {
    name: { pl: 'Rodzaj deklaracji', en: 'Kind of declaration' },
    terms: {
      founding: { pl: 'deklaracja założycielska', en: 'founding declaration' },
      accession: { pl: 'deklaracja przystąpienia', en: 'declaration of accession' },
      withdrawal: { pl: 'deklaracja wystąpienia', en: 'declaration of withdrawal' }
    }
  },
  declaration_status: {
    name: { pl: 'Stan deklaracji', en: 'Status of a declaration' },
    terms: {
      draft: { pl: 'projekt', en: 'draft' },
      submitted: { pl: 'złożona', en: 'submitted' },
      accepted: { pl: 'przyjęta', en: 'accepted' },
      rejected: { pl: 'odrzucona', en: 'rejected' },
      withdrawn: { pl: 'wycofana', en: 'withdrawn' }
    }
  },
  applicant_statement: {
    name: { pl: 'Oświadczenie wnioskodawcy', en: 'Statement of an applicant' },
    terms: {
      assistance_centre_becoming_cus: {
        pl: 'chce przekształcić się w centrum usług społecznych',
        en: 'wants to transform into a social service centre'
      },
      other_in_social_services: {
        pl: 'działa bezpośrednio lub pośrednio w sektorze usług społecznych',
        en: 'works directly or indirectly in the sector of social services'
      }
    }
  },
  decision_outcome: {
    name: { pl: 'Rozstrzygnięcie', en: 'Outcome of a decision' },
    terms: {
      accepted: { pl: 'przyjęto', en: 'accepted' },
      rejected: { pl: 'odrzucono', en: 'rejected' }
    }
  },
  membership_event_kind: {
    name: { pl: 'Zdarzenie w przebiegu członkostwa', en: 'Step in the course of a membership' },
    terms: {
      suspended: { pl: 'zawieszenie', en: 'suspension' },
      resumed: { pl: 'wznowienie', en: 'resumption' },
      tier_changed: { pl: 'zmiana kategorii', en: 'change of tier' },
      ended: { pl: 'ustanie', en: 'end' }
    }
  },
  eligibility_outcome: {
    name: { pl: 'Wynik sprawdzenia warunków kategorii', en: 'Outcome of a check of eligibility for a tier' },
    terms: {
      eligible: { pl: 'spełnia warunki', en: 'eligible' },
      not_eligible: { pl: 'nie spełnia warunków', en: 'not eligible' },
      unknown: { pl: 'nie rozstrzygnięto', en: 'not known' }
    }
  },
  rule_outcome: {
    name: { pl: 'Wynik sprawdzenia reguły', en: 'Outcome of a rule' },
    terms: {
      pass: { pl: 'spełniona', en: 'passed' },
      fail: { pl: 'niespełniona', en: 'failed' },
      unknown: { pl: 'nie rozstrzygnięto', en: 'not known' }
    }
  },
  evidence_fact: {
    name: { pl: 'Fakt, na którym opiera się sprawdzenie', en: 'Fact that a check rests on' },
    terms: {
      member_type: { pl: 'typ wnioskodawcy', en: 'type of applicant' },
      organisation_kind: { pl: 'rodzaj organizacji', en: 'kind of organisation' },
      kind_family: { pl: 'rodzina rodzajów', en: 'family of kinds' },
      statement: { pl: 'oświadczenie', en: 'statement' },
      membership: { pl: 'trwające członkostwo', en: 'running membership' }
    }
  },
  signatory_role: {
    name: { pl: 'Rola sygnatariusza', en: 'Role of a signatory' },
    terms: {
      founding_ordinary: { pl: 'członek założyciel', en: 'founding member' },
      founding_supporting: { pl: 'członek wspierający – sygnatariusz', en: 'supporting member – signatory' },
      applicant: { pl: 'wnioskodawca', en: 'applicant' }
    }
  },
  event_kind: {
    name: { pl: 'Rodzaj wydarzenia', en: 'Kind of event' },
    terms: {
      conference: { pl: 'konferencja', en: 'conference' },
      inauguration: { pl: 'spotkanie inaugurujące', en: 'inaugural meeting' },
      study_visit: { pl: 'wizyta studyjna', en: 'study visit' },
      training: { pl: 'szkolenie', en: 'training' },
      election_congress: { pl: 'zjazd wyborczy', en: 'election congress' },
      other: { pl: 'inne', en: 'other' }
    }
  },
  event_form: {
    name: { pl: 'Forma wydarzenia', en: 'Form of an event' },
    terms: {
      on_site: { pl: 'stacjonarna', en: 'on site' },
      online: { pl: 'online', en: 'online' },
      hybrid: { pl: 'hybrydowa', en: 'hybrid' }
    }
  },
  event_status: {
    name: { pl: 'Stan wydarzenia', en: 'Status of an event' },
    terms: {
      planned: { pl: 'planowane', en: 'planned' },
      held: { pl: 'odbyło się', en: 'held' },
      cancelled: { pl: 'odwołane', en: 'cancelled' }
    }
  },
  event_role: {
    name: { pl: 'Rola uczestnika', en: 'Role of a participant' },
    terms: {
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
  },
  participation_mode: {
    name: { pl: 'Sposób uczestnictwa', en: 'Mode of participation' },
    terms: {
      on_site: { pl: 'na miejscu', en: 'on site' },
      online: { pl: 'online', en: 'online' }
    }
  },
  programme_item_kind: {
    name: { pl: 'Rodzaj punktu programu', en: 'Kind of programme item' },
    terms: {
      opening: { pl: 'otwarcie', en: 'opening' },
      letter_read: { pl: 'odczytanie listu', en: 'reading of a letter' },
      lecture: { pl: 'prelekcja', en: 'lecture' },
      panel: { pl: 'panel dyskusyjny', en: 'panel discussion' },
      presentation: { pl: 'prezentacja', en: 'presentation' },
      closing: { pl: 'zakończenie', en: 'closing' },
      other: { pl: 'inne', en: 'other' }
    }
  },
  publication_kind: {
    name: { pl: 'Rodzaj publikacji', en: 'Kind of publication' },
    terms: {
      book: { pl: 'książka', en: 'book' },
      journal_issue: { pl: 'numer czasopisma', en: 'issue of a journal' },
      expert_opinion: { pl: 'ekspertyza', en: 'expert opinion' },
      handbook: { pl: 'podręcznik', en: 'handbook' },
      unspecified: { pl: 'nieokreślono', en: 'not specified' }
    }
  },
  contributor_role: {
    name: { pl: 'Rola współtwórcy', en: 'Role of a contributor' },
    terms: {
      author: { pl: 'autor', en: 'author' },
      editor: { pl: 'redaktor (red., redakcja naukowa)', en: 'editor' }
    }
  },
  legal_act_kind: {
    name: { pl: 'Rodzaj aktu prawnego', en: 'Kind of legal act' },
    terms: {
      act: { pl: 'ustawa', en: 'act of parliament' },
      regulation: { pl: 'rozporządzenie', en: 'regulation' }
    }
  },
  linked_site_kind: {
    name: { pl: 'Rodzaj strony', en: 'Kind of linked site' },
    terms: {
      government_site: { pl: 'strona rządowa', en: 'government site' },
      national_database: { pl: 'krajowa baza danych', en: 'national database' },
      convention_site: { pl: 'strona Konwentu', en: "Konwent's site" },
      portal: { pl: 'portal', en: 'portal' },
      other: { pl: 'inne', en: 'other' }
    }
  },
  source_kind: {
    name: { pl: 'Rodzaj źródła', en: 'Kind of source' },
    terms: {
      document: { pl: 'dokument', en: 'document' },
      web_page: { pl: 'strona internetowa', en: 'web page' },
      register: { pl: 'rejestr publiczny', en: 'public register' }
    }
  },
  source_certainty: {
    name: { pl: 'Pewność faktu', en: 'Certainty of a fact' },
    terms: {
      certain: { pl: 'pewne', en: 'certain' },
      high: { pl: 'wysoka', en: 'high' },
      medium: { pl: 'średnia', en: 'medium' },
      low: { pl: 'niska', en: 'low' }
    }
  },
  fact_basis: {
    name: { pl: 'Podstawa faktu', en: 'Basis of a fact' },
    terms: {
      printed: { pl: 'podane wprost', en: 'printed' },
      inferred: { pl: 'wywnioskowane', en: 'inferred' }
    }
  },
  change_op: {
    name: { pl: 'Skutek zmiany dla kopii', en: 'What a change means for a copy' },
    terms: {
      upsert: { pl: 'dodanie albo zmiana', en: 'addition or change' },
      delete: { pl: 'usunięcie', en: 'deletion' },
      merge: { pl: 'scalenie', en: 'merge' },
      redact: { pl: 'usunięcie danych osobowych', en: 'erasure of personal data' }
    }
  },
  key_audience: {
    name: { pl: 'Posiadacz klucza', en: 'Holder of a key' },
    terms: {
      partner: { pl: 'partner', en: 'partner' },
      staff: { pl: 'pracownik Obserwatorium', en: 'staff of the Observatory' }
    }
  },
  import_status: {
    name: { pl: 'Stan importu', en: 'State of an import' },
    terms: {
      queued: { pl: 'czeka', en: 'queued' },
      running: { pl: 'w toku', en: 'running' },
      previewed: { pl: 'sprawdzony, do zastosowania', en: 'looked through, to be applied' },
      applied: { pl: 'zastosowany', en: 'applied' },
      failed: { pl: 'nieudany', en: 'failed' },
      stale: { pl: 'nieaktualny', en: 'stale' }
    }
  },
  import_outcome: {
    name: { pl: 'Skutek wiersza importu', en: 'Outcome of a row of an import' },
    terms: {
      create: { pl: 'nowy rekord', en: 'new record' },
      update: { pl: 'zmiana rekordu', en: 'change of a record' },
      unchanged: { pl: 'bez zmian', en: 'unchanged' },
      error: { pl: 'błąd', en: 'error' }
    }
  },
  webhook_endpoint_status: {
    name: { pl: 'Stan odbiorcy webhooków', en: 'State of a webhook endpoint' },
    terms: {
      active: { pl: 'czynny', en: 'active' },
      paused: { pl: 'wstrzymany', en: 'paused' },
      disabled: { pl: 'wyłączony', en: 'disabled' }
    }
  },
  webhook_disabling: {
    name: { pl: 'Powód wyłączenia odbiorcy webhooków', en: 'Why a webhook endpoint was disabled' },
    terms: {
      gone: { pl: 'odpowiedział, że już go nie ma (410)', en: 'it answered that it is gone (410)' },
      failing: { pl: 'od pięciu dni niczego nie przyjął', en: 'it has taken nothing for five days' }
    }
  },
  webhook_delivery_status: {
    name: { pl: 'Stan doręczenia', en: 'State of a delivery' },
    terms: {
      pending: { pl: 'czeka', en: 'pending' },
      delivered: { pl: 'doręczone', en: 'delivered' },
      failed: { pl: 'nie doręczono', en: 'failed' }
    }
  },
  webhook_failure: {
    name: { pl: 'Przyczyna niepowodzenia doręczenia', en: 'Why a delivery failed' },
    terms: {
      timeout: { pl: 'brak odpowiedzi w ciągu 15 sekund', en: 'no answer within 15 seconds' },
      unresolved: { pl: 'nazwy komputera nie ma w DNS', en: 'the name of the host does not resolve' },
      unreachable: {
        pl: 'nie udało się połączyć albo połączenie zerwano',
        en: 'no connection could be made, or it broke'
      },
      insecure: { pl: 'certyfikat TLS nie budzi zaufania', en: 'the TLS certificate is not trusted' },
      forbidden_address: { pl: 'adres sieciowy nie jest publiczny', en: 'the network address is not a public one' },
      redirected: { pl: 'odpowiedź była przekierowaniem', en: 'the answer was a redirect' },
      rejected: { pl: 'odpowiedź inna niż 2xx', en: 'an answer other than 2xx' },
      expired: { pl: 'zmiany nie ma już w dzienniku', en: 'the change is no longer in the journal' }
    }
  },
  audit_actor: {
    name: { pl: 'Kto działał', en: 'Who acted' },
    terms: {
      key: { pl: 'klucz API', en: 'API key' },
      command: { pl: 'polecenie na serwerze', en: 'command on the host' },
      database: { pl: 'ktoś zalogowany do bazy danych', en: 'somebody with a login to the database' }
    }
  },
  period_certainty: {
    name: { pl: 'Pewność na dany dzień', en: 'Certainty on a day' },
    terms: {
      certain: { pl: 'pewne', en: 'certain' },
      possible: { pl: 'możliwe', en: 'possible' }
    }
  }
} as const satisfies Record<string, Vocabulary>

export type VocabularyCode = keyof typeof vocabularies
export type Term<V extends VocabularyCode> = keyof (typeof vocabularies)[V]['terms'] & string

/** The values of a vocabulary, in its order. */
export const termsOf = <V extends VocabularyCode>(vocabulary: V) =>
  Object.keys(vocabularies[vocabulary].terms) as Term<V>[]

/** Schema of a property that takes a value of a vocabulary. */
export const term = <V extends VocabularyCode>(vocabulary: V, description: string, example: Term<V>) =>
  StringEnum(termsOf(vocabulary), { description: `${description} Vocabulary: ${vocabulary}.`, examples: [example] })
