import type { BaseUser } from './base.ts'
import { uuidOf } from './reference.ts'
import { List, presentation, Structure, Thing, textOf, type Value } from './values.ts'

/** ПользователиИнформационнойБазы */
export function usersOf(users: BaseUser[], current: BaseUser | undefined): Thing {
  return new Thing('МенеджерПользователейИнформационнойБазы', {
    ПолучитьПользователей: () => new List(users.map(thingOf)),
    ТекущийПользователь: () => thingOf(current),
    НайтиПоУникальномуИдентификатору: (id) => {
      const found = users.find((user) => user.id === presentation(id).toLowerCase())
      return found && thingOf(found)
    },
  })
}

const thingOf = (user: BaseUser | undefined): Thing =>
  new Structure([
    ['Имя', user?.login ?? ''],
    ['ПолноеИмя', user?.name ?? ''],
    ['УникальныйИдентификатор', uuidOf(user?.id ?? '')],
    ['Роли', new Thing('Роли', { Содержит: (role) => user?.roles.includes(textOf(role)) })],
    ['АутентификацияСтандартная', user?.password !== ''],
    ['АутентификацияОС', false],
    ['АутентификацияOpenID', false],
  ])

/** ПравоДоступа("Просмотр", object, user) */
export function mayView(users: BaseUser[], given: Value, object: Value): boolean {
  const login = given instanceof Thing ? given.get('Имя') : undefined
  const user = users.find((each) => each.login === login)
  const name = object instanceof Thing ? textOf(object.call('ПолноеИмя', []) as Value) : '' // metadata answers at once
  return user !== undefined && !user.closed?.includes(name)
}
