// The request body of an eligibility check.
import { Type } from '@sinclair/typebox'
import { record } from '../../contract/components.ts'
import { identityOf } from '../../records/write/define.ts'
import { organisations } from '../organisations/queries.ts'
import { people } from '../people/queries.ts'
import { statements } from './schemas.ts'

export const EligibilityCheckPrototype = Object.assign(
  record(
    'EligibilityCheckPrototype',
    'The applicant to check, either an organisation or a person, with the statements of the applicant.',
    {
      organisation: Type.Optional(identityOf(organisations)),
      person: Type.Optional(identityOf(people)),
      statements: Type.Optional(statements)
    }
  ),
  {
    additionalProperties: false,
    examples: [{ organisation: { slug: 'mopr-chelm' }, statements: ['assistance_centre_becoming_cus'] }]
  }
)
