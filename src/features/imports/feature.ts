// Imports of files into the resources of other features. It needs their declarations, so it comes after them in the
// list of features.
import { defineFeature, type Feature } from '../../records/define-feature.ts'
import { addImportCommand } from './commands.ts'
import { importsOf } from './importables.ts'
import { importMeasures } from './measures.ts'
import { importResource, importRows, NEEDS_IMPORTS } from './resources.ts'
import { importRoutes } from './routes.ts'
import { importTask, purgeImportsNightly } from './tasks.ts'
import { importOutcome, importStatus } from './vocabularies.ts'

export function importsFeature(features: readonly Feature[]): Feature {
  const imports = importsOf(features)
  const resource = importResource(imports)
  return defineFeature({
    name: 'imports',
    tags: {
      imports: {
        group: 'administration',
        title: { pl: 'Importy', en: 'Imports' },
        description: 'Imports of files: each file is checked, reported row by row, and then applied.'
      }
    },
    vocabularies: [importStatus, importOutcome],
    resources: [resource, importRows],
    subLists: [
      {
        parent: resource,
        child: importRows,
        filter: 'import',
        texts: {
          operationId: 'list_import_rows',
          summary: 'List the rows of an import',
          description: `The outcome of each row, stored for a week. ${NEEDS_IMPORTS}`
        }
      }
    ],
    operations: [importRoutes({ imports, resource })],
    measures: importMeasures,
    tasks: [importTask(imports), purgeImportsNightly],
    commands: addImportCommand(imports)
  })
}
