// A change must not fail for what it did not touch: .ci/run looks at the same random cases each time (FC_SEED), everybody
// else at new ones.
const { FC_SEED } = process.env
if (FC_SEED) {
  const { default: fc } = await import('fast-check')
  fc.configureGlobal({ seed: Number(FC_SEED) })
}

export {}
