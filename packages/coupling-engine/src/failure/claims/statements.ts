/**
 * Every claim of redundancy that a catalog makes, as it is stated: redundancy groups, one entity spread over several failure
 * domains, several instances of one entity, and alternatives of a dependency. What is stated is not yet audited.
 */
import { append } from '../../model/collect';
import { compareText } from '../../model/text';
import type { Model, ModelEntity, Problem } from '../../model/types';
import type { ClaimStatement } from '../types';
import type { Condensed } from './condensed';
import { dependentMembers } from './dependentMembers';

const GROUP_KEY = 'posiwid.dev/redundancy-group';
const SPREAD_KEY = 'posiwid.dev/spread-over';
const INSTANCES_KEY = 'posiwid.dev/instances';

/** Copies that are listed as members; a claim may state a million. */
export const MAX_COPIES = 12;
const MAX_NAMED = 4;

/** All claims in the order of their ids; defects go into `problems`, in the order of the groups' names. */
export function claimStatements(
  model: Model,
  structure: Condensed,
  problems: Problem[],
): ClaimStatement[] {
  return [
    ...redundancyGroups(model, structure, problems),
    ...spreadOver(model),
    ...instances(model),
    ...alternatives(model),
  ].sort((a, b) => compareText(a.id, b.id));
}

function redundancyGroups(
  model: Model,
  structure: Condensed,
  problems: Problem[],
): ClaimStatement[] {
  const groups = new Map<string, number[]>();
  model.entities.forEach(({ facts }, position) => {
    const name = facts.redundancyGroup?.name;
    if (name === undefined) return;
    append(groups, name, position);
  });
  const named = [...groups].sort(([a], [b]) => compareText(a, b));
  named
    .filter(([, members]) => members.length === 1)
    .forEach(([name, [member]]) =>
      problems.push(
        problemAt(
          model.entities[member],
          `expected at least two members of ${name}, found one`,
        ),
      ),
    );
  const dependent = dependentMembers(
    structure,
    named.map(([, members]) => members),
  );
  for (const { group, from, to } of dependent) {
    const found = `${model.entities[from].ref}, which cannot work without ${model.entities[to].ref}`;
    problems.push(
      problemAt(
        model.entities[from],
        `expected members of ${named[group][0]} that work without each other, found ${found}`,
      ),
    );
  }
  return named.map(([name, members]) => {
    const stated = Math.max(
      ...members.map(m => model.entities[m].facts.redundancyGroup!.need),
    );
    const need = Math.min(stated, members.length);
    return {
      id: `redundancy-group:${name}`,
      kind: 'redundancy-group' as const,
      name,
      source: GROUP_KEY,
      members: members.map(entity => ({
        entity,
        label: model.entities[entity].name,
        ...domainOf(model.entities[entity]),
      })),
      need,
      onPaper: members.length - need + 1,
    };
  });
}

function problemAt(
  { ref, file, line }: ModelEntity,
  expectation: string,
): Problem {
  return {
    code: 'unreadable-value',
    ref,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    key: GROUP_KEY,
    message: `${GROUP_KEY}: ${expectation}`,
  };
}

function spreadOver(model: Model): ClaimStatement[] {
  return model.entities.flatMap((entity, position) => {
    if (entity.facts.spreadOver === undefined) return [];
    const places = placesOf(entity);
    if (places.length < 2) return [];
    return [
      {
        id: `spread-over:${entity.ref}`,
        kind: 'spread-over' as const,
        name: `${entity.name} in ${places.length} places`,
        source: SPREAD_KEY,
        members: places.map(domain => ({
          entity: position,
          label: domain.join('/'),
          domain,
        })),
        need: 1,
        onPaper: places.length,
      },
    ];
  });
}

function instances(model: Model): ClaimStatement[] {
  return model.entities.flatMap((entity, position) => {
    const { instances: copies } = entity.facts;
    if (typeof copies !== 'number' || copies < 2) return [];
    if (entity.facts.spreadOver && placesOf(entity).length > 1) return [];
    return [
      {
        id: `instances:${entity.ref}`,
        kind: 'instances' as const,
        name: `${entity.name}, ${copies} instances`,
        source: INSTANCES_KEY,
        members: Array.from(
          { length: Math.min(copies, MAX_COPIES) },
          (_, i) => ({
            entity: position,
            label: `copy ${i + 1}`,
            ...domainOf(entity),
          }),
        ),
        need: 1,
        onPaper: copies,
      },
    ];
  });
}

/** Hard clauses with members to spare, those over one redundancy group left out: it is a claim of its own. */
function alternatives(model: Model): ClaimStatement[] {
  const { entities, graph } = model;
  const found = new Map<string, ClaimStatement>();
  for (let clause = 0; clause < graph.clauses; clause++) {
    const [from, to] = [
      graph.memberStart[clause],
      graph.memberStart[clause + 1],
    ];
    if (graph.hard[clause] === 0 || graph.need[clause] >= to - from) continue;
    const members = [...new Set(graph.members.subarray(from, to))].sort(
      (a, b) => a - b,
    );
    const need = graph.need[clause];
    if (members.length <= need) continue;
    const group = entities[members[0]].facts.redundancyGroup?.name;
    const isOneGroup =
      group !== undefined &&
      members.every(m => entities[m].facts.redundancyGroup?.name === group);
    if (isOneGroup) continue;
    const refs = members.map(m => entities[m].ref).join('|');
    const id = `alternatives:${need === 1 ? '' : `${need} of `}${refs}`;
    if (found.has(id)) continue;
    found.set(id, {
      id,
      kind: 'alternatives',
      name: nameOfChoice(
        members.map(m => entities[m].name),
        need,
      ),
      source: 'spec.couplings',
      members: members.map(entity => ({
        entity,
        label: entities[entity].name,
        ...domainOf(entities[entity]),
      })),
      need,
      onPaper: members.length - need + 1,
    });
  }
  return [...found.values()];
}

function nameOfChoice(names: string[], need: number): string {
  const shown = names.slice(0, MAX_NAMED);
  if (names.length > MAX_NAMED) shown.push(`${names.length - MAX_NAMED} more`);
  return need === 1 ? shown.join(' or ') : `${need} of ${shown.join(', ')}`;
}

/** Paths of the failure domains an entity is spread over, or the one it runs in; each once. */
export function placesOf({ facts }: ModelEntity): string[][] {
  if (!facts.spreadOver)
    return facts.failureDomain ? [facts.failureDomain] : [];
  const paths = facts.spreadOver
    .map(path =>
      path
        .split('/')
        .map(part => part.trim())
        .filter(part => part !== ''),
    )
    .filter(path => path.length > 0);
  const distinct = new Map(paths.map(path => [path.join('/'), path]));
  return [...distinct.values()];
}

function domainOf({ facts }: ModelEntity): { domain?: string[] } {
  return facts.failureDomain ? { domain: facts.failureDomain } : {};
}
