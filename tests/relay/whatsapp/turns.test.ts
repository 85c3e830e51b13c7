import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, expect, it } from 'vitest'
import { inTurn } from '../../../relay/whatsapp/turns.ts'

const pause = () => new Promise((resolve) => setImmediate(resolve))

describe('work for one address', () => {
  const told: string[] = []
  const work = (name: string) => async () => {
    told.push(`${name} begins`)
    await pause()
    told.push(`${name} ends`)
    return name
  }

  it('is done one after the other, whichever number it is for', async () => {
    told.length = 0
    expect(await Promise.all([inTurn('111_1.0', work('A')), inTurn('111_1.0', work('B'))])).toEqual(['A', 'B'])
    expect(told).toEqual(['A begins', 'A ends', 'B begins', 'B ends'])
  })

  it('waits for no other address', async () => {
    told.length = 0
    await Promise.all([inTurn('111_1.0', work('A')), inTurn('222_1.0', work('B'))])
    expect(told.slice(0, 2)).toEqual(['A begins', 'B begins'])
  })

  it('goes on after work that failed', async () => {
    const failing = inTurn('111_1.0', async () => Promise.reject(new Error('Bad MAC')))
    const next = inTurn('111_1.0', work('B'))
    await expect(failing).rejects.toThrow('Bad MAC')
    expect(await next).toBe('B')
  })

  it('keeps the context of whoever asked for it', async () => {
    const context = new AsyncLocalStorage<string>()
    const ask = (name: string) => context.run(name, () => inTurn('111_1.0', async () => context.getStore()))
    expect(await Promise.all([ask('A'), ask('B')])).toEqual(['A', 'B'])
  })
})
