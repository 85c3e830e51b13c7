import * as v from 'valibot'
import { type Employee, employeeSchema } from '../../../shared/employee.ts'
import { anna, boris, vera } from '../../extension/background/cast.ts'

/** Who looks at the screens: she runs the office, and has every right. */
export const maria: Employee = v.parse(employeeSchema, {
  ...anna,
  name: 'Мария',
  rights: ['read', 'reply', 'admin', 'supervise'],
})
export const orlov: Employee = { ...boris, name: 'Борис Орлов', inQueue: true }
export const kotova: Employee = { ...vera, name: 'Вера Котова' }
