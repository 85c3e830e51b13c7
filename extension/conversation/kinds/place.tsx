import { i18n } from '#i18n'
import type { Instant } from '../../../shared/ids.ts'
import type { MessageDetails } from '../../../shared/message.ts'
import { Icon } from '../../design/icon.tsx'
import { language } from '../../design/language.ts'
import { momentInWords } from '../../design/show-time.ts'
import { coordinates, mapAddress } from './map-address.ts'

type Location = NonNullable<MessageDetails['location']>

/** Where somebody is or wants us to be. The map itself opens only when asked for: nobody else is to learn which places clients name. */
export function Place({ location, now }: { location: Location; now: Instant }) {
  return (
    <div class="message-place">
      <Icon name="place" />
      <div>
        <strong>{location.name || i18n.t(location.live ? 'kind.liveLocation' : 'kind.location')}</strong>
        {location.address && <span class="block">{location.address}</span>}
        <span class="message-file-size block">{coordinates(location)}</span>
        {location.live && <span class="block">{liveSentence(location.live, now)}</span>}
        <a href={mapAddress(location, language())} target="_blank" rel="noopener noreferrer">
          {i18n.t('place.openMap')}
        </a>
      </div>
    </div>
  )
}

function liveSentence({ movedAt, until }: NonNullable<Location['live']>, now: Instant): string {
  const moved = momentInWords(movedAt, now, language())
  if (until === undefined) return i18n.t('place.movedAt', [moved])
  if (until <= now) return i18n.t('place.liveOver', [momentInWords(until, now, language())])
  return i18n.t('place.movedAtUntil', [moved, momentInWords(until, now, language())])
}
