/**
 * XML documents as plain trees of elements, for readers of small formats.
 *
 * Well-formedness is checked by the library saxes. Document type declarations are refused, so no entity is ever expanded
 * and nothing outside the document is ever read.
 */
import { SaxesParser } from 'saxes';
import { FaultTreeError } from './fault-tree';

/** An element: its name, attributes and child elements. */
export interface Element {
  name: string;
  attributes: Map<string, string>;
  children: Element[];
  text: string;
}

/** Elements may stand inside each other this deep. */
const MAX_DEPTH = 100;

/** The document as elements. @throws FaultTreeError when it is not well-formed, or has a document type declaration */
export function parseXml(xml: string): Element {
  const parser = new SaxesParser();
  const document: Element = newElement('');
  const open = [document];
  parser.on('error', error => {
    throw unreadable(`Not well-formed XML: ${error.message}`);
  });
  parser.on('doctype', () => {
    throw unreadable('A document type declaration is not accepted');
  });
  parser.on('opentag', ({ name, attributes }) => {
    const made = newElement(name, new Map(Object.entries(attributes)));
    if (open.length > MAX_DEPTH) {
      throw unreadable(`Elements are nested more than ${MAX_DEPTH} deep`);
    }
    open[open.length - 1].children.push(made);
    open.push(made);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (text: string) => {
    open[open.length - 1].text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml).close();
  return document.children[0];
}

function newElement(
  name: string,
  attributes = new Map<string, string>(),
): Element {
  return { name, attributes, children: [], text: '' };
}

export function unreadable(message: string): FaultTreeError {
  return new FaultTreeError([{ code: 'unreadable', message }]);
}
