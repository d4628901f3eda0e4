/** What a claim to survive a loss may be about: each single place of a level, or one entity, with what falls with it. */
import { clean } from '../findings/words';
import type { Model } from '../model/types';
import { LEVELS } from './claims';
import { fallsWith } from './subject';

export interface Loss {
  name: string;
  /** Positions of what stops by itself. */
  starts: number[];
  /** All that falls, the starts included. */
  falls: ReadonlySet<number>;
}

/** Worked out once for each level or entity that some claim names, however many claims name it. */
export class Losses {
  private readonly model: Model;
  private readonly known = new Map<string, Loss[]>();

  constructor(model: Model) {
    this.model = model;
  }

  /** @param of a level, or the ref of an entity. Empty when the catalog has nothing of it */
  of(of: string): readonly Loss[] {
    let losses = this.known.get(of);
    if (!losses) {
      losses = this.find(of).map(({ name, starts }) => ({
        name: clean(name),
        starts,
        falls: fallsWith(this.model, starts),
      }));
      this.known.set(of, losses);
    }
    return losses;
  }

  private find(of: string): Omit<Loss, 'falls'>[] {
    const { entities } = this.model;
    const level = (LEVELS as readonly string[]).indexOf(of);
    if (level === -1) {
      const at = entities.findIndex(({ ref }) => ref === of);
      return at === -1 ? [] : [{ name: entities[at].name, starts: [at] }];
    }
    const places = new Map<string, number[]>();
    entities.forEach(({ facts: { failureDomain, spreadOver } }, at) => {
      if (!failureDomain || failureDomain.length <= level || spreadOver) return;
      const name = failureDomain.slice(0, level + 1).join('/');
      const starts = places.get(name);
      if (starts) starts.push(at);
      else places.set(name, [at]);
    });
    return [...places]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, starts]) => ({ name, starts }));
  }
}
