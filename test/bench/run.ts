/**
 * Runs the benchmarks: all, or those named. `yarn bench [NAME...]`; a benchmark is one file `NAME.bench.ts` beside this one.
 * Exits 1 when a bound is not held, 2 when a name is not known.
 */
import { readdirSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench';
import { table } from './table';

const SUFFIX = '.bench.ts';

async function main(named: string[]): Promise<number> {
  const known = readdirSync(__dirname)
    .filter(file => file.endsWith(SUFFIX))
    .map(file => file.slice(0, -SUFFIX.length))
    .sort();
  const unknown = named.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(
      `no benchmark ${unknown.join(', ')}; there are: ${known.join(', ')}\n`,
    );
    return 2;
  }
  const [cpu] = cpus();
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${
      cpu?.model.trim() ?? 'unknown processor'
    }, ${Math.round(totalmem() / 2 ** 30)} GB\n`,
  );
  const [load] = loadavg();
  if (load > cpus().length / 2) {
    process.stdout.write(
      `Others are at work on this machine (load ${load.toFixed(
        1,
      )}): times on the wall are too long.\n`,
    );
  }
  let code = 0;
  for (const name of named.length > 0 ? named : known) {
    const loaded = await import(join(__dirname, `${name}${SUFFIX}`));
    // A TypeScript module without "type": "module" arrives with its default inside the default.
    const bench: Bench = loaded.default.default ?? loaded.default;
    process.stdout.write(`\n${name}: ${bench.title}\n`);
    const rows = await bench.run(text => process.stderr.write(`  ${text}\n`));
    process.stdout.write(`${table(rows)}\n`);
    if (rows.some(row => 'bound' in row && row.bound?.held === false)) code = 1;
  }
  return code;
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  },
);
