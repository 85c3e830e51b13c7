import { Hono } from 'hono'
import type { SearchPage } from '../../shared/search.ts'
import type { Search } from '../search/search.ts'
import type { Asked, Who } from './who.ts'

export interface SearchRoutesDeps {
  who: Who
  search: Search
}

/** Finding what was written. */
export const searchRoutes = ({ who, search }: SearchRoutesDeps) =>
  new Hono<Asked>().get('/search', who('read'), async (c) => {
    const page = await search(c.get('employee'), c.req.query('q') ?? '', c.req.query('page'))
    return c.json(page satisfies SearchPage, 200)
  })
