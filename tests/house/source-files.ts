import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** A source file of the repository, parsed. */
export interface SourceFile {
  path: string
  text: string
  lines: number
  tree: ts.SourceFile
}

/** Everything under version control, or about to be. */
export const repositoryFiles = (): string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(path))

/** TypeScript under these folders. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return repositoryFiles()
    .filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)) && /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(path, 'utf8')
      const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
      return { path, text, lines: text.split('\n').length - 1, tree }
    })
}

export interface Import {
  from: string
  /** Where it points: a path of the repository, or a package's name. */
  to: string
  typeOnly: boolean
}

/** What a file imports or re-exports, `import()` included. */
export function importsOf({ path, tree }: SourceFile): Import[] {
  const found: Import[] = []
  const add = (specifier: ts.Node, typeOnly: boolean) => {
    if (ts.isStringLiteral(specifier)) found.push({ from: path, to: resolved(path, specifier.text), typeOnly })
  }
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, node.isTypeOnly)
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0])
      add(node.arguments[0], false)
    ts.forEachChild(node, look)
  }
  look(tree)
  return found
}

const resolved = (path: string, specifier: string): string =>
  specifier.startsWith('.') ? new URL(specifier, `file:///${path}`).pathname.slice(1) : specifier

export interface FunctionSize {
  name: string
  lines: number
}

/** Each function of a file with its length in lines, inner functions counted with the outer one. */
export function functionsOf({ path, tree }: SourceFile): FunctionSize[] {
  const found: FunctionSize[] = []
  const lineOf = (position: number) => tree.getLineAndCharacterOfPosition(position).line
  const look = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      found.push({ name: `${path}:${nameOf(node)}`, lines: lineOf(node.end) - lineOf(node.getStart()) + 1 })
    }
    ts.forEachChild(node, look)
  }
  look(tree)
  return found
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText()
  const { parent } = node
  return (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) && parent.name
    ? parent.name.getText()
    : '(anonymous)'
}
