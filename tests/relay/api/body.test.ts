import { Hono } from 'hono'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { body } from '../../../relay/api/body.ts'

const poll = v.object({ text: v.string(), poll: v.object({ options: v.array(v.string()) }) })
const app = new Hono().post('/', body(poll), (c) => c.json(c.req.valid('json')))
const post = async (command: unknown) => {
  const headers = { 'content-type': 'application/json' }
  return await (await app.request('/', { method: 'POST', headers, body: JSON.stringify(command) })).json()
}

it('the sign that nobody can see is in no text of a command, however deep it stands', async () => {
  const command = { text: 'а\u0000б', poll: { options: ['\u0000да', 'нет\u0000'] } }
  expect(await post(command)).toEqual({ text: 'аб', poll: { options: ['да', 'нет'] } })
})

it('everything else stays as it is', async () => {
  const command = { text: 'а\u0001\n\u202Eб', poll: { options: ['да'] } }
  expect(await post(command)).toEqual(command)
})
