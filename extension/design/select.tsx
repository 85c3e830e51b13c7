import { useId } from 'preact/hooks'

export interface Choice {
  value: string
  text: string
}

export interface SelectProps {
  label: string
  value: string
  choices: readonly Choice[]
  onChoose: (value: string) => void
  testId?: string
}

/** One of several, where there may be too many for radio buttons. */
export function Select({ label, value, choices, onChoose, testId }: SelectProps) {
  const id = useId()
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="field-input"
        value={value}
        data-testid={testId}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    </div>
  )
}
