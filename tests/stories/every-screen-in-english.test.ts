import { tellScreens } from './screens/tell-screens.ts'

tellScreens('en')
