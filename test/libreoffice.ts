// A real LibreOffice without a window: opens a workbook, changes texts in it and saves it again.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const BINARY = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'].find(existsSync)

/** Reason to skip a test: LibreOffice is not installed. False if it is. */
export const noLibreOffice = BINARY ? false : 'LibreOffice is not installed (Debian: libreoffice-calc)'

/** Returns the workbook as LibreOffice saves it after the changes, each a text of a cell and the new one. */
export async function editedByLibreOffice(workbook: Buffer, changes: Record<string, string>): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'konwent-test-office-'))
  const convert = (file: string, type: string) =>
    promisify(execFile)(BINARY as string, [
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
      '--headless',
      '--convert-to',
      type,
      '--outdir',
      folder,
      join(folder, file)
    ])
  try {
    await writeFile(join(folder, 'book.xlsx'), workbook)
    await convert('book.xlsx', 'fods')
    let document = await readFile(join(folder, 'book.fods'), 'utf8')
    for (const [before, after] of Object.entries(changes)) {
      if (!document.includes(`<text:p>${before}</text:p>`)) throw new Error(`no cell with ${before}`)
      document = document.replace(`<text:p>${before}</text:p>`, `<text:p>${after}</text:p>`)
    }
    await writeFile(join(folder, 'book.fods'), document)
    await convert('book.fods', 'xlsx')
    return await readFile(join(folder, 'book.xlsx'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
