import { i18n } from '#i18n'
import { has } from '../../shared/employee.ts'
import type { HereRow } from '../database/database.ts'
import { Banner, BannerPlace } from '../design/banner.tsx'
import { type Notice, notices } from './link-sentences.ts'
import type { ListState } from './list-state.ts'

export function InboxNotices({ here, state }: { here: HereRow; state: ListState }) {
  const mayMend = here.employee !== undefined && has(here.employee, 'admin')
  return (
    <BannerPlace>
      {notices(here, state.now.value).map((notice) => (
        <Banner key={notice.text} tone={notice.tone} text={notice.text}>
          <Todo notice={notice} mayMend={mayMend} state={state} />
        </Banner>
      ))}
    </BannerPlace>
  )
}

function Todo({ notice, mayMend, state }: { notice: Notice; mayMend: boolean; state: ListState }) {
  if (notice.todo === 'reconnect') {
    return (
      <button type="button" class="link-button" onClick={() => state.inbox.reconnectNow()}>
        {i18n.t('header.reconnect')}
      </button>
    )
  }
  if (notice.todo !== 'openSettings' || !mayMend) return null
  return (
    <button type="button" class="link-button" onClick={state.openSettings}>
      {i18n.t('header.toSettings')}
    </button>
  )
}
