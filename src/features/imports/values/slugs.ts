// Reads slugs. A name instead of a slug is refused, with the way to find the slug.
import type { Unreadable } from '../../../records/define-imports.ts'

/** Returns a reader of slugs that match the pattern. `example` is a slug of such a record. */
export function slugReader(pattern: string, example: string) {
  const shape = new RegExp(pattern)
  const refused: Unreadable = {
    code: 'invalid_format',
    detail: {
      pl:
        `To nie jest slug, czyli ostatnia część adresu rekordu, np. ${example}. Składa się z małych liter a–z, cyfr ` +
        'i łączników. Slug rekordu o danej nazwie znajduje wyszukiwanie «q».',
      en:
        `This is no slug, which is the last part of the address of a record, such as ${example}. It consists of the ` +
        'letters a to z, digits and hyphens. The search `q` finds the slug of a record by its name.'
    }
  }
  return (text: string): string | Unreadable => {
    const slug = text.toLowerCase()
    return shape.test(slug) ? slug : refused
  }
}
