// Imports of what other features declare. It is made of them, so it comes after them in the list.
import { defineFeature, type Feature } from '../../records/define-feature.ts'
import { addImportCommand } from './commands.ts'
import { importsOf } from './importables.ts'
import { importResource, importRows, NEEDS } from './resources.ts'
import { importRoutes } from './routes.ts'
import { importTask, purgeImportsNightly } from './tasks.ts'
import { importOutcome, importStatus } from './vocabularies.ts'

export function importsFeature(features: readonly Feature[]): Feature {
  const imports = importsOf(features)
  const resource = importResource(imports)
  return defineFeature({
    name: 'imports',
    tags: { imports: 'Files of records to be taken over: looked through, reported on row by row, and applied.' },
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
          description: `What each row would do, or did; kept for a week. ${NEEDS}`
        }
      }
    ],
    operations: [importRoutes({ imports, resource })],
    tasks: [importTask(imports), purgeImportsNightly],
    commands: addImportCommand(imports)
  })
}
