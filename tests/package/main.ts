import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import * as v from 'valibot'
import { type Packed, zipOf } from './zip-of.ts'

// npm run package: everything that is shipped, in .output/package, with a list of sums. The same sources give the same bytes.
const out = '.output/package'
const built = '.output/package/built'
const manifest = v.parse(v.looseObject({ version: v.string() }), JSON.parse(readFileSync('package.json', 'utf8')))

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
build('node_modules/wxt/bin/wxt.mjs', 'build', '-b', 'chrome')
build('node_modules/wxt/bin/wxt.mjs', 'build', '-b', 'firefox', '--mv2')
run('npm', 'run', '--silent', 'build:relay')
packRelay(join(out, 'relay'))

const zips: Record<string, Packed[]> = {
  'chrome.zip': filesIn(join(built, 'chrome-mv3')),
  'firefox.zip': filesIn(join(built, 'firefox-mv2')),
  // Mozilla asks for what the package was built from; README says how.
  'sources.zip': sources(),
  'relay.zip': filesIn(join(out, 'relay')),
  '1c-extension.zip': filesIn('relay/onec/configuration-extension'),
}
const sums: string[] = []
for (const [kind, files] of Object.entries(zips)) {
  const name = `messenger-panel-${manifest.version}-${kind}`
  const zip = await zipOf(files)
  writeFileSync(join(out, name), zip)
  sums.push(`${createHash('sha256').update(zip).digest('hex')}  ${name}`)
}
writeFileSync(join(out, 'SHA256SUMS'), `${sums.join('\n')}\n`)
rmSync(built, { recursive: true })
process.stdout.write(
  `${sums.join('\n')}\nin ${out}; the relay also as a folder: ${join(out, 'relay')} (there: npm ci --omit=dev && npm start)\n`,
)

/** The bundle, and what it needs from the registry with the versions that were tested. */
function packRelay(folder: string): void {
  mkdirSync(folder)
  cpSync('.output/relay/main.mjs', join(folder, 'main.mjs'))
  cpSync('.output/relay/main.mjs.map', join(folder, 'main.mjs.map'))
  cpSync('package-lock.json', join(folder, 'package-lock.json'))
  cpSync('LICENSE', join(folder, 'LICENSE'))
  const scripts = { start: 'node --enable-source-maps main.mjs' }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...manifest, scripts }, null, 2)}\n`)
}

function sources(): Packed[] {
  const folders = ['extension', 'relay', 'shared', 'docs'].flatMap((folder) =>
    filesIn(folder).map(({ name, path }) => ({ name: `${folder}/${name}`, path })),
  )
  const top = readdirSync('.').filter((name) => /\.(json|md|ts)$|^LICENSE$/.test(name))
  return [...folders, ...top.map((name) => ({ name, path: name }))]
}

function filesIn(folder: string): Packed[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: relative(folder, path).replaceAll('\\', '/'), path }))
}

function build(...args: string[]): void {
  run(process.execPath, ...args)
}

function run(program: string, ...args: string[]): void {
  const env = { ...process.env, NODE_ENV: 'production', EXT_OUT: built }
  const done = spawnSync(program, args, { encoding: 'utf8', env })
  if (done.status === 0) return
  process.stderr.write(`${program} ${args.join(' ')}\n${done.stdout}${done.stderr}\n`)
  process.exit(1)
}
