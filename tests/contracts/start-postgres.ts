import type { TestProject } from 'vitest/node'
import { startPostgres } from '../world/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the server, to make databases on. */
    postgresServer: string
  }
}

/** One PostgreSQL for all contract tests; each test makes a database of its own on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  project.provide('postgresServer', await postgres.freshDatabase())
  return postgres.close
}
