import * as v from 'valibot'

/** What a page may ask, with its arguments as they came. */
export type Question = (args: unknown[]) => Promise<unknown>

/** Parses the arguments before anybody acts on them. */
export const taking =
  <Args extends unknown[]>(
    schema: v.GenericSchema<unknown, Args>,
    act: (...args: Args) => Promise<unknown>,
  ): Question =>
  async (args) =>
    act(...v.parse(schema, args))
