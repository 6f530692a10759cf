import type { Messages } from './en.ts'
import type everyday from './everyday.json'

/**
 * The words that `status` may need, a tenth of all: those whose key begins as `everyday.json` says. They are loaded at
 * every start, the others by the commands that speak them; `?everyday` behind a language's file asks for them alone
 * (the build takes them out of it, see rolldown.config.mjs).
 */
export type Everyday = Pick<Messages, Extract<keyof Messages, `${keyof typeof everyday}.${string}`>>
