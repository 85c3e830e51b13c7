import { putFile } from './files.ts'
import type { Infobase } from './infobase.ts'
import { asMap, type JsonMap, textOf } from './json-map.ts'
import type { Part } from './parts.ts'
import type { RelayAddress } from './relay-address.ts'
import type { RunningBase } from './running-base.ts'

/** A document of the base, as the contract words it. */
export interface BaseDocument {
  documentRef: string
  title: string
  date: string
  sum?: string | number
}

/** The base's documents: it answers `documentLookup` with those of a client, and `documentRequest` with a print form. */
export const documents: Part = {
  tables: `
    create table if not exists documents (ref text primary key, client text not null, document text not null);
    create table if not exists lookups_to_answer (id text primary key, client text not null);
    create table if not exists print_forms (command text primary key, ref text not null);
  `,
  events: {
    documentLookup: (base, event) => {
      const [id, client] = [textOf(event, 'lookupId'), textOf(event, 'clientRef')]
      if (id === undefined || client === undefined) return 'documentLookup without its id or client'
      base.prepare('insert into lookups_to_answer values (?, ?) on conflict do nothing').run(id, client)
      return undefined
    },
    documentRequest: (base, event) => {
      const [command, ref] = [textOf(event, 'commandId'), textOf(event, 'documentRef')]
      if (command === undefined || ref === undefined) return 'documentRequest without its id or document'
      base.prepare('insert into print_forms values (?, ?) on conflict do nothing').run(command, ref)
      // Decided only once its file is with the relay (rule 8).
      base
        .prepare(
          `insert into messages (key, conversation, author, direction, decision) values (?, ?, ?, 'out', 'rendering')
           on conflict (key) do nothing`,
        )
        .run(command, textOf(event, 'conversationId'), textOf(event, 'userId'))
      return undefined
    },
  },
  toSend: (base) => {
    const asked = base.prepare<[], { id: string; client: string }>('select * from lookups_to_answer').all()
    if (asked.length === 0) return {}
    return { documents: asked.map(({ id, client }) => ({ lookupId: id, items: documentsFor(base, client) })) }
  },
  sent: (base, packet) => {
    const told = Array.isArray(packet.documents) ? packet.documents.map(asMap) : []
    for (const list of told) base.prepare('delete from lookups_to_answer where id = ?').run(textOf(list, 'lookupId'))
  },
}

const documentsFor = (base: Infobase, client: string): JsonMap[] =>
  base
    .prepare<[string], { document: string }>('select document from documents where client = ? order by rowid desc')
    .all(client)
    .map(({ document }) => asMap(JSON.parse(document)))

/** Renders what was asked for and puts it into the relay; where replies are refused there is nothing to render. */
export async function putPrintForms({ base, mode }: RunningBase, relay: RelayAddress): Promise<void> {
  if (mode.replies === 'hold') return
  const asked = base
    .prepare<[], { command: string; ref: string }>(
      "select command, ref from print_forms join messages on key = command where decision = 'rendering'",
    )
    .all()
  for (const { command, ref } of asked) {
    const file = mode.replies === 'refuse' ? null : await putFile(relay, printForm(base, ref))
    base
      .prepare("update messages set decision = 'waiting', file = ? where key = ?")
      .run(file && JSON.stringify(file), command)
  }
}

function printForm(base: Infobase, ref: string) {
  const json = base.prepare('select document from documents where ref = ?').pluck().get(ref)
  const title = textOf(asMap(JSON.parse(typeof json === 'string' ? json : '{}')), 'title') ?? 'Документ'
  return { name: `${title}.pdf`, mime: 'application/pdf', bytes: pdfOf(ref) }
}

/** The smallest that every reader opens: one empty page. */
function pdfOf(ref: string): Uint8Array<ArrayBuffer> {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
  ].map((body, place) => `${place + 1} 0 obj${body}endobj\n`)
  const bytes = Buffer.from(`%PDF-1.4\n%${ref}\n${objects.join('')}trailer<</Root 1 0 R/Size 4>>\n%%EOF\n`)
  return new Uint8Array(bytes)
}

/** What an accountant does. */
export interface Documents {
  /** Posts a document of this client's. */
  post(client: string, document: BaseDocument): void
}

export const documentsOf = (running: RunningBase): Documents => ({
  post: (client, document) => {
    running.base
      .prepare('insert into documents values (?, ?, ?)')
      .run(document.documentRef, client, JSON.stringify(document))
  },
})
