/** What an error says: what happened, and what to type next. */
export interface ErrorText {
  message: string
  hint: string
}

/** The English words, and the type every other language must fill. */
export const en = {
  'error.card-not-found': (v: { name: string; nearest: string | null }): ErrorText => ({
    message: `no card is called "${v.name}"`,
    hint: v.nearest ? `did you mean "${v.nearest}"?` : 'see them all with: renew list',
  }),
}

/** Every language has exactly these keys; a text is a string or a function of named values. */
export type Messages = {
  [K in keyof typeof en]: (typeof en)[K] extends string ? string : (typeof en)[K]
}

/** The codes of all errors a user can mend. */
export type ErrorCode = keyof typeof en extends infer K ? (K extends `error.${infer C}` ? C : never) : never

/** The values that the words of an error need. */
export type ErrorValues<C extends ErrorCode> = Parameters<(typeof en)[`error.${C}`]>[0]
