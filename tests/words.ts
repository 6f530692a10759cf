import { loadAllWords } from '../src/messages/index.ts'

/** All words of each language. */
export const en = await loadAllWords('en')
export const zh = await loadAllWords('zh')
export const ru = await loadAllWords('ru')
export const kk = await loadAllWords('kk')
