import { Context } from '../../context.ts'
import type { Io } from '../../io/io.ts'
import { loadAllWords } from '../../messages/index.ts'
import { parseArgv } from '../argv.ts'
import { offer } from './ask.ts'

/** Asks whether to add the first card now. */
export async function wantsFirstCard(io: Io): Promise<boolean> {
  const ctx = await Context.open(io, parseArgv(['add']), loadAllWords)
  return offer(ctx.words('ask.first-card'), ctx)
}
