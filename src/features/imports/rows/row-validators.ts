import type { ValidateFunction } from 'ajv/dist/2020.js'
import { components } from '../../../contract/components.ts'
import { createAjv } from '../../../http/validation.ts'
import type { Writes } from '../../../records/define-writes.ts'

const validators = new Map<string, ValidateFunction>()
let ajv: ReturnType<typeof createAjv> | undefined

/** Returns the validator that the routes for single records use as well. */
export function validatorOf({ resource }: Writes, patch: boolean): ValidateFunction {
  const name = `${resource.record.$id}${patch ? 'Patch' : 'Prototype'}`
  ajv ??= createAjv({ verbose: true, schemas: [...components.values()] })
  const validate = validators.get(name) ?? ajv.compile({ $ref: `${name}#` })
  validators.set(name, validate)
  return validate
}
