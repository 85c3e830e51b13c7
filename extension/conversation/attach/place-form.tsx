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
export function PlaceForm({ composer, close }: AttachFormProps) {
  const [text, name, asking] = [useSignal(''), useSignal(''), useSignal(false)]
  const trouble = useSignal<PositionTrouble | undefined>(undefined)
  const read = readPlace(text.value)
  const point = typeof read === 'object' ? read : undefined
  const takeOwn = async () => {
    asking.value = true
    const own = await whereAmI()
    asking.value = false
    if (typeof own === 'string') trouble.value = own
    else [text.value, trouble.value] = [`${own.latitude.toFixed(6)}, ${own.longitude.toFixed(6)}`, undefined]
  }
  const send = async () => {
    if (point === undefined) return
    const words = name.value.trim()
    if (await composer.sendPart({ place: { ...point, ...(words === '' ? {} : { name: words }) } })) close()
  }
  return (
    <AttachFrame title={i18n.t('attach.place')} close={close} off={point === undefined} send={() => void send()}>
      <Field
        label={i18n.t('attachPlace.where')}
        hint={i18n.t('attachPlace.hint')}
        value={text.value}
        placeholder="55.75583, 37.61778"
        testId="place-where"
        onType={(typed) => {
          text.value = typed
          trouble.value = undefined
        }}
      />
      <Button onPress={() => void takeOwn()} busy={asking.value}>
        <Icon name="place" />
        {i18n.t('attachPlace.own')}
      </Button>
      <Field
        label={i18n.t('attachPlace.name')}
        value={name.value}
        onType={(typed) => (name.value = typed.slice(0, longestName))}
        testId="place-name"
      />
      {point !== undefined && (
        <p role="status" data-testid="place-read">
          {i18n.t('attachPlace.understood', [coordinates(point)])}
        </p>
      )}
      <Problem text={problem(text.value, read, trouble.value)} />
    </AttachFrame>
  )
}

const longestName = 200

function problem(text: string, read: PlaceRead, trouble: PositionTrouble | undefined): string | undefined {
  if (trouble !== undefined) return i18n.t(`positionTrouble.${trouble}`)
  if (text.trim() === '' || typeof read === 'object') return undefined
  return i18n.t(`attachPlace.${read}`)
}
