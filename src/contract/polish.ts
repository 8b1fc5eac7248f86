// The contract for Polish readers. Programs and client generators use the document itself.
import { type Json, operationsOf } from './document-json.ts'
import summaries from './summaries-pl.json' with { type: 'json' }

const polishSummaries: Record<string, string> = summaries
const polish = new Intl.Collator('pl')

/**
 * Returns the JSON of the document with the summaries of `summaries-pl.json`, and with tags that are named by their
 * Polish titles, because viewers display the name of a tag. Descriptions stay in English.
 */
export function inPolish(json: string): string {
  const document = JSON.parse(json) as Json
  const titles = new Map<string, string>(document.tags.map((tag: Json) => [tag.name, tag['x-title-pl']]))
  const titled = (names: string[]) => names.map((name) => titles.get(name) ?? name)
  // Viewers use this language for their own texts, if they have it, instead of that of the browser.
  document.info['x-locale'] = 'pl'
  for (const tag of document.tags) tag.name = tag['x-displayName'] = tag['x-title-pl']
  document.tags.sort((a: Json, b: Json) => polish.compare(a.name, b.name))
  for (const group of document['x-tagGroups'])
    Object.assign(group, { name: group['x-title-pl'], tags: titled(group.tags) })
  const items = [...Object.values<Json>(document.paths), ...Object.values<Json>(document.webhooks)]
  for (const operation of items.flatMap(operationsOf)) {
    operation.summary = polishSummaries[operation.operationId] ?? operation.summary
    operation.tags = titled(operation.tags)
  }
  return JSON.stringify(document)
}
