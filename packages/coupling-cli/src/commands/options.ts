import type { Severity } from '@posiwid/coupling-engine';
import { Option, type Command } from 'commander';
import { UnusableError } from '../errors';
import { atOption } from './at';

export const FORMATS = ['text', 'json', 'markdown', 'csv', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** `info` is no threshold: it is what is only worth knowing. */
export const THRESHOLDS = ['critical', 'high', 'medium', 'low'] as const;
export type Threshold = (typeof THRESHOLDS)[number];

/** Options that every command takes. */
export interface ReportOptions<F extends string = Format> {
  policy?: string;
  /** Time of the analysis, ISO 8601; now when left out. */
  at?: string;
  format: F;
  output?: string;
  progress?: boolean;
}

export interface PortalOptions {
  portal?: string;
  token?: string;
}

export function addReportOptions(
  command: Command,
  formats: readonly string[],
): Command {
  return command
    .option(
      '--policy <file>',
      'thresholds and patterns to use instead of the defaults (YAML or JSON)',
    )
    .addOption(atOption())
    .addOption(
      new Option('--format <format>', 'how to write the report')
        .choices(formats)
        .default('text'),
    )
    .option(
      '--output <file>',
      'write the report to a file instead of standard output',
    )
    .option(
      '--progress',
      'say on standard error how far it is, also when that is no terminal',
    );
}

export function addPortalOptions(command: Command): Command {
  return command
    .option(
      '--portal <url>',
      "read a running portal's catalog instead of files, e.g. https://backstage.example.com",
    )
    .option(
      '--token <token>',
      'bearer token for --portal (or set COUPLING_PORTAL_TOKEN, which other users of the machine cannot see)',
    );
}

export function addFailOn(command: Command, what: string): Command {
  return command.addOption(
    new Option(
      '--fail-on <severity>',
      `exit 1 when ${what} of this severity or worse`,
    ).choices(THRESHOLDS),
  );
}

export function addObservations(command: Command): Command {
  return command.option(
    '--observations <path...>',
    'what was observed: JSON lines, also gzipped; a folder of them',
  );
}

/** Exactly one of PATH and --portal says where the catalog is. */
export function requireOneSource(
  paths: string[],
  { portal }: PortalOptions,
): void {
  if (portal === undefined && paths.length === 0) {
    throw new UnusableError([
      'give a PATH (file, folder, or - for standard input) or --portal URL',
    ]);
  }
  if (portal !== undefined && paths.length > 0) {
    throw new UnusableError(['give either PATH or --portal URL, not both']);
  }
}

/** 1 when a severity is at or above the threshold, else 0. */
export function exitCode(
  severities: Severity[],
  threshold: Threshold | undefined,
): number {
  if (threshold === undefined) return 0;
  const failing: readonly Severity[] = THRESHOLDS.slice(
    0,
    THRESHOLDS.indexOf(threshold) + 1,
  );
  return severities.some(severity => failing.includes(severity)) ? 1 : 0;
}
