import { countsByStatus, type StoredMeasure } from '../../metrics/measure.ts'

export const importMeasures: StoredMeasure[] = [
  {
    name: 'imports',
    help: 'Imports by status.',
    label: 'status',
    value: countsByStatus('import')
  }
]
