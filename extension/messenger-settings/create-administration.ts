import type { Asked } from '../background/inbox-service.ts'
import type { AdministrationClient } from '../connection/administration-api.ts'
import type { Administration } from './administration.ts'

/** Asks the relay itself, with the token of whoever has signed in. */
export function createAdministration(ask: AskRelay): Administration {
  const list: AskForPart = async (question, pick) => {
    const answer = await ask(question)
    return answer.ok ? { ok: true, value: pick(answer.value) } : answer
  }
  return {
    channels: () =>
      list(
        (relay) => relay.channels(),
        (answer) => answer.channels,
      ),
    addChannel: (title) => ask((relay) => relay.addChannel(title)),
    changeChannel: (channelId, change) => ask((relay) => relay.changeChannel(channelId, change)),
    removeChannel: (channelId) => ask((relay) => relay.removeChannel(channelId)),
    connectChannel: (channelId) => ask((relay) => relay.connectChannel(channelId)),
    answerOtherNumber: (channelId, keep) => ask((relay) => relay.answerOtherNumber(channelId, keep)),
    startPairing: (channelId, phone) => ask((relay) => relay.startPairing(channelId, phone)),
    unlink: (channelId) => ask((relay) => relay.unlink(channelId)),
    employees: () => ask((relay) => relay.employees()),
    invite: (invite) => ask((relay) => relay.invite(invite)),
    inviteAgain: (employeeId) => ask((relay) => relay.inviteAgain(employeeId)),
    changeEmployee: (employeeId, change) => ask((relay) => relay.changeEmployee(employeeId, change)),
    removeEmployee: (employeeId) => ask((relay) => relay.removeEmployee(employeeId)),
    bases: () =>
      list(
        (relay) => relay.bases(),
        (answer) => answer.bases,
      ),
    linkBase: (name) => ask((relay) => relay.linkBase(name)),
    renewBaseToken: (baseId) => ask((relay) => relay.renewBaseToken(baseId)),
    setPushTarget: (baseId, target) => ask((relay) => relay.setPushTarget(baseId, target)),
    changeBase: (baseId, change) => ask((relay) => relay.changeBase(baseId, change)),
    checkBase: (baseId) => ask((relay) => relay.checkBase(baseId)),
    badPhones: (baseId) => ask((relay) => relay.badPhones(baseId)),
    rejectedEvents: (baseId) =>
      list(
        (relay) => relay.rejectedEvents(baseId),
        (answer) => answer.events,
      ),
    removeBase: (baseId) => ask((relay) => relay.removeBase(baseId)),
    synchronisation: () => ask((relay) => relay.synchronisation()),
    setSynchronisation: (wanted) => ask((relay) => relay.setSynchronisation(wanted)),
    ...serveQueue(ask, list),
    audit: (question) => ask((relay) => relay.audit(question)),
  }
}

type AskRelay = <T>(question: (relay: AdministrationClient) => Promise<Asked<T>>) => Promise<Asked<T>>

/** Asks for something of which only a part is wanted. */
type AskForPart = <T, R>(
  question: (relay: AdministrationClient) => Promise<Asked<T>>,
  pick: (value: T) => R,
) => Promise<Asked<R>>

/** How the queue works, and the groups of employees. */
const serveQueue = (
  ask: AskRelay,
  list: AskForPart,
): Pick<Administration, 'inboxSettings' | 'setInboxSettings' | 'groups' | 'setGroups'> => ({
  inboxSettings: () => ask((relay) => relay.inboxSettings()),
  setInboxSettings: (wanted) => ask((relay) => relay.setInboxSettings(wanted)),
  groups: () =>
    list(
      (relay) => relay.groups(),
      (answer) => answer.groups,
    ),
  setGroups: (groups) =>
    list(
      (relay) => relay.setGroups(groups),
      (answer) => answer.groups,
    ),
})
