/** All that commands reach of the channels, through the context. */

export { failureOf } from './channel.ts'
export {
  checkChannelKind,
  checkChannelName,
  checkSetting,
  checkSettings,
  missingSettings,
  settingNames,
  usageOf,
} from './check-settings.ts'
export { CHANNELS } from './index.ts'
export { channelObstacle, openChannel, shownSettings } from './open-channel.ts'
export { isPlainSecret, variableOf } from './secrets.ts'
