import * as v from 'valibot'

/**
 * One line that a base says, like a name: not longer than anybody reads, and without what would make it read otherwise than it is written (a second line, or
 * `gpj.exe` turned round) and turn the words of ours around it. Pure.
 */
export const plainLine = (text: string, longest: number): string =>
  [
    ...text
      .replace(/\p{Bidi_Control}/gu, '')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  ]
    .slice(0, longest)
    .join('')
    .trim()

export const lineSchema = (longest: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => plainLine(text, longest)),
  )

/** 1C's internal link: nothing else that a base sends is ever opened or copied. */
export const onecLinkSchema = v.pipe(
  v.string(),
  v.maxLength(2000),
  v.regex(/^e1cib\/[^\s\p{Cc}\p{Bidi_Control}]+$/u, 'a link of 1C like e1cib/data/… is wanted'),
)
