import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { silent } from '../world/onec/mode.ts'

describe('1C was off', () => {
  let company: Company
  const texts = Array.from({ length: 120 }, (_, index) => `Сообщение ${index + 1}`)
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.linkOnec({ mode: silent })
  })
  afterAll(() => company?.close())

  const told = () => company.onec.effects().flatMap(({ kind, body }) => (kind === 'message' ? [body.text] : []))

  it('and learns nothing while it is off', async () => {
    for (const text of texts) await company.client('anna').sendText(cast.company.number, text)
    await expect.poll(() => company.whatsapp.companion(cast.company.number).unsettled).toBe(0)
    expect(told()).toEqual([])
  })

  it('and gets everything in order, once, when it is back', async () => {
    company.onec.change({ job: 'on', service: 'well' })
    await company.onec.run()
    expect(told()).toEqual(texts)
  })

  it('and gets nothing twice when the answer was lost on the way', async () => {
    company.onec.change({ calls: 'losesAnswers' })
    await company.client('anna').sendText(cast.company.number, 'Ещё одно')
    await expect.poll(() => company.whatsapp.companion(cast.company.number).unsettled).toBe(0)
    await company.onec.run()
    expect(told()).toEqual(texts)
    company.onec.change({ calls: 'well' })
    await company.onec.run()
    await company.onec.run()
    expect(told()).toEqual([...texts, 'Ещё одно'])
  })
})
