/** What several things share, layer by layer. Plain data; numbers named `entity` are positions in `Model.entities`. */
import type { Grade } from '../model/types';
import type { ClaimMember } from '../failure/types';

/** In the order of the register. What a thing belongs to is read off its type, tags and facts, never off its name. */
export const REGISTER_LAYERS = [
  'control plane',
  'network',
  'DNS',
  'access',
  'data',
  'messaging',
  'service',
  'image',
  'library',
  'change',
  'clock',
  'failure domain',
  'observability',
  'team',
  'outside party',
] as const;
export type RegisterLayer = (typeof REGISTER_LAYERS)[number];

export interface Mechanism {
  words: string[];
  /** Stated on the coupling, on the thing itself, or by a library that whoever rests on the thing uses. */
  from: 'coupling' | 'entity' | 'library';
  library?: number;
}

export interface RegisterPart {
  layer: RegisterLayer;
  name: string;
  entity?: number;
  /** Position in `Model.teams`. */
  team?: number;
  /** Positions of the members that rest on it, ascending. */
  members: number[];
  /** Those of `members` that it stops alone, or changes. */
  alone: number[];
  by: 'fails' | 'degrades' | 'changes' | 'decides';
  /** Others can stand in for it: so many of so many are needed. */
  choice?: { need: number; of: number };
  mechanism?: Mechanism;
  /** The limit that people know of and live with. */
  accepted?: string;
  grade: Grade;
  /** From the first of the members down to it; ends with what states it where it is no entity itself. */
  way: number[];
}

export interface RegisterRow {
  layer: RegisterLayer;
  verdict: 'alone' | 'several' | 'apart' | 'partly' | 'assumed' | 'no-data';
  words: string;
  /** Widest first. */
  parts: RegisterPart[];
  /** Parts that are not listed, because others are wider. */
  more: number;
}

export interface Register {
  members: ClaimMember[];
  rows: RegisterRow[];
  /** What alone stops or at once changes all of them, in the order of the rows; listed there or not. */
  alone: RegisterPart[];
  /** Things that are only reached through a listed thing of their layer, and are counted with it. */
  folded: number;
}
