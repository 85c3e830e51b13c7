import '../../design/tokens.css'
import '../../design/base.css'
import '../../design/components.css'
import '../../messenger-settings/settings.css'
import '../../first-run/first-run.css'
import { inbox } from '../../background/ask-background.ts'
import { asking, signedInDoor } from '../../background/relay-access.ts'
import { readSettings } from '../../background/settings.ts'
import { pagesDoor } from '../../browser/allowed-pages.ts'
import { createAdministrationClient } from '../../connection/administration-api.ts'
import { createAdministration } from '../../messenger-settings/create-administration.ts'
import { openSettings } from '../../messenger-settings/open-settings.tsx'

const administration = createAdministration(
  asking(async () => {
    const door = await signedInDoor(readSettings, fetch)
    return door && createAdministrationClient(door)
  }),
)
openSettings({ ...inbox, ...administration }, pagesDoor)
