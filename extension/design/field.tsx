import { useEffect, useId, useRef } from 'preact/hooks'

/** One object each: preact's types join every type of input with the roles it may have. */
const inputTypes = {
  text: { type: 'text' },
  url: { type: 'url' },
  number: { type: 'number' },
  time: { type: 'time' },
  password: { type: 'password' },
} as const

export interface FieldProps {
  label: string
  value: string
  onType: (text: string) => void
  hint?: string | undefined
  type?: keyof typeof inputTypes
  placeholder?: string
  /** A code or token: one width for every sign. */
  code?: boolean
  autocomplete?: 'off' | 'name' | 'username' | 'current-password' | 'new-password'
  min?: number
  max?: number
  required?: boolean
  /** Shown, and not to be changed here; `hint` says why. */
  readOnly?: boolean
  /** Of a `datalist` with suggestions. */
  list?: string
  /** The person is here to type this, and nothing else stands before it. */
  typesAtOnce?: boolean
  testId?: string
}

export function Field(props: FieldProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (props.typesAtOnce) input.current?.focus() // null never: it has just been drawn
  }, [])
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <input
        ref={input}
        id={id}
        class="field-input"
        {...inputTypes[props.type ?? 'text']}
        value={props.value}
        placeholder={props.placeholder}
        min={props.min}
        max={props.max}
        required={props.required}
        readOnly={props.readOnly}
        {...(props.list === undefined ? {} : { list: props.list })}
        autocomplete={props.autocomplete ?? 'off'}
        spellcheck={false}
        data-code={props.code}
        data-testid={props.testId}
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
        onInput={(event) => props.onType(event.currentTarget.value)}
      />
      {props.hint !== undefined && (
        <span class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
    </div>
  )
}
