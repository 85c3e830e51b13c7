import * as v from 'valibot'
import type { BaseId } from '../../shared/ids.ts'
import type { Template } from '../../shared/template.ts'
import type { Reader, Writer } from './open.ts'

const fieldsSchema = v.array(v.string())

/** Puts a base's whole list in the place of the former one, in its order, with the revision under which it came. */
export async function replaceTemplates(
  tx: Writer,
  base: BaseId,
  { revision, templates }: { revision: string; templates: readonly Omit<Template, 'baseId'>[] },
): Promise<void> {
  await forgetTemplates(tx, base)
  for (const [position, { id, name, text, fields }] of templates.entries())
    await tx
      .insertInto('templates')
      .values({ base_id: base, id, position, name, text, fields: JSON.stringify(fields) })
      .execute()
  await tx.updateTable('bases').set({ templates_revision: revision }).where('id', '=', base).execute()
}

export async function templatesRevisionOf(db: Reader, base: BaseId): Promise<string | undefined> {
  const row = await db.selectFrom('bases').select('templates_revision').where('id', '=', base).executeTakeFirst()
  return row?.templates_revision ?? undefined
}

/** All templates, each base's in its order. */
export async function allTemplates(db: Reader): Promise<Template[]> {
  const rows = await db.selectFrom('templates').selectAll().orderBy('base_id').orderBy('position').execute()
  return rows.map(({ base_id, id, name, text, fields }) => ({
    baseId: base_id,
    id,
    name,
    text,
    fields: v.parse(fieldsSchema, JSON.parse(fields)),
  }))
}

export async function countTemplates(db: Reader, base: BaseId): Promise<number> {
  const row = await db
    .selectFrom('templates')
    .select((e) => e.fn.countAll().as('count'))
    .where('base_id', '=', base)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function forgetTemplates(tx: Writer, base: BaseId): Promise<void> {
  await tx.deleteFrom('templates').where('base_id', '=', base).execute()
}
