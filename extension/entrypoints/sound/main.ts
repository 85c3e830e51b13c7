import { playHere } from '../../browser/sound.ts'

void playHere().finally(() => window.close())
