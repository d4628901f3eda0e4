import { parseArgs } from 'node:util';
import { CAUSES, UNTIL, generate, type Cause } from './generate';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    until: { type: 'string', default: UNTIL },
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
    `usage: --seed N, --until TIME or today, --without one of ${CAUSES.join(
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
  process.stdout.write(`${lines.map(l => JSON.stringify(l)).join('\n')}\n`);
}
