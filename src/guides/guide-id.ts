// status loads this

/** A guide's id: folders and words in lower case, such as `kz/registration-card`; it cannot leave the folder. */
export const GUIDE_ID = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/

/** The id of a material, a step or a method as users type it, such as `proof-of-residence`. */
export const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/
