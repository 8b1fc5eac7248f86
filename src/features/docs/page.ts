// The documentation page in Polish and in English: page.html with the texts of one language.
import { readFile } from 'node:fs/promises'
import type { Language } from '../../http/language.ts'

const texts: Record<Language, Record<string, string>> = {
  pl: {
    title: 'dokumentacja API',
    document: 'openapi/pl.json',
    navigation: 'Inne strony',
    links:
      '<a href="docs/pl">Jak zacząć</a> <a lang="en" hreflang="en" rel="alternate" href="docs?lang=en">In English</a>',
    noscript: 'Ta strona wymaga JavaScriptu. Ten sam opis API, po angielsku, do pobrania:',
    introduction:
      '<p slot="overview-header">Nazwy operacji i działów są po polsku, a szczegółowe opisy po angielsku. ' +
      'Pierwsze kroki opisuje strona <a href="docs/pl">Jak zacząć</a>.</p>'
  },
  en: {
    title: 'API documentation',
    document: 'openapi.json',
    navigation: 'Other pages',
    links: '<a lang="pl" hreflang="pl" rel="alternate" href="docs?lang=pl">Po polsku</a>',
    noscript: 'This page needs JavaScript. The same description of the API to download:',
    introduction: ''
  }
}

/** Returns the HTML of the page in a language. */
export async function documentationPage(language: Language): Promise<string> {
  const template = await readFile(new URL('page.html', import.meta.url), 'utf8')
  return template
    .replace('<html lang="pl">', `<html lang="${language}">`)
    .replace(/\{\{(\w+)\}\}/g, (marker, name: string) => texts[language][name] ?? marker)
}
