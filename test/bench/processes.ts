import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './catalogs';

export interface Measured {
  /** From start to end of the whole process. */
  wallMs: number;
  /** Most memory that the process held at once, as the operating system counts it. */
  peakMb: number;
  stdout: string;
}

/** Runs Node on `args` as a process of its own, measured from outside for time and from inside for memory. */
export async function measureNode(args: string[]): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'coupling-bench-'));
  const peakFile = join(folder, 'peak');
  try {
    const start = performance.now();
    const stdout = await output(args, peakFile);
    const wallMs = performance.now() - start;
    // Kilobytes, see getrusage(2).
    const peakMb = Number(readFileSync(peakFile, 'utf8')) / 1024;
    return { wallMs, peakMb, stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function output(args: string[], peakFile: string): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--require', join(__dirname, 'reportPeak.cjs'), ...args],
    {
      cwd: ROOT,
      env: { ...process.env, INIT_CWD: ROOT, COUPLING_BENCH_PEAK: peakFile },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const chunks: Buffer[] = [];
  child.stdout.on('data', chunk => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
      else reject(new Error(`node ${args.join(' ')} ended with ${code}`));
    });
  });
}
