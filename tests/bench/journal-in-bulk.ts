import Database from 'better-sqlite3'
import * as v from 'valibot'
import { conversationEventSchema, messageEventSchema, stageEventSchema } from '../../shared/events.ts'
import type { ChannelId } from '../../shared/ids.ts'

const at = Date.parse('2026-11-16T08:00:00Z')
const id = (block: number, n = 1) => `0190b3a0-0000-7000-${block}-${String(n).padStart(12, '0')}`
const olga = id(8003)

/** How many conversations the messages are spread over. */
const conversations = 1_000

/**
 * What a company of one number writes in its journal, in tens: seven messages of clients, one reply that waits for 1C, one tick, one conversation in other
 * hands; with the messages themselves. Written by the database itself: a million takes it a minute or so.
 */
export function writeJournal(sqliteFile: string, channelId: ChannelId, rows: number): void {
  const database = new Database(sqliteFile)
  database.pragma('synchronous = OFF')
  database.pragma('cache_size = -200000')
  const templates = templatesOf(channelId)
  // A template that could not be read back would measure nothing.
  for (const [name, schema] of Object.entries(schemas))
    v.parse<v.GenericSchema>(schema, JSON.parse(templates[name as keyof typeof schemas].replaceAll('"@seq"', '1')))
  database.transaction(() => {
    database.prepare(contactsSql).run(at)
    database.prepare(conversationsSql).run({ channelId, at })
    database.prepare(messagesSql).run({ channelId, at, rows, olga })
    database.prepare(journalSql).run({ ...templates, channelId, at, rows })
    database.prepare("update counters set value = ? where name = 'journal'").run(rows)
  })()
  database.close()
}

const schemas = {
  message: messageEventSchema,
  reply: messageEventSchema,
  stage: stageEventSchema,
  moved: conversationEventSchema,
}

/** Their last twelve digits give way to a number. */
const conversationId = '0190b3a0-0000-7000-8001-cccccccccccc'
const messageId = '0190b3a0-0000-7000-8002-dddddddddddd'

function templatesOf(channelId: ChannelId) {
  const text = 'Здравствуйте! Подскажите, пожалуйста, когда будет отгрузка по счёту № 4512 от пятницы?'
  const message = { id: messageId, conversationId, kind: 'text', at, text, stages: [] }
  const contact = { id: id(8000), phone: '+79161234567', name: 'Анна Петрова' }
  const lastMessage = { id: messageId, kind: 'text', origin: 'client', text }
  const conversation = {
    id: conversationId,
    channelId,
    contact,
    state: 'inWork',
    ownerId: olga,
    unread: 1,
    lastMessageAt: at,
    lastMessage,
    revision: '@seq',
  }
  const event = { seq: '@seq', at, conversation }
  const stages = [{ stage: 'accepted', at }]
  return {
    message: JSON.stringify({ type: 'message', ...event, first: true, message: { ...message, origin: 'client' } }),
    reply: JSON.stringify({
      type: 'message',
      ...event,
      first: true,
      message: { ...message, origin: 'employee', authorId: olga, stages },
    }),
    stage: JSON.stringify({
      type: 'stage',
      seq: '@seq',
      at,
      messageId,
      conversationId,
      origin: 'employee',
      stage: { stage: 'delivered', at },
    }),
    moved: JSON.stringify({ type: 'conversation', ...event }),
  }
}

const numbers = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < @rows)'
const conversationOf = `'0190b3a0-0000-7000-8001-' || printf('%012d', i % ${conversations})`
const messageOf = `'0190b3a0-0000-7000-8002-' || printf('%012d', i)`

const contactsSql = `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${conversations - 1})
  insert into contacts (id, phone, name, created_at) select '0190b3a0-0000-7000-8000-' || printf('%012d', i), printf('+7916%07d', i), 'Анна Петрова', ? from n`
const conversationsSql = `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${conversations - 1})
  insert into conversations (id, channel_id, contact_id, state, unread, last_message_at, revision)
  select ${conversationOf}, @channelId, '0190b3a0-0000-7000-8000-' || printf('%012d', i), 'inWork', 1, @at, 0 from n`
const messagesSql = `${numbers} insert into messages (id, conversation_id, channel_id, kind, origin, at, text, author_id, stage)
  select ${messageOf}, ${conversationOf}, @channelId, 'text', iif(i % 10 = 7, 'employee', 'client'), @at + i, 'Здравствуйте! Подскажите, когда отгрузка?',
    iif(i % 10 = 7, @olga, null), iif(i % 10 = 7, 'accepted', null) from n where i % 10 < 8`
const journalSql = `${numbers} insert into journal (seq, at, conversation_id, message_id, event, audience, channel_id)
  select i, @at, ${conversationOf}, iif(i % 10 < 8, ${messageOf}, null),
    replace(replace(replace(case when i % 10 < 7 then @message when i % 10 = 7 then @reply when i % 10 = 8 then @stage else @moved end,
      '"@seq"', i), 'cccccccccccc', printf('%012d', i % ${conversations})), 'dddddddddddd', printf('%012d', i)),
    'all', @channelId from n`
