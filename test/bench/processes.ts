import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './catalogs';

export interface Measured {
  /** From start to end of the whole process. */
  wallMs: number;
  /** Time on processors, all threads together: what stays the same on a busy machine. */
  cpuMs: number;
  /** Most memory that the process held at once, as the operating system counts it. */
  peakMb: number;
  stdout: string;
}

/** Runs Node on `args` as a process of its own, measured from outside for time and from inside for memory. */
export async function measureNode(args: string[]): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'coupling-bench-'));
  const usageFile = join(folder, 'usage');
  try {
    const start = performance.now();
    const stdout = await output(args, usageFile);
    const wallMs = performance.now() - start;
    const usage: NodeJS.ResourceUsage = JSON.parse(
      readFileSync(usageFile, 'utf8'),
    );
    return {
      wallMs,
      cpuMs: (usage.userCPUTime + usage.systemCPUTime) / 1000,
      peakMb: usage.maxRSS / 1024,
      stdout,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function output(args: string[], usageFile: string): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--require', join(__dirname, 'reportUsage.cjs'), ...args],
    {
      cwd: ROOT,
      env: { ...process.env, INIT_CWD: ROOT, COUPLING_BENCH_USAGE: usageFile },
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
