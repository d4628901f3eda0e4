/** Holds a parsed policy file against the one shape of a policy, and says where in the file something is wrong. */
import { policyObjections, type Objection } from '@posiwid/coupling-engine';
import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';

/** Something in a policy file that is not understood, and where: an offset into the text. */
export interface Complaint {
  message: string;
  offset: number;
}

/** Everything in a parsed policy file that the policy does not know. An empty file is fine. */
export function checkPolicy(contents: Node | null): Complaint[] {
  if (!contents || (isScalar(contents) && contents.value === null)) return [];
  return policyObjections(plain(contents)).map(objection => ({
    message: objection.message,
    offset: placeOf(contents, objection)?.range?.[0] ?? 0,
  }));
}

/** The values of a document. What is neither map, list nor scalar, such as an alias, is nothing that a policy could hold. */
function plain(node: Node | null): unknown {
  if (!node) return undefined;
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map(item => plain(item as Node | null));
  if (!isMap(node)) return Symbol(node.toString());
  // Also `__proto__` becomes a key and nothing else.
  return Object.fromEntries(
    node.items.map(pair => [keyOf(pair), plain(pair.value as Node | null)]),
  );
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

/** The node that an objection is about; the nearest above it where there is none. */
function placeOf(root: Node, { path, at }: Objection): Node | null {
  let node: Node | null = root;
  for (const [i, part] of path.entries()) {
    const isLast = i === path.length - 1;
    let next: Node | null = null;
    if (isSeq(node)) {
      next = node.items[part as number] as Node | null;
    } else if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        one => keyOf(one) === part,
      );
      next = (isLast && at === 'key' ? pair?.key : pair?.value) as Node | null;
    }
    if (!next) return node;
    node = next;
  }
  return node;
}
