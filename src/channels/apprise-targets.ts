// status loads this
/** Returns the addresses in a setting of Apprise; commas and blanks may also be part of one. */
export function targetsIn(urls: string): string[] {
  return urls.split(/[\s,]+(?=\w[\w+.-]*:\/\/)/)
}
