import type { Moment } from '../../model/event.ts';
import { BinXml } from './binxml.ts';
import type { Chunk } from './chunk.ts';
import { Damage } from './damage.ts';
import type { Attribute, Node, Values } from './nodes.ts';
import { fileTime } from '../../text/moment.ts';
import { isFileTime, isNothing, isXml, listOf, textOf } from './values.ts';

/** Takes what an event's XML says, in its order. */
export interface XmlSink {
  /** An element begins; false when nothing within it is wanted. */
  open(name: string): boolean;
  /** True when the attribute of this name of the element that has begun is wanted. */
  wants(attribute: string): boolean;
  attribute(name: string, text: string): void;
  /** An attribute that is a time. */
  moment(name: string, moment: Moment): void;
  text(text: string): void;
  /** Values that one place of a template takes as a list. */
  list(texts: readonly string[]): void;
  close(): void;
}

/** Templates and values within each other; Windows writes three. */
const DEEPEST = 32;
const NO_VALUES: Values = { types: [], places: [], sizes: [] };

/** Gives `sink` the XML of nodes, the slots of their templates filled in. */
export function fill(chunk: Chunk, nodes: readonly Node[], sink: XmlSink, values = NO_VALUES, depth = 0): void {
  if (depth > DEEPEST) throw new Damage('filled in too deep');
  for (const node of nodes) {
    chunk.count();
    switch (node.kind) {
      case 'element':
        if (!sink.open(node.name)) break;
        for (const attribute of node.attributes) if (sink.wants(attribute.name)) write(chunk, attribute, sink, values);
        fill(chunk, node.children, sink, values, depth);
        sink.close();
        break;
      case 'text':
        chunk.count(node.text.length);
        sink.text(node.text);
        break;
      case 'instance':
        fill(chunk, node.template, sink, node.values, depth + 1);
        break;
      case 'slot':
        fillSlot(chunk, node.index, sink, values, depth);
    }
  }
}

function fillSlot(chunk: Chunk, index: number, sink: XmlSink, values: Values, depth: number): void {
  const type = values.types[index];
  if (type === undefined || isNothing(type)) return;
  const place = values.places[index] as number;
  const size = values.sizes[index] as number;
  if (isXml(type)) {
    const nodes = new BinXml(chunk, place, place + size, false, depth).read();
    fill(chunk, nodes, sink, NO_VALUES, depth + 1);
    return;
  }
  const list = listOf(chunk, type, place, size);
  if (list === null) sink.text(counted(chunk, textOf(chunk, type, place, size)));
  else sink.list(list.map((text) => counted(chunk, text)));
}

function write(chunk: Chunk, { name, parts }: Attribute, sink: XmlSink, values: Values): void {
  const [first] = parts;
  if (parts.length === 1 && first?.kind === 'slot') {
    const place = values.places[first.index] ?? 0;
    if (isFileTime(values.types[first.index] ?? 0, values.sizes[first.index] ?? 0)) {
      sink.moment(name, fileTime(chunk.view, place));
      return;
    }
  }
  let text = '';
  for (const part of parts) {
    chunk.count();
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'slot') text += slotText(chunk, part.index, values);
  }
  sink.attribute(name, counted(chunk, text));
}

function slotText(chunk: Chunk, index: number, values: Values): string {
  const type = values.types[index];
  if (type === undefined || isNothing(type) || isXml(type)) return '';
  const place = values.places[index] as number;
  const size = values.sizes[index] as number;
  return listOf(chunk, type, place, size)?.join(' ') ?? textOf(chunk, type, place, size);
}

function counted(chunk: Chunk, text: string): string {
  chunk.count(text.length);
  return text;
}
