/** The words under which a person knows a button or a row, as apps put them into the JSON of a form. */
const names = ['display_text', 'title', 'description', 'text', 'id'] as const

/** The first of them in a form's JSON; `undefined` when it has none, or is no JSON. */
export function textInJson(json: string | null | undefined): string | undefined {
  const parsed = parsedJson(json ?? '')
  if (typeof parsed !== 'object' || parsed === null) return undefined
  const fields = new Map<string, unknown>(Object.entries(parsed))
  return names
    .map((name) => fields.get(name))
    .find((value): value is string => typeof value === 'string' && value !== '')
}

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
