import type { FastifyInstance } from 'fastify'
import { mountAction } from '../../records/write/actions.ts'
import { mergerBody, mountMerger } from '../../records/write/merger-routes.ts'
import { fillableColumns } from './lifecycle-queries.ts'
import { prepareMerger } from './merger.ts'
import { organisations } from './queries.ts'
import { OrganisationTransformation } from './schemas.ts'
import { transform } from './transformation.ts'

const OrganisationMerger = mergerBody(
  organisations,
  'OrganisationMerger',
  'Into which record a duplicate is merged.',
  'cus-belzyce'
)

export function organisationLifecycle(app: FastifyInstance): void {
  mountAction(app, organisations, {
    name: 'transformation',
    scope: 'registry:write',
    operationId: 'transform_organisation',
    summary: 'Transform an assistance centre into a social service centre',
    description:
      'Makes a CUS of an assistance centre, by the Act of 19 July 2019. The record keeps its id, memberships, posts and contacts; its names so far become former names, its slug leads on, and an entry of lineage tells what it was and when it changed. With `new_record` the CUS gets a record of its own, to which the memberships that run pass on the day; posts and contacts stay with the old one.',
    body: OrganisationTransformation,
    act: transform
  })
  mountMerger(app, organisations, {
    operationId: 'merge_organisation',
    summary: 'Merge a duplicate of an organisation',
    description:
      'Merges the organisation of the path into another record of the same organisation and answers with that one. All that referred to the one refers to the other; its names become other names, and its id and slug lead on (308). What the record that stays has not itself, such as its NIP or its web site, is taken over, the rest of the duplicate is given up; its kind and official name stay. Two that both have a running membership are refused.',
    body: OrganisationMerger,
    fillableColumns,
    prepare: prepareMerger
  })
}
