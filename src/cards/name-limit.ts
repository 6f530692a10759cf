/** The longest name of a card, in code points (§4). */
export const NAME_LIMIT = 80
