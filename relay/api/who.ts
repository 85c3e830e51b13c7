import { createMiddleware } from 'hono/factory'
import { type Employee, has, type Right } from '../../shared/employee.ts'
import type { SignInDesk } from '../access/sign-in.ts'
import { Refused } from '../refused.ts'

/** What every route behind a token knows. */
export interface Asked {
  Variables: { employee: Employee; token: string }
}

/** Lets in who has a good token and the right, and says who asks. */
export const createWho = (desk: SignInDesk) => (right?: Right) =>
  createMiddleware<Asked>(async (c, next) => {
    const token = bearerOf(c.req.header('Authorization'))
    const employee = token === undefined ? undefined : await desk.employeeOf(token)
    if (token === undefined || !employee) {
      const code = token === undefined ? 'unauthorized' : await desk.whyNot(token)
      throw new Refused(code, 'Sign in: the token is missing or was taken away.')
    }
    if (right && !has(employee, right))
      throw new Refused('forbidden', `The right "${right}" is missing: ask the administrator.`)
    c.set('employee', employee)
    c.set('token', token)
    await next()
  })

export type Who = ReturnType<typeof createWho>

export const bearerOf = (header: string | undefined): string | undefined => /^Bearer (\S+)$/i.exec(header ?? '')?.[1]
