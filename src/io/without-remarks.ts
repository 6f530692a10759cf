/** Runs a function of a library that writes remarks for programmers to the console, without them. */
export function withoutRemarks<T>(run: () => T): T {
  const { error } = console
  console.error = () => {}
  try {
    return run()
  } finally {
    console.error = error
  }
}
