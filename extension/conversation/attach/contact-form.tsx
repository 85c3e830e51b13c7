import { useSignal } from '@preact/signals'
import { useEffect, useId } from 'preact/hooks'
import { i18n } from '#i18n'
import { Field } from '../../design/field.tsx'
import type { AttachFormProps } from './attach-form-props.ts'
import { AttachFrame } from './attach-frame.tsx'
import { knownPeople, type Person } from './known-people.ts'

const mostPhones = 10

/** Somebody's card: typed, or one of those whom the panel knows. */
export function ContactForm({ composer, conversationId, database, form, write, close }: AttachFormProps) {
  const { name = '' } = form.fields
  const phones = (form.fields.phones ?? '').split('\n')
  const people = useSignal<Person[]>([])
  const list = useId()
  useEffect(() => {
    void knownPeople(database, conversationId).then((known) => (people.value = known))
  }, [database, conversationId])
  const typeName = (typed: string) => {
    const chosen = people.value.find((person) => person.shown === typed)
    write(chosen === undefined ? { name: typed } : { name: chosen.name, phones: `${chosen.phone}\n` })
  }
  const typePhone = (place: number, typed: string) => {
    const changed = phones.map((phone, each) => (each === place ? typed : phone))
    const isFull = changed.at(-1)?.trim() === '' || changed.length >= mostPhones
    write({ phones: (isFull ? changed : [...changed, '']).join('\n') })
  }
  const card = cardOf(name, phones)
  const send = async () => {
    if (card !== undefined) await composer.sendPart({ contacts: [card] }, form.id)
  }
  return (
    <AttachFrame title={i18n.t('attach.contact')} close={close} off={card === undefined} send={() => void send()}>
      <Field
        label={i18n.t('attachContact.name')}
        hint={people.value.length > 0 ? i18n.t('attachContact.hint') : undefined}
        value={name}
        onType={typeName}
        list={list}
        testId="contact-name"
      />
      <datalist id={list}>
        {people.value.map(({ shown }) => (
          <option key={shown} value={shown} />
        ))}
      </datalist>
      {phones.map((phone, place) => (
        <Field
          key={place}
          label={place === 0 ? i18n.t('attachContact.phone') : i18n.t('attachContact.otherPhone', [place + 1])}
          value={phone}
          placeholder="+7 900 000-00-00"
          onType={(typed) => typePhone(place, typed)}
          testId={`contact-phone-${place}`}
        />
      ))}
    </AttachFrame>
  )
}

/** What can be sent: a name and at least one phone. */
export function cardOf(name: string, phones: readonly string[]): { name: string; phones: string[] } | undefined {
  const [who, numbers] = [name.trim().slice(0, 100), phones.map((phone) => phone.trim()).filter(isPhone)]
  return who === '' || numbers.length === 0 ? undefined : { name: who, phones: [...new Set(numbers)] }
}

/** As many digits as the shortest of phones has; what else stands there is the writer's. */
const isPhone = (text: string): boolean => text.replace(/\D/g, '').length >= 3 && text.length <= 40
