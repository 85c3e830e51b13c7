import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import { Problem } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { Field } from '../../design/field.tsx'
import { Icon } from '../../design/icon.tsx'
import { coordinates } from '../kinds/map-address.ts'
import type { AttachFormProps } from './attach-form-props.ts'
import { AttachFrame } from './attach-frame.tsx'
import { type PositionTrouble, whereAmI } from './own-position.ts'
import { type PlaceRead, readPlace } from './read-place.ts'

/** A place: pasted as the link of a map or as coordinates, or where the employee is now. */
export function PlaceForm({ composer, form, write, close }: AttachFormProps) {
  const { where = '', name = '' } = form.fields
  const asking = useSignal(false)
  const trouble = useSignal<PositionTrouble | undefined>(undefined)
  const read = readPlace(where)
  const point = typeof read === 'object' ? read : undefined
  const type = (typed: string) => {
    trouble.value = undefined
    write({ where: typed })
  }
  const takeOwn = async () => {
    asking.value = true
    const own = await whereAmI()
    asking.value = false
    if (typeof own === 'string') trouble.value = own
    else type(`${own.latitude.toFixed(6)}, ${own.longitude.toFixed(6)}`)
  }
  const send = async () => {
    if (point === undefined) return
    await composer.sendPart({ place: { ...point, ...named(name.trim()) } }, form.id)
  }
  return (
    <AttachFrame title={i18n.t('attach.place')} close={close} off={point === undefined} send={() => void send()}>
      <Field
        label={i18n.t('attachPlace.where')}
        hint={i18n.t('attachPlace.hint')}
        value={where}
        placeholder="55.75583, 37.61778"
        testId="place-where"
        onType={type}
      />
      <Button onPress={() => void takeOwn()} busy={asking.value}>
        <Icon name="place" />
        {i18n.t('attachPlace.own')}
      </Button>
      <Field
        label={i18n.t('attachPlace.name')}
        value={name}
        onType={(typed) => write({ name: typed.slice(0, longestName) })}
        testId="place-name"
      />
      {point !== undefined && (
        <p role="status" data-testid="place-read">
          {i18n.t('attachPlace.understood', [coordinates(point)])}
        </p>
      )}
      <Problem text={problem(where, read, trouble.value)} />
    </AttachFrame>
  )
}

const longestName = 200
const named = (name: string) => (name === '' ? {} : { name })

function problem(text: string, read: PlaceRead, trouble: PositionTrouble | undefined): string | undefined {
  if (trouble !== undefined) return i18n.t(`positionTrouble.${trouble}`)
  if (text.trim() === '' || typeof read === 'object') return undefined
  return i18n.t(`attachPlace.${read}`)
}
