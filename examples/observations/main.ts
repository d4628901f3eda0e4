import { renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CAUSES, UNTIL, generate, type Cause } from './generate';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    until: { type: 'string', default: UNTIL },
    out: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
  },
});
const until = values.until === 'today' ? Date.now() : Date.parse(values.until);
const wrong = values.without.find(cause => !CAUSES.includes(cause as Cause));
if (
  wrong !== undefined ||
  Number.isNaN(until) ||
  !/^\d{1,9}$/.test(values.seed)
) {
  process.stderr.write(
    `usage: --seed N, --until TIME or today, --out FILE, --without one of ${CAUSES.join(
      ', ',
    )} (may be repeated)\n`,
  );
  process.exitCode = 2;
} else {
  const lines = generate({
    seed: Number(values.seed),
    until: new Date(until).toISOString(),
    without: values.without as Cause[],
  });
  const text = lines.map(line => `${JSON.stringify(line)}\n`).join('');
  if (values.out === undefined) process.stdout.write(text);
  else {
    // Whoever reads the file meanwhile reads the old one.
    writeFileSync(`${values.out}.new`, text);
    renameSync(`${values.out}.new`, values.out);
  }
}
