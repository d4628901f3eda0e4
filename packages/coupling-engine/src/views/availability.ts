import type { Analysis } from '../analysis';
import {
  jointAvailability,
  ownUnavailability,
  type AvailabilityEvidence,
  type JointAvailability,
  type OwnUnavailability,
} from '../availability';
import {
  faultTreeOf,
  type FaultTreeSubject,
  type SubjectFaultTree,
} from '../failure/claims';
import type { AnalysisOptions, FaultTree } from '../failure/fault-tree';
import type { RedundancyClaim, RiskEvent } from '../failure/types';
import type { Finding } from '../findings/types';
import type { Lens } from '../lens/lens';
import { clean, list } from '../model/words';
import { OwnDowntimes } from '../purpose/ownDowntime';
import type { AvailabilityInput, AvailabilityView, ViewOptions } from './types';
import { ShownEvents } from './shownEvents';
import { Viewer } from './viewer';
import { compareText } from '../model/text';
import { append } from '../model/collect';

const MAX_SHARED = 5;
const MAX_SENSITIVITY = 10;
/** Inputs that are listed, those that matter most first; `events` says how many there are. */
const MAX_INPUTS = 200;
/** JSON has no infinity: what the top cannot happen without. */
const MAX_RISK_REDUCTION = 1e12;
/** What was observed of a thing, or what its team promises, is for those who may see the thing. */
const HIDDEN_DETAIL = 'where the figure comes from you may not see';
/** A page is waiting: a smaller budget than that of the command. Beyond it the value is simulated, and says so. */
const BUDGET: AnalysisOptions = { nodeBudget: 1 << 18, trials: 1 << 17 };

export interface AvailabilityOptions<F extends Finding = Finding>
  extends ViewOptions<F> {
  /** What was measured, by ref; what the analysis observed when left out. */
  evidence?: AvailabilityEvidence;
  solver?: AnalysisOptions;
}

/**
 * The fault tree of an entity or a claim with the unavailability of every event, for other tools. It names everything: for
 * those who may read the whole catalog.
 *
 * @returns undefined when the analysis does not have the subject
 */
export function quantifiedFaultTree(
  analysis: Analysis,
  subject: FaultTreeSubject,
): SubjectFaultTree | undefined {
  const own = ownFigures(
    new Viewer(analysis).lens,
    claimOf(analysis, subject),
    observedIn(analysis),
  );
  return faultTreeOf(analysis, subject, event => own(event).unavailability);
}

/**
 * How often an entity is down, or a claim of redundancy is left with too few members: on paper, and on the graph that the
 * members share; with every input and its source. Events that the reader may not see count, and are not named.
 *
 * @returns undefined when the analysis does not have the subject, or the reader may not see it
 */
export function availabilityView<F extends Finding>(
  analysis: Analysis,
  subject: FaultTreeSubject,
  options: AvailabilityOptions<F> = {},
): AvailabilityView | undefined {
  const viewer = new Viewer(analysis, options);
  const claim = claimOf(analysis, subject);
  if (!mayAsk(viewer, subject, claim)) return undefined;
  const own = ownFigures(
    viewer.lens,
    claim,
    options.evidence ?? observedIn(analysis),
  );
  const found = faultTreeOf(
    analysis,
    subject,
    event => own(event).unavailability,
  );
  if (!found) return undefined;
  const { tree, events } = found;
  const { betaLow, betaHigh } = analysis.policy.availability;
  const beta = {
    low: Math.min(betaLow, betaHigh),
    high: Math.max(betaLow, betaHigh),
  };
  const result = jointAvailability(
    {
      tree,
      members: claim ? memberNodes(tree, claim) : [],
      alike: claim ? alikeEvents(viewer, claim, events) : [],
      beta,
    },
    { ...BUDGET, ...options.solver },
  );
  const shown = new ShownEvents(viewer, events, result);
  return {
    title: titleOf(viewer, subject, claim),
    ...(result.paper === undefined ? {} : { paper: result.paper }),
    ...(result.joint ? { joint: result.joint } : {}),
    beta,
    ...(result.shared
      ? {
          sharedTerm: {
            low: result.shared.low,
            high: result.shared.high,
            events: result.shared.events
              .slice(0, MAX_SHARED)
              .map(name => shown.event(name)),
          },
        }
      : {}),
    inputs: inputsOf(shown, events, own, result),
    sensitivity: sensitivityOf(shown, result),
    method: result.method,
    standardError: result.standardError,
    events: events.size,
    ...(result.joint ? {} : { missing: missing(shown, result) }),
  };
}

const observedBy = new WeakMap<Analysis, AvailabilityEvidence>();

/** How often entities were down by themselves, as observed; found once an analysis. */
function observedIn(analysis: Analysis): AvailabilityEvidence {
  let observed = observedBy.get(analysis);
  if (!observed) {
    observed = new OwnDowntimes(analysis);
    observedBy.set(analysis, observed);
  }
  return observed;
}

function claimOf(
  { independence }: Analysis,
  subject: FaultTreeSubject,
): RedundancyClaim | undefined {
  return 'claim' in subject
    ? independence.claims.find(({ id }) => id === subject.claim)
    : undefined;
}

function ownFigures(
  lens: Lens,
  claim: RedundancyClaim | undefined,
  evidence: AvailabilityEvidence,
): (event: RiskEvent) => OwnUnavailability {
  return event =>
    ownUnavailability(lens, event, {
      evidence,
      isCopy: claim !== undefined && isCopy(claim, event),
    });
}

function mayAsk<F extends Finding>(
  viewer: Viewer<F>,
  subject: FaultTreeSubject,
  claim: RedundancyClaim | undefined,
): boolean {
  if ('ref' in subject) return viewer.visible(subject.ref);
  return (
    claim !== undefined &&
    claim.members.some(({ entity }) => viewer.canSee(entity))
  );
}

function isCopy({ kind, members }: RedundancyClaim, event: RiskEvent): boolean {
  return (
    (kind === 'spread-over' || kind === 'instances') &&
    event.kind === 'entity' &&
    event.entity === members[0].entity
  );
}

/** The inputs of the gate at the top are the members, unless several of them are one and the same failure. */
function memberNodes(
  { gates, top }: FaultTree,
  claim: RedundancyClaim,
): string[] {
  const inputs = gates.find(({ name }) => name === top)?.inputs ?? [];
  return inputs.length === claim.members.length ? inputs : [];
}

/** The members' own failures, those of one type together: what fells one may fell its like. */
function alikeEvents<F extends Finding>(
  { analysis }: Viewer<F>,
  { members }: RedundancyClaim,
  events: ReadonlyMap<string, RiskEvent>,
): string[][] {
  const own = new Set(members.map(({ entity }) => entity));
  const byType = new Map<string, string[]>();
  for (const [name, { kind, entity }] of events) {
    if (kind !== 'entity' || entity === undefined || !own.has(entity)) continue;
    const { kind: of, type } = analysis.model.entities[entity];
    const key = `${of} ${type ?? ''}`;
    append(byType, key, name);
  }
  return [...byType.values()]
    .filter(group => group.length > 1)
    .map(group => group.sort(compareText));
}

function titleOf<F extends Finding>(
  viewer: Viewer<F>,
  subject: FaultTreeSubject,
  claim: RedundancyClaim | undefined,
): string {
  if (claim) {
    return `${clean(claim.name)}, ${claim.need} of ${
      claim.members.length
    } needed`;
  }
  return 'ref' in subject
    ? viewer.lens.name(viewer.lens.positionOf(subject.ref)!)
    : '';
}

/** Those that matter most first. */
function inputsOf<F extends Finding>(
  shown: ShownEvents<F>,
  events: ReadonlyMap<string, RiskEvent>,
  own: (event: RiskEvent) => OwnUnavailability,
  { importance }: JointAvailability,
): AvailabilityInput[] {
  const rank = new Map<string, number>();
  importance.forEach(({ event }, i) => {
    const origin = shown.originOf(event);
    if (!rank.has(origin)) rank.set(origin, i);
  });
  const place = (name: string) => rank.get(name) ?? importance.length;
  return [...events]
    .sort(([a], [b]) => place(a) - place(b) || compareText(a, b))
    .slice(0, MAX_INPUTS)
    .map(([name, event]) => {
      const { layer: _layer, ...seen } = shown.event(name);
      const { detail, interval, ...figure } = own(event);
      return shown.isHidden(name)
        ? { ...seen, ...figure, detail: HIDDEN_DETAIL }
        : {
            ...seen,
            ...figure,
            detail,
            ...(interval ? { interval } : {}),
          };
    });
}

function sensitivityOf<F extends Finding>(
  shown: ShownEvents<F>,
  { importance }: JointAvailability,
): AvailabilityView['sensitivity'] {
  const listed = new Set<string>();
  return importance
    .filter(({ event }) => {
      const origin = shown.originOf(event);
      return !listed.has(origin) && listed.add(origin);
    })
    .slice(0, MAX_SENSITIVITY)
    .map(one => ({
      event: shown.event(one.event),
      birnbaum: one.birnbaum,
      // Beyond its budget an interval; its upper end is the cautious one.
      fussellVesely: one.fussellVesely.to,
      riskAchievement: one.riskAchievement,
      riskReduction: Math.min(one.riskReduction, MAX_RISK_REDUCTION),
    }));
}

function missing<F extends Finding>(
  shown: ShownEvents<F>,
  { unknown }: JointAvailability,
): string {
  return `How often these fail is not known: ${list(
    unknown.map(name => shown.event(name).name),
  )}`;
}
