// Latin letters for names in other scripts. Pure functions without dependencies. The SQL function transliterate(text)
// has the same tables and takes the same steps: change both together.

/** Replacements of single letters, applied one after the other. */
type Letters = readonly (readonly [string, string])[]

/** Letters that Unicode does not split into a Latin letter and a mark. */
const LATIN: Letters = [
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
  ['ł', 'l'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ħ', 'h'],
  ['ŧ', 't'],
  ['ŋ', 'n'],
  ['ı', 'i'],
  ['ə', 'a']
]
// Ukrainian letters as in passports (resolution 55 of 2010). It also suits most Belarusian and Russian names.
const CYRILLIC: Letters = [
  ['зг', 'zgh'],
  ['щ', 'shch'],
  ['ж', 'zh'],
  ['х', 'kh'],
  ['ц', 'ts'],
  ['ч', 'ch'],
  ['ш', 'sh'],
  ['є', 'ie'],
  ['ю', 'iu'],
  ['я', 'ia'],
  ['љ', 'lj'],
  ['њ', 'nj'],
  ['џ', 'dz'],
  ['ь', ''],
  ['ъ', ''],
  ...[...'абвгґдезиіїйклмнопрстуфыэјђћ'].map(
    (letter, i) => [letter, [...'abvhgdezyiiiklmnoprstufyejdc'][i] ?? ''] as const
  )
]
const CYRILLIC_AT_START: Letters = [
  ['є', 'ye'],
  ['ї', 'yi'],
  ['й', 'y'],
  ['ю', 'yu'],
  ['я', 'ya']
]
// Greek letters as in passports (ELOT 743).
const GREEK: Letters = [
  ['γγ', 'ng'],
  ['γξ', 'nx'],
  ['γχ', 'nch'],
  ['ου', 'ou'],
  ['αυ', 'av'],
  ['ευ', 'ev'],
  ['ηυ', 'iv'],
  ['θ', 'th'],
  ['χ', 'ch'],
  ['ψ', 'ps'],
  ...[...'αβγδεζηικλμνξοπρσςτυφω'].map((letter, i) => [letter, [...'avgdeziiklmnxoprsstyfo'][i] ?? ''] as const)
]

/**
 * Runs of characters that separate words: other than a-z, 0-9 and the letters of scripts in which names are written.
 * They are ranges, because the letters that Unicode defines differ between versions of Node and PostgreSQL.
 */
export const OTHER_THAN_LETTERS = new RegExp(
  '[^a-z0-9\\u0370-\\u037d\\u0386\\u0388-\\u0481\\u048a-\\u0559\\u0560-\\u0588\\u05d0-\\u05ea\\u0620-\\u0669' +
    '\\u066e-\\u06d3\\u06ee-\\u0963\\u0966-\\u10fa\\u10fc-\\u135f\\u1380-\\u167f\\u1681-\\u18ff\\u1c80-\\u1cff' +
    '\\u3041-\\u30fa\\u30fc-\\u30ff\\u3105-\\u312f\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3]+',
  'g'
)

const replaced = (text: string, letters: Letters): string =>
  letters.reduce((result, [letter, latin]) => result.replaceAll(letter, latin), text)

function fromCyrillic(text: string): string {
  const joined = text.replace(/['’ʼ`](?=[єїюя])/g, '')
  const started = CYRILLIC_AT_START.reduce(
    (result, [letter, latin]) => result.replace(new RegExp(`(?<![\u0400-\u04ff])${letter}`, 'g'), latin),
    joined
  )
  return replaced(started, CYRILLIC)
}

const fromGreek = (text: string): string =>
  replaced(text.replace(/(?<![\u0370-\u03ff])μπ/g, 'b').replace(/(?<=[αεη])υ(?=[θκξπσςτφχψ])/g, 'f'), GREEK)

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text)

/**
 * Returns the text in lower case and without diacritics, with Latin letters for Cyrillic and Greek ones and for Latin
 * letters outside a to z. Letters of other scripts stay, without vowel points. Each Chinese character becomes a word.
 */
export function transliterate(text: string): string {
  const plain = text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('и\u0306', 'й')
    .replaceAll('і\u0308', 'ї')
    .replace(/[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7\u0640\u064b-\u065f\u0670]+/g, '')
  // Most texts are Polish, and many are folded at once.
  const latin = isAscii(plain) ? plain : replaced(plain, LATIN)
  if (isAscii(latin)) return latin
  return fromGreek(fromCyrillic(latin))
    .replace(/[\u3400-\u4dbf\u4e00-\u9fff]/g, ' $& ')
    .normalize('NFC')
}
