import * as fc from 'fast-check';
import { faultTrees } from './__testUtils__/randomTrees';
import { FaultTreeAnalysis } from './analyse';
import { FaultTree, FaultTreeError } from './fault-tree';
import { readOpenPsa } from './open-psa-read';
import { writeOpenPsa } from './open-psa-write';

const document = (inner: string) =>
  `<?xml version="1.0"?><opsa-mef><define-fault-tree name="t">${inner}</define-fault-tree></opsa-mef>`;

const gate = (name: string, formula: string) =>
  `<define-gate name="${name}">${formula}</define-gate>`;

const codes = (xml: string, top?: string) => {
  try {
    return new FaultTreeAnalysis(readOpenPsa(xml, top)) && [];
  } catch (error) {
    expect(error).toBeInstanceOf(FaultTreeError);
    return (error as FaultTreeError).problems.map(({ code }) => code);
  }
};

const ab = '<basic-event name="a"/><basic-event name="b"/>';

describe('reading Open-PSA', () => {
  it('reads gates, events, parameters, house events, labels and nested formulas', () => {
    const tree = readOpenPsa(
      document(
        `${gate(
          'top',
          `<label>Both <![CDATA[& all]]></label><and><or>${ab}</or><house-event name="h"/><atleast min="2">${ab}<basic-event name="c"/></atleast></and>`,
        )}
        <define-basic-event name="a"><float value="1e-3"/></define-basic-event>
        <define-basic-event name="b"><parameter name="p"/></define-basic-event>
        <define-house-event name="h"><constant value="true"/></define-house-event>
        <define-parameter name="p"><float value="0.25"/></define-parameter>`,
      ),
    );
    expect(tree.top).toBe('top');
    expect(tree.events).toEqual([
      { name: 'a', probability: 0.001 },
      { name: 'b', probability: 0.25 },
      { name: 'c' },
    ]);
    expect(tree.gates[0].label).toBe('Both & all');
    const analysis = new FaultTreeAnalysis(tree);
    expect([...analysis.sets()].map(s => s.join(''))).toEqual([
      'ab',
      'ac',
      'bc',
    ]);
    expect(analysis.unknown).toEqual(['c']);
  });

  it('reads common-cause groups', () => {
    const tree = readOpenPsa(
      `<opsa-mef><define-fault-tree name="t">${gate(
        'top',
        '<and><event name="x"/><event name="y"/></and>',
      )}</define-fault-tree>
      <define-CCF-group name="g" model="beta-factor">
        <members><basic-event name="x"/><basic-event name="y"/></members>
        <distribution><float value="0.1"/></distribution>
        <factor level="2"><float value="0.2"/></factor>
      </define-CCF-group></opsa-mef>`,
    );
    expect(new FaultTreeAnalysis(tree).probability!.value).toBeCloseTo(
      0.02 + 0.98 * 0.08 ** 2,
      12,
    );
  });

  it('takes the gate that no other names as the top, or the one asked for', () => {
    const xml = document(
      gate('low', `<or>${ab}</or>`) +
        gate('high', '<and><gate name="low"/><basic-event name="c"/></and>'),
    );
    expect(readOpenPsa(xml).top).toBe('high');
    expect(readOpenPsa(xml, 'low').top).toBe('low');
    expect(codes(document(gate('x', ab) + gate('y', ab)))).toEqual([
      'several-tops',
    ]);
    expect(codes(xml, 'nowhere')).toEqual(['no-top']);
  });

  it.each([
    ['not', ['unsupported'], gate('t', `<not><basic-event name="a"/></not>`)],
    ['xor', ['unsupported'], gate('t', `<and><xor>${ab}</xor>${ab}</and>`)],
    [
      'a formula named like an object method',
      ['unsupported'],
      gate('t', `<constructor>${ab}</constructor>`),
    ],
    [
      'a value that is not known',
      ['unsupported'],
      `${gate(
        't',
        `<or>${ab}</or>`,
      )}<define-basic-event name="a"><histogram><float value="1"/></histogram></define-basic-event>`,
    ],
    [
      'a parameter that names itself',
      ['unsupported'],
      `${gate(
        't',
        `<or>${ab}</or>`,
      )}<define-basic-event name="a"><parameter name="p"/></define-basic-event><define-parameter name="p"><parameter name="p"/></define-parameter>`,
    ],
    ['an undefined gate', ['undefined-name'], gate('t', '<gate name="u"/>')],
    [
      'a cycle',
      ['cycle'],
      gate('t', `<or><gate name="u"/>${ab}</or>`) +
        gate('u', `<or><gate name="v"/>${ab}</or>`) +
        gate('v', `<or><gate name="u"/>${ab}</or>`),
    ],
    [
      'k above n',
      ['k-out-of-range'],
      gate('t', `<atleast min="3">${ab}</atleast>`),
    ],
    ['no k', ['k-out-of-range'], gate('t', `<atleast>${ab}</atleast>`)],
    [
      'an input counted twice',
      ['repeated-input'],
      gate('t', `<atleast min="2">${ab}<basic-event name="a"/></atleast>`),
    ],
    ['an empty gate', ['empty-gate'], gate('t', '<or></or>')],
    [
      'a probability above 1',
      ['probability-out-of-range'],
      `${gate(
        't',
        `<or>${ab}</or>`,
      )}<define-basic-event name="a"><float value="1.5"/></define-basic-event>`,
    ],
    [
      'two definitions of an event',
      ['duplicate-name'],
      `${gate(
        't',
        `<or>${ab}</or>`,
      )}<define-basic-event name="a"/><define-basic-event name="a"/>`,
    ],
    [
      'two definitions of a gate',
      ['duplicate-name'],
      gate('t', `<or>${ab}</or>`) + gate('t', `<and>${ab}</and>`),
    ],
  ])('refuses %s', (_, expected, inner) => {
    expect(codes(document(inner))).toEqual(expected);
  });

  it.each([
    ['nothing', ''],
    ['another format', '{"gates": []}'],
    ['another root', '<html/>'],
    ['an open element', '<opsa-mef><define-fault-tree name="t">'],
    [
      'entities that expand to a billion',
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><opsa-mef>&b;</opsa-mef>`,
    ],
    [
      'an entity that reads a file',
      `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><opsa-mef><label>&f;</label></opsa-mef>`,
    ],
    ['an entity nobody defined', '<opsa-mef><label>&f;</label></opsa-mef>'],
    [
      'elements nested without end',
      `<opsa-mef>${'<define-component>'.repeat(1e5)}`,
    ],
  ])('refuses %s as unreadable', (_, xml) => {
    expect(codes(xml)).toEqual(['unreadable']);
  });

  it('takes names such as __proto__ for names', () => {
    const tree = readOpenPsa(
      document(
        gate(
          '__proto__',
          '<and><basic-event name="constructor"/><basic-event name="toString"/></and>',
        ),
      ),
    );
    expect([...new FaultTreeAnalysis(tree).sets()]).toEqual([
      ['constructor', 'toString'],
    ]);
  });
});

describe('writing Open-PSA', () => {
  it('writes what it reads back: same sets, same probability', () => {
    fc.assert(
      fc.property(faultTrees(8), tree => {
        const before = new FaultTreeAnalysis(tree);
        const { xml, identifiers } = writeOpenPsa(tree);
        const after = new FaultTreeAnalysis(
          readOpenPsa(xml, identifiers.get(tree.top)),
        );
        expect(after.probability!.value).toBeCloseTo(
          before.probability!.value,
          12,
        );
        const sets = (analysis: FaultTreeAnalysis) =>
          [...analysis.sets()].map(set => set.sort().join(' ')).sort();
        expect(sets(after)).toEqual(sets(before));
      }),
      { numRuns: 200 },
    );
  });

  it('writes any name as an identifier of its own and keeps it as label', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1 }), {
          minLength: 2,
          maxLength: 6,
        }),
        ([top, ...inputs]) => {
          const { xml, identifiers } = writeOpenPsa({
            name: '<&">',
            events: inputs.map(name => ({ name })),
            gates: [{ name: top, kind: 'or', inputs }],
            top,
          });
          const ids = [...identifiers.values()];
          expect(new Set(ids.map(id => id.toLowerCase())).size).toBe(
            ids.length,
          );
          expect(ids.every(id => /^[A-Za-z]\w*$/.test(id))).toBe(true);
          const read = readOpenPsa(xml);
          expect(read.events).toHaveLength(inputs.length);
        },
      ),
    );
    const { xml } = writeOpenPsa({
      name: 't',
      events: [{ name: 'component:default/a' }],
      gates: [],
      top: 'component:default/a',
    });
    expect(readOpenPsa(xml).events).toEqual([
      { name: 'component_default_a', label: 'component:default/a' },
    ]);
  });

  it('writes common-cause groups with the levels their model counts from', () => {
    const tree: FaultTree = {
      name: 't',
      events: ['a', 'b', 'c'].map(name => ({ name })),
      gates: [{ name: 'top', kind: 'and', inputs: ['a', 'b', 'c'] }],
      top: 'top',
      commonCause: [
        {
          name: 'g',
          model: 'MGL',
          members: ['a', 'b', 'c'],
          probability: 0.1,
          factors: [0.3, 0.2],
        },
      ],
    };
    const { xml } = writeOpenPsa(tree);
    expect(new FaultTreeAnalysis(readOpenPsa(xml)).probability).toEqual(
      new FaultTreeAnalysis(tree).probability,
    );
  });
});
