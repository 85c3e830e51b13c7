import { afterAll, beforeAll, describe, it } from 'vitest'
import { inThemes, themesFor } from '../screen-check.ts'
import { scenes } from './scenes.ts'
import { type Language, Stage } from './stage.ts'

/** Goes through all screens: axe finds nothing, no words are cut off; under `npm run screens` each is pictured in both themes. */
export function tellScreens(language: Language): void {
  describe.each(scenes)('$title', (scene) => {
    let stage: Stage
    beforeAll(async () => {
      stage = await Stage.open(language, scene)
    })
    afterAll(() => stage?.close())

    for (const { name, says, bring } of scene.screens) {
      it(`${name}: ${says}`, async () => {
        await inThemes(themesFor(language), await bring(stage), `${language}-${name}`)
      })
    }
  })
}
