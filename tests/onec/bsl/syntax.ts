/** A module of 1C as a tree. */
export interface Module {
  variables: string[]
  methods: Method[]
  /** What runs when the module is loaded. */
  body: Statement[]
}

export interface Method {
  name: string
  line: number
  isFunction: boolean
  isAsync: boolean
  isExport: boolean
  directives: string[]
  parameters: Parameter[]
  body: Statement[]
}

export interface Parameter {
  name: string
  byValue: boolean
  /** Absent when the caller must give it. */
  default?: Expression
}

export type Statement = { line: number } & (
  | { kind: 'assign'; target: Expression; value: Expression }
  | { kind: 'expression'; expression: Expression }
  | { kind: 'if'; branches: { condition: Expression; body: Statement[] }[]; otherwise: Statement[] }
  | { kind: 'while'; condition: Expression; body: Statement[] }
  | { kind: 'for'; variable: string; from: Expression; to: Expression; body: Statement[] }
  | { kind: 'forEach'; variable: string; collection: Expression; body: Statement[] }
  | { kind: 'try'; body: Statement[]; except: Statement[] }
  | { kind: 'raise'; value: Expression | undefined }
  | { kind: 'return'; value: Expression | undefined }
  | { kind: 'break' }
  | { kind: 'continue' }
  | { kind: 'var'; names: string[] }
  | { kind: 'label'; name: string }
  | { kind: 'goto'; name: string }
)

export type BinarySign = 'and' | 'or' | '=' | '<>' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%'

export type Expression = { line: number } & (
  | { kind: 'string'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'boolean'; value: boolean }
  /** Digits: year, month, day, perhaps hours, minutes, seconds. */
  | { kind: 'date'; digits: string }
  | { kind: 'undefined' }
  | { kind: 'null' }
  | { kind: 'name'; name: string }
  | { kind: 'member'; object: Expression; name: string }
  | { kind: 'index'; object: Expression; index: Expression }
  /** An argument that is left out is undefined. */
  | { kind: 'call'; callee: Expression; arguments: (Expression | undefined)[] }
  | { kind: 'new'; type: string; arguments: (Expression | undefined)[] }
  | { kind: 'unary'; sign: 'not' | '-' | '+'; operand: Expression }
  | { kind: 'binary'; sign: BinarySign; left: Expression; right: Expression }
  | { kind: 'ternary'; condition: Expression; yes: Expression; no: Expression }
  | { kind: 'await'; operand: Expression }
)
