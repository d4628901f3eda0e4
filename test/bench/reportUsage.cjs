// Loaded before a measured process: at its end it leaves what it used, which Node does not tell its parent.
const { isMainThread } = require('node:worker_threads');
const { writeFileSync } = require('node:fs');

if (isMainThread) {
  process.on('exit', () =>
    writeFileSync(
      process.env.COUPLING_BENCH_USAGE,
      JSON.stringify(process.resourceUsage()),
    ),
  );
}
