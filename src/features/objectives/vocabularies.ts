import { vocabulary } from '../../records/vocabulary.ts'

export const objectiveKind = vocabulary(
  'objective_kind',
  { pl: 'Rodzaj celu', en: 'Kind of objective' },
  {
    mission: { pl: 'misja Konwentu', en: 'mission of the Konwent' },
    line_of_action: { pl: 'kierunek działania Konwentu', en: 'line of action of the Konwent' },
    konwent_task: { pl: 'zadanie Konwentu', en: 'task of the Konwent' },
    representation: { pl: 'reprezentacja i konsultacje', en: 'representation and consultation' },
    observatory_task: { pl: 'zadanie Obserwatorium', en: 'task of the Observatory' },
    act_aim: { pl: 'cel ustawy', en: 'aim of the Act' },
    cus_task: { pl: 'zadanie CUS', en: 'task of a CUS' }
  }
)
