import { relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  Analysis,
  Finding,
  Problem,
  Severity,
} from '@posiwid/coupling-engine';
import type {
  ArtifactLocation,
  Location,
  Log,
  Notification,
  ReportingDescriptor,
  Result,
} from 'sarif';
import { ruleDescription } from '../rules';
import { VERSION } from '../version';
import type { Places } from './places';
import { printable, shortened } from './printable';

/** Code scanning reads the first 5,000 results of a run; findings come worst first. */
const MAX_RESULTS = 5000;
const MAX_RELATED = 50;
const MAX_NOTIFICATIONS = 200;
const MAX_MESSAGE = 1000;

/** Where each rule's page stands. */
const RULE_PAGES = 'https://posiwid.dev/coupling/rules';

/**
 * Levels of SARIF. There is no `security-severity`: a coupling is a risk to operation, and passing it off as a
 * vulnerability would raise alarms that are not meant.
 */
const LEVEL: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

const PRECISION = 'high';

export interface SarifOptions {
  cwd: string;
  places: Places;
  /** Whether a finding is new or has changed since the base of a comparison. */
  baseline?: (finding: Finding) => Result.baselineState;
}

/** SARIF 2.1.0 (OASIS, 2020) as code-scanning services take it in: rules with help, stable fingerprints, file and line. */
export function sarif(
  { findings, problems }: Pick<Analysis, 'findings' | 'problems'>,
  options: SarifOptions,
): string {
  const shown = findings.slice(0, MAX_RESULTS);
  const rules = [...new Set(shown.map(finding => finding.rule))].sort();
  const log: Log = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'coupling',
            semanticVersion: VERSION,
            informationUri: 'https://posiwid.dev/coupling',
            rules: rules.map(rule =>
              descriptor(rule, shown.find(finding => finding.rule === rule)!),
            ),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...problems
                .slice(0, MAX_NOTIFICATIONS)
                .map(problem => notification(problem, options)),
              ...leftOut('findings', findings.length - MAX_RESULTS),
              ...leftOut('defects', problems.length - MAX_NOTIFICATIONS),
            ],
          },
        ],
        results: shown.map(finding =>
          result(finding, rules.indexOf(finding.rule), options),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor(rule: string, example: Finding): ReportingDescriptor {
  const description = ruleDescription(rule) ?? example.title;
  const page = `${RULE_PAGES}/${encodeURIComponent(rule)}`;
  return {
    id: rule,
    name: pascalCase(rule),
    shortDescription: { text: message(description) },
    fullDescription: { text: message(description) },
    helpUri: page,
    help: {
      text: `${message(description)}\n\nSee ${page}`,
      markdown: `${message(
        description,
      )}\n\n[What it means, an example, and how to silence it](${page})`,
    },
    defaultConfiguration: { level: LEVEL[example.severity] },
    properties: {
      tags: ['coupling', example.category],
      precision: PRECISION,
      'problem.severity':
        LEVEL[example.severity] === 'note'
          ? 'recommendation'
          : LEVEL[example.severity],
    },
  };
}

function result(
  finding: Finding,
  ruleIndex: number,
  options: SarifOptions,
): Result {
  const [subject, ...others] = finding.subjects;
  const related = [...new Set([...others, ...finding.chain])]
    .filter(ref => ref !== subject)
    .slice(0, MAX_RELATED);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVEL[finding.severity],
    rank: Math.max(0, Math.min(100, finding.score)),
    message: { text: message(`${finding.title}. ${finding.summary}`) },
    locations: [location(subject, options)],
    relatedLocations: related.map((ref, i) => ({
      id: i + 1,
      ...location(ref, options),
      message: { text: message(ref) },
    })),
    partialFingerprints: {
      'couplingFinding/v1': finding.id,
      // What GitHub tells alerts apart by. Left out, it is made of the text around the line, and moves with it.
      primaryLocationLineHash: `${finding.id}:1`,
    },
    ...(options.baseline && { baselineState: options.baseline(finding) }),
    properties: {
      severity: finding.severity,
      category: finding.category,
      teams: finding.teams.slice(0, MAX_RELATED),
    },
  };
}

/** Where `ref` stands. A finding about a document that names no entity has no ref; it is shown where the catalog begins. */
function location(
  ref: string | undefined,
  { cwd, places }: SarifOptions,
): Location {
  const { file, line } = ref === undefined ? places.fallback : places.of(ref);
  return {
    physicalLocation: {
      artifactLocation: artifactLocation(file, cwd),
      region: { startLine: line },
    },
    ...(ref !== undefined && {
      logicalLocations: [
        { fullyQualifiedName: shortened(printable(ref), 300), kind: 'module' },
      ],
    }),
  };
}

function notification(problem: Problem, options: SarifOptions): Notification {
  const text = problem.ref
    ? `${problem.ref}: ${problem.message}`
    : problem.message;
  return {
    level: 'warning',
    descriptor: { id: problem.code },
    message: { text: message(text) },
    ...(problem.file !== undefined && {
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifactLocation(problem.file, options.cwd),
            region: { startLine: problem.line ?? 1 },
          },
        },
      ],
    }),
  };
}

function leftOut(what: string, more: number): Notification[] {
  return more > 0
    ? [
        {
          level: 'note',
          message: { text: `${more} more ${what} are not in this file.` },
        },
      ]
    : [];
}

/** Relative to the root of the checkout where the command ran, as code scanning wants it; elsewhere a file URL. */
function artifactLocation(file: string, cwd: string): ArtifactLocation {
  const path = relative(cwd, resolve(cwd, file));
  if (path === '..' || path.startsWith(`..${sep}`)) {
    return { uri: pathToFileURL(resolve(cwd, file)).href };
  }
  return {
    uri: path.split(sep).map(encodeURIComponent).join('/'),
    uriBaseId: '%SRCROOT%',
  };
}

/** Plain text of a SARIF message: brackets make links in it unless escaped (section 3.11.6). */
function message(text: string): string {
  return shortened(printable(text), MAX_MESSAGE).replace(/[\\[\]]/g, '\\$&');
}

function pascalCase(rule: string): string {
  return rule.replace(/(^|-)(\w)/g, (_, _dash, letter) => letter.toUpperCase());
}
