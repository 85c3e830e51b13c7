import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { afterSnapshot, type Person } from '../../../relay/access/after-snapshot.ts'
import type { EmployeeRow } from '../../../shared/answers.ts'
import type { Employee, Right } from '../../../shared/employee.ts'
import { baseIdSchema, employeeIdSchema } from '../../../shared/ids.ts'
import { countingIds } from '../../world/ids.ts'

const newId = countingIds()
const trade = newId(baseIdSchema)
const accounting = newId(baseIdSchema)
const [olgasId, petrsId, mariasId] = [newId(employeeIdSchema), newId(employeeIdSchema), newId(employeeIdSchema)]

const olga: Employee & { baseId: typeof trade } = {
  id: olgasId,
  name: 'Ольга',
  login: 'olga',
  rights: ['read', 'reply'],
  inQueue: true,
  baseId: trade,
}
const petr = { ...olga, id: petrsId, name: 'Пётр', login: 'petr' }
const invited = (rights: Right[]): Employee => ({ id: mariasId, name: 'Мария', rights, inQueue: true })
const person = (employee: typeof olga, mayRead = true, position = 0): Person => ({ position, employee, mayRead })
const row = (employee: Employee, revokedAt?: number): EmployeeRow => ({
  employee,
  ...(revokedAt === undefined ? {} : { revokedAt }),
})
const afterThe = (known: EmployeeRow[], people: Person[], unread: string[] = []) =>
  afterSnapshot(trade, known, people, new Set(unread.map((id) => v.parse(employeeIdSchema, id))))
const nothing = { put: [], silenced: [], leave: [], invited: [], notTaken: [] }

describe('a snapshot of the users of 1C', () => {
  it('makes employees of those who may read', () => {
    expect(afterThe([], [person(olga), person(petr, false)])).toEqual({ ...nothing, put: [olga] })
  })

  it('changes nothing when it says what is so already, whatever the order of the rights', () => {
    expect(afterThe([row({ ...olga, rights: ['reply', 'read'] })], [person(olga)])).toEqual(nothing)
  })

  it.each([
    ['name', { name: 'Ольга Иванова' }],
    ['login', { login: 'o.ivanova' }],
    ['rights', { rights: ['read'] as Right[] }],
    ['place in the queue', { inQueue: false }],
  ])('writes anew whose %s has changed', (_what, change) => {
    expect(afterThe([row(olga)], [person({ ...olga, ...change })])).toMatchObject({ put: [{ ...olga, ...change }] })
  })

  it('takes the work of who may only read from now on, and of nobody else', () => {
    const silent: Right[] = ['read']
    expect(afterThe([row(olga), row(petr)], [person({ ...olga, rights: silent }), person(petr)])).toMatchObject({
      silenced: [olgasId],
    })
    expect(
      afterThe([row({ ...olga, rights: silent })], [person({ ...olga, rights: silent, name: 'О.' })]),
    ).toMatchObject({
      silenced: [],
    })
  })

  it('takes the access of who is absent, and of nobody else', () => {
    expect(afterThe([row(olga), row(petr)], [person(olga)])).toEqual({ ...nothing, leave: [petrsId] })
  })

  it('takes the access of who is there and may not read any more', () => {
    expect(afterThe([row(olga), row(petr)], [person(olga), person(petr, false)])).toEqual({
      ...nothing,
      leave: [petrsId],
    })
  })

  it('takes nothing twice from who has gone already', () => {
    expect(afterThe([row(olga), row(petr, 1)], [person(olga)])).toEqual(nothing)
  })

  it('lets somebody come back under the same id', () => {
    expect(afterThe([row(olga, 1)], [person(olga)])).toEqual({ ...nothing, put: [olga] })
  })

  it('ends the access of who was invited here, and not that of an administrator', () => {
    expect(afterThe([row(invited(['read', 'reply']))], [person(olga)])).toMatchObject({ invited: [mariasId] })
    expect(afterThe([row(invited(['read', 'reply', 'admin']))], [person(olga)])).toMatchObject({ invited: [] })
  })

  it('leaves the employees of other bases alone', () => {
    expect(afterThe([row({ ...petr, baseId: accounting })], [person(olga)])).toEqual({ ...nothing, put: [olga] })
  })

  it('does not take somebody from the base that has him, and takes whom it has let go', () => {
    const his = { ...petr, baseId: accounting }
    const people = [person(olga), person(petr)]
    expect(afterThe([row(his)], people)).toMatchObject({ put: [olga], notTaken: [{ fault: 'otherBase' }] })
    expect(afterThe([row(his, 1)], people)).toEqual({ ...nothing, put: [olga, petr] })
  })

  it('takes the first of two with one id', () => {
    expect(afterThe([], [person(olga), person({ ...olga, name: 'Другая' }, true, 1)])).toMatchObject({
      put: [olga],
      notTaken: [{ fault: 'twice', person: { position: 1 } }],
    })
  })

  it('lets somebody who cannot be read stay as he is', () => {
    expect(afterThe([row(olga), row(petr)], [person(olga)], [petrsId])).toEqual(nothing)
  })

  it.each([
    ['empty', []],
    ['one in which nobody may read', [person(olga, false)]],
  ])('is not believed when it is %s: nobody would be left', (_what, people) => {
    expect(afterThe([row(olga)], people)).toBe('nobodyLeft')
  })
})
