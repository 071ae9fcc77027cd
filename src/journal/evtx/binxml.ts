import { CHUNK, type Chunk } from './chunk.ts';
import { Damage } from './damage.ts';
import type { Attribute, Node, Template, Values } from './nodes.ts';

/** Tokens of binary XML ([MS-EVEN6] 2.2.12); 0x40 says that more of the kind follow. */
const TOKEN = {
  end: 0x00,
  openElement: 0x01,
  closeStart: 0x02,
  closeEmpty: 0x03,
  endElement: 0x04,
  value: 0x05,
  attribute: 0x06,
  cdata: 0x07,
  character: 0x08,
  entity: 0x09,
  instructionTarget: 0x0a,
  instructionData: 0x0b,
  template: 0x0c,
  slot: 0x0d,
  optionalSlot: 0x0e,
  fragment: 0x0f,
} as const;
const MORE = 0x40;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Elements and templates within each other. Windows writes fewer than ten. */
const DEEPEST = 64;
const TEMPLATE_HEADER = 24;
const GUID_AT = 4;

/** Reads the binary XML of one piece of a chunk: a record, a template, or a value that is XML itself. */
export class BinXml {
  readonly #chunk: Chunk;
  #at: number;
  readonly #end: number;
  /** Elements name what they depend on: always, but not in values. */
  readonly #dependent: boolean;
  #depth: number;

  constructor(chunk: Chunk, at: number, end: number, dependent: boolean, depth = 0) {
    if (end > CHUNK || depth > DEEPEST) throw new Damage('nested too deep, or beyond the chunk');
    this.#chunk = chunk;
    this.#at = at;
    this.#end = end;
    this.#dependent = dependent;
    this.#depth = depth;
  }

  /** Nodes up to the end of the piece, its end token, or the end of an element. */
  read(): Node[] {
    const nodes: Node[] = [];
    while (this.#at < this.#end) {
      const token = this.#chunk.u8(this.#at);
      if (token === TOKEN.end || token === TOKEN.endElement) {
        this.#at += 1;
        break;
      }
      this.#chunk.count();
      const node = this.#node(token & ~MORE, token);
      if (node !== null) nodes.push(node);
    }
    return nodes;
  }

  #node(kind: number, token: number): Node | null {
    switch (kind) {
      case TOKEN.fragment:
        this.#at += 4;
        return null;
      case TOKEN.openElement:
        return this.#element((token & MORE) !== 0);
      case TOKEN.template:
        return this.#instance();
      case TOKEN.instructionTarget:
        this.#at += 1;
        this.#name();
        return null;
      case TOKEN.instructionData:
        this.#at += 1;
        this.#counted();
        return null;
      default:
        return this.#content(kind);
    }
  }

  /** What may also stand in an attribute. */
  #content(kind: number): Node {
    const start = this.#at;
    this.#at += 1;
    switch (kind) {
      case TOKEN.value:
        // its type, which is always that of a text
        this.#at += 1;
        return { kind: 'text', text: this.#counted() };
      case TOKEN.cdata:
        return { kind: 'text', text: this.#counted() };
      case TOKEN.character:
        this.#at += 2;
        return { kind: 'text', text: String.fromCharCode(this.#chunk.u16(start + 1)) };
      case TOKEN.entity: {
        const name = this.#name();
        return { kind: 'text', text: ENTITIES[name] ?? `&${name};` };
      }
      case TOKEN.slot:
      case TOKEN.optionalSlot:
        this.#at += 3;
        return { kind: 'slot', index: this.#chunk.u16(start + 1) };
      default:
        throw new Damage('no token');
    }
  }

  #element(hasAttributes: boolean): Node {
    this.#deeper();
    // a writer leaves out the dependency where it should not, and the other way round: the size and the name tell
    const dependent = this.#fits(this.#at + 3) ? this.#dependent || !this.#fits(this.#at + 1) : false;
    this.#at += (dependent ? 3 : 1) + 4;
    const name = this.#name();
    const attributes = hasAttributes ? this.#attributes() : [];
    const close = this.#chunk.u8(this.#at);
    this.#at += 1;
    if (close !== TOKEN.closeStart && close !== TOKEN.closeEmpty) throw new Damage('an element does not close');
    const children = close === TOKEN.closeStart ? this.read() : [];
    this.#depth -= 1;
    return { kind: 'element', name, attributes, children };
  }

  /** True where `at` can be the size of an element, followed by the place of its name. */
  #fits(at: number): boolean {
    if (at + 8 > this.#end) return false;
    const name = this.#chunk.u32(at + 4);
    return this.#chunk.u32(at) <= this.#end - at && name >= 128 && name <= at + 8;
  }

  #attributes(): Attribute[] {
    const end = this.#at + 4 + this.#chunk.u32(this.#at);
    if (end > this.#end) throw new Damage('attributes beyond their element');
    this.#at += 4;
    const attributes: Attribute[] = [];
    while (this.#at < end && (this.#chunk.u8(this.#at) & ~MORE) === TOKEN.attribute) {
      this.#chunk.count();
      this.#at += 1;
      const name = this.#name();
      const parts: Node[] = [];
      for (let kind = this.#kind(); this.#at < end && isContent(kind); kind = this.#kind()) {
        this.#chunk.count();
        parts.push(this.#content(kind));
      }
      attributes.push({ name, parts });
    }
    return attributes;
  }

  #kind(): number {
    return this.#at < this.#end ? this.#chunk.u8(this.#at) & ~MORE : TOKEN.end;
  }

  /** A place of a name; the name itself may follow, the first time that it is used. */
  #name(): string {
    const place = this.#chunk.u32(this.#at);
    this.#at += 4;
    if (place === this.#at) this.#at += this.#chunk.nameSize(place);
    return this.#chunk.name(place);
  }

  /** A number of characters, and the characters. */
  #counted(): string {
    const length = this.#chunk.u16(this.#at) * 2;
    const start = this.#at + 2;
    if (start + length > this.#end) throw new Damage('a text beyond its end');
    this.#at = start + length;
    return this.#chunk.text(start, length);
  }

  #instance(): Node {
    const id = this.#chunk.u32(this.#at + 2);
    const place = this.#chunk.u32(this.#at + 6);
    this.#at += 10;
    // the record that uses a template first holds it
    if (place === this.#at) this.#at += TEMPLATE_HEADER + this.#chunk.u32(place + 20);
    const template = this.#template(place, id);
    return { kind: 'instance', template, values: this.#values() };
  }

  #template(place: number, id: number): Template {
    const known = this.#chunk.templates.get(place);
    if (known === null) throw new Damage('a template within itself');
    // the first bytes of its GUID are its id: another one stands where it was overwritten
    if (this.#chunk.u32(place + GUID_AT) !== id) throw new Damage('another template');
    if (known !== undefined) return known;
    const start = place + TEMPLATE_HEADER;
    const end = start + this.#chunk.u32(place + 20);
    this.#chunk.templates.set(place, null);
    let template: Template;
    try {
      template = new BinXml(this.#chunk, start, end, true, this.#depth + 1).read();
    } catch (damage) {
      this.#chunk.templates.delete(place);
      throw damage;
    }
    this.#chunk.templates.set(place, template);
    return template;
  }

  #values(): Values {
    const count = this.#chunk.u32(this.#at);
    this.#at += 4;
    let place = this.#at + count * 4;
    if (place > this.#end) throw new Damage('values beyond their end');
    const types: number[] = [];
    const places: number[] = [];
    const sizes: number[] = [];
    for (let n = 0; n < count; n += 1, this.#at += 4) {
      this.#chunk.count();
      const size = this.#chunk.u16(this.#at);
      types.push(this.#chunk.u8(this.#at + 2));
      places.push(place);
      sizes.push(size);
      place += size;
    }
    if (place > this.#end) throw new Damage('values beyond their end');
    this.#at = place;
    return { types, places, sizes };
  }

  #deeper(): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Damage('nested too deep');
  }
}

function isContent(kind: number): boolean {
  return (
    (kind >= TOKEN.value && kind <= TOKEN.entity && kind !== TOKEN.attribute) ||
    kind === TOKEN.slot ||
    kind === TOKEN.optionalSlot
  );
}
