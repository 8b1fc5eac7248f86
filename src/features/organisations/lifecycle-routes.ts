import type { FastifyInstance } from 'fastify'
import { mountAction } from '../../records/write/actions.ts'
import { mergerBody, mountMerger } from '../../records/write/merger-routes.ts'
import { prepareMerger } from './merger.ts'
import { columnsFromDuplicate } from './merger-queries.ts'
import { organisations } from './queries.ts'
import { rename } from './renaming.ts'
import { OrganisationRenaming, OrganisationTransformation } from './schemas.ts'
import { transform } from './transformation/transform.ts'

const OrganisationMerger = mergerBody(
  organisations,
  'OrganisationMerger',
  'The record into which a duplicate is merged.',
  'cus-belzyce'
)

export function organisationLifecycle(app: FastifyInstance): void {
  mountAction(app, organisations, {
    name: 'transformation',
    scope: 'registry:write',
    operationId: 'transform_organisation',
    summary: 'Transform an assistance centre into a social service centre',
    description:
      'Transforms an assistance centre into a social service centre (CUS) under the Act of 19 July 2019. ' +
      'The record keeps its id, memberships, posts and contacts. Its present names become former names. Its ' +
      'former slug redirects to the new one (308). A lineage entry records the former name and kind, and the day. ' +
      'With `new_record`, the CUS gets a separate record. Running memberships pass to it on that day; posts and ' +
      'contacts stay with the former record.',
    body: OrganisationTransformation,
    act: transform
  })
  mountAction(app, organisations, {
    name: 'renaming',
    scope: 'registry:write',
    operationId: 'rename_organisation',
    summary: 'Rename an organisation',
    description:
      'Records that an organisation got other names on a day. Requests with `as_of` before that day return the former ' +
      'names. To correct a name that was wrong from the beginning, use PATCH.',
    body: OrganisationRenaming,
    act: rename
  })
  mountMerger(app, organisations, {
    operationId: 'merge_organisation',
    summary: 'Merge a duplicate of an organisation',
    description:
      'Merges the organisation in the path into another record of the same organisation, and returns that record. ' +
      'All references to the duplicate now refer to the remaining record. The names of the duplicate become other ' +
      'names, and its id and slug redirect to the remaining record (308). The remaining record keeps its kind and ' +
      'official name. Properties that it lacks, such as the NIP or the website, are taken from the duplicate; all ' +
      'other values of the duplicate are discarded. The merger is refused if both have a running membership.',
    body: OrganisationMerger,
    fillableColumns: columnsFromDuplicate,
    prepare: prepareMerger
  })
}
