import { vocabulary } from '../../records/vocabulary.ts'

export const academicTitle = vocabulary(
  'academic_title',
  { pl: 'Tytuł lub stopień naukowy', en: 'Academic title' },
  {
    mgr: { pl: 'magister', en: 'master' },
    dr: { pl: 'doktor', en: 'doctor' },
    dr_hab: { pl: 'doktor habilitowany', en: 'habilitated doctor' },
    prof: { pl: 'profesor', en: 'professor' }
  }
)
