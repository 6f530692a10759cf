// status loads this

/** Such as `kz/registration-card`; it cannot leave the folder. */
export const GUIDE_ID = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/

/** Such as `proof-of-residence`: a material, a step or a method. */
export const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/
