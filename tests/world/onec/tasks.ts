import { textOf } from './json-map.ts'
import type { Part } from './parts.ts'

/** The base makes a task of every `taskRequest` and answers with a note that leads to it; refused and held back like replies. */
export const tasks: Part = {
  events: {
    taskRequest: (base, event) => {
      const [id, text] = [textOf(event, 'requestId'), textOf(event, 'text')]
      if (id === undefined || text === undefined) return 'taskRequest without its id or text'
      const extra = { note: true, url: `e1cib/data/Задача.ЗадачаИсполнителя?ref=${id.replaceAll('-', '')}` }
      base
        .prepare(
          `insert into messages (key, conversation, text, direction, decision, extra) values (?, ?, ?, 'out', 'waiting', ?)
           on conflict (key) do nothing`,
        )
        .run(id, textOf(event, 'conversationId'), `Задача: ${text}`, JSON.stringify(extra))
      return undefined
    },
  },
}
