import * as v from 'valibot'
import type { Instant } from '../../shared/ids.ts'

/** A moment as 1C writes it, `2026-11-22T07:00:00Z`: UTC, whole seconds, for a `Дата` has neither zone nor fraction (guides/onec.md 3.2). */
export const onecTimeSchema = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'time: UTC in seconds is wanted, like 2026-11-22T07:00:00Z'),
  v.check((time) => !Number.isNaN(Date.parse(time)), 'time: there is no such moment'),
)

export const toOnecTime = (instant: Instant): string => `${new Date(instant).toISOString().slice(0, 19)}Z`

/** @param time checked by `onecTimeSchema`. */
export const fromOnecTime = (time: string): Instant => Date.parse(time)
