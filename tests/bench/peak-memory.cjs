// Preloaded by the bench: says at the end how much memory the process had at most, in KB.
process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}\n`))
