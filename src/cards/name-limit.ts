/** Longest name a card may have, in code points (§4). */
export const NAME_LIMIT = 80
