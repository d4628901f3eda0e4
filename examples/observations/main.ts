import { parseArgs } from 'node:util';
import { CAUSES, generate, type Cause } from './generate';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    without: { type: 'string', multiple: true, default: [] },
  },
});
const wrong = values.without.find(cause => !CAUSES.includes(cause as Cause));
if (wrong !== undefined || !/^\d{1,9}$/.test(values.seed)) {
  process.stderr.write(
    `usage: --seed N, --without one of ${CAUSES.join(
      ', ',
    )} (may be repeated)\n`,
  );
  process.exitCode = 2;
} else {
  const lines = generate({
    seed: Number(values.seed),
    without: values.without as Cause[],
  });
  process.stdout.write(`${lines.map(l => JSON.stringify(l)).join('\n')}\n`);
}
